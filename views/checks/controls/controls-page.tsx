import type { ListShown } from "../../../src/ground/tables/list.ts";
import type { ControlRow } from "../../../db/queries/checks/controls.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { StateBadge } from "../../ui/badge.tsx";
import { countText } from "../../ui/format.ts";
import { Link } from "../../ui/link.tsx";
import { List } from "../../ui/list.tsx";
import { CreateRunsButton } from "../runs/create-runs-button.tsx";

function Late({ runs }: { runs: number }) {
	return runs > 0 ? (
		<StateBadge tone="bad" pattern="clock" label={runs === 1 ? "1 försenat" : `${countText(runs)} försenade`} />
	) : (
		<>Inga</>
	);
}

/** The controls of the plans in force. */
export function ControlsPage(props: { shell: Partial<LayoutProps>; list: ListShown<ControlRow>; may_create: boolean }) {
	return (
		<Layout
			{...props.shell}
			title="Kontrollmoment"
			lead={
				<>
					Kontrollmomenten i gällande planer. <Link href={paths.yearStrip()}>Visa årsöversikten</Link> eller{" "}
					<Link href={paths.checklists()}>checklistorna</Link>. Se också{" "}
					<Link href={paths.evaluation()}>utvärderingen</Link> av stickproven.
				</>
			}
			main_action={props.may_create ? <CreateRunsButton /> : null}
		>
			<List
				list={props.list}
				noun="kontrollmoment"
				caption="Kontrollmoment"
				href={(control) => paths.control(control.id)}
				cells={{ late: (control) => <Late runs={control.late} /> }}
				empty="Gällande planer har inga kontrollmoment ännu. De läggs till från en risk i planen."
			/>
		</Layout>
	);
}
