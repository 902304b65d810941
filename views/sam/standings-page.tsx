import type { SamStanding } from "../../db/queries/sam/standings.ts";
import { paths } from "../../src/paths/paths.ts";
import { standingColumns } from "../../src/sam/columns.ts";
import { Layout, type LayoutProps } from "../layout.tsx";
import { ListTable } from "../ui/list-table.tsx";
import { Pager } from "../ui/pager.tsx";
import { ListExports } from "../ui/table.tsx";

/** For the revisor: how far every follow-up has come, and whose signatures it has. */
export function StandingsPage(props: {
	shell: Partial<LayoutProps>;
	rows: readonly SamStanding[];
	pager: Parameters<typeof Pager>[0];
	here: string;
}) {
	return (
		<Layout
			{...props.shell}
			title="SAM: läge och underskrifter"
			lead="Enhet, läge, dagar och vilka som har skrivit under. Svaren stannar i linjen och hos skyddsombuden."
			crumbs={[{ href: paths.sam(), label: "SAM" }]}
		>
			<ListTable
				caption="SAM: läge och underskrifter"
				columns={standingColumns}
				rows={props.rows}
				empty="Ingen omgång har öppnats."
			/>
			<Pager {...props.pager} noun="uppföljningar" />
			<ListExports base_href={props.here} />
		</Layout>
	);
}
