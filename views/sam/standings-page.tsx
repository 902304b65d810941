import type { ListShown } from "../../src/ground/tables/list.ts";
import type { SamStanding } from "../../db/queries/sam/standings.ts";
import { paths } from "../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../layout.tsx";
import { List } from "../ui/list.tsx";

/** For the revisor: how far every follow-up has come, and whose signatures it has. */
export function StandingsPage(props: { shell: Partial<LayoutProps>; list: ListShown<SamStanding> }) {
	return (
		<Layout
			{...props.shell}
			title="SAM: läge och underskrifter"
			lead="Enhet, läge, dagar och vilka som har skrivit under. Svaren stannar i linjen och hos skyddsombuden."
			crumbs={[{ href: paths.sam(), label: "SAM" }]}
		>
			<List
				list={props.list}
				noun="uppföljningar"
				caption="SAM: läge och underskrifter"
				empty="Ingen omgång har öppnats."
			/>
		</Layout>
	);
}
