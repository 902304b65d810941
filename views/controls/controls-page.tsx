import type { ControlRow } from "../../db/queries/controls.ts";
import { controlColumns } from "../../src/controls/columns.ts";
import { paths } from "../../src/paths.ts";
import { shown } from "../../src/tables/column.ts";
import { Layout, type LayoutProps } from "../layout.tsx";
import { StateBadge } from "../ui/badge.tsx";
import { Link } from "../ui/link.tsx";
import { Pager } from "../ui/pager.tsx";
import { DataTable, ListExports } from "../ui/table.tsx";
import { CreateRunsButton } from "./create-runs-button.tsx";

type Links = Parameters<typeof Pager>[0];

/** The controls of the plans in force. */
export function ControlsPage(props: {
	frame: Partial<LayoutProps>;
	controls: readonly ControlRow[];
	links: Links;
	may_create: boolean;
}) {
	const rows = props.controls.map((control) => ({
		href: paths.control(control.id),
		cells: {
			...Object.fromEntries(controlColumns.map((column) => [column.key, shown(column, control)])),
			late: control.late > 0 ? <StateBadge tone="bad" pattern="clock" label={`${control.late} sena`} /> : "Inga",
		},
	}));
	return (
		<Layout
			{...props.frame}
			title="Kontrollmoment"
			lead={
				<>
					Kontrollmomenten i gällande planer. <Link href={paths.yearStrip()}>Visa årsöversikten</Link> eller{" "}
					<Link href={paths.checklists()}>checklistorna</Link>.
				</>
			}
			main_action={props.may_create ? <CreateRunsButton /> : null}
		>
			<DataTable
				caption="Kontrollmoment"
				hide_caption
				columns={controlColumns
					.filter(({ key }) => key !== "starts_on" && key !== "ended_on")
					.map(({ key, label, type }) => ({ key, label, align: type === "count" ? ("end" as const) : undefined }))}
				rows={rows}
				empty="Gällande planer har inga kontrollmoment ännu. De läggs till från en risk i planen."
			/>
			<Pager {...props.links} noun="kontrollmoment" />
			<ListExports base_href={paths.controls()} />
		</Layout>
	);
}
