import type { PlannedControlRow } from "../../db/queries/sample-plans.ts";
import { paths } from "../../src/paths.ts";
import { samplePlanColumns } from "../../src/sample-plans/columns.ts";
import { Layout, type LayoutProps } from "../layout.tsx";
import { ListTable } from "../ui/list-table.tsx";
import { Pager } from "../ui/pager.tsx";
import { ListExports } from "../ui/table.tsx";

export function SamplePlansPage(props: {
	frame: Partial<LayoutProps>;
	rows: PlannedControlRow[];
	pager: Parameters<typeof Pager>[0];
}) {
	return (
		<Layout
			{...props.frame}
			title="Stickprovsplaner"
			lead="Hur många inköp som dras per enhet och period, och vad årets stickprov ska kunna visa."
			crumbs={[{ href: paths.yearStrip(), label: "Kontroller" }]}
		>
			<ListTable
				caption="Stickprovsplaner"
				columns={samplePlanColumns}
				rows={props.rows}
				href={(row) => paths.samplePlan(row.id)}
				empty="Det finns inget kontrollmoment med stickprov."
			/>
			{props.rows.length > 0 ? <Pager {...props.pager} noun="kontrollmoment" /> : null}
			<ListExports base_href={paths.samplePlans()} />
		</Layout>
	);
}
