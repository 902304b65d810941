import type { PlannedControlRow } from "../../../db/queries/checks/sample-plans.ts";
import { isMoneyKind } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { samplePlanColumns } from "../../../src/checks/sample-plans/columns.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { ListTable } from "../../ui/list-table.tsx";
import { Pager } from "../../ui/pager.tsx";
import { ListExports } from "../../ui/table.tsx";

/** Sizes in shares of deviations, or in kronor. */
function planPath({ id, population_kind }: PlannedControlRow): string {
	return isMoneyKind(population_kind) ? paths.moneyPlan(id) : paths.samplePlan(id);
}

export function SamplePlansPage(props: {
	shell: Partial<LayoutProps>;
	rows: PlannedControlRow[];
	pager: Parameters<typeof Pager>[0];
}) {
	return (
		<Layout
			{...props.shell}
			title="Stickprovsplaner"
			lead="Hur mycket som dras per period, och vad årets stickprov ska kunna visa."
			crumbs={[{ href: paths.yearStrip(), label: "Kontroller" }]}
		>
			<ListTable
				caption="Stickprovsplaner"
				columns={samplePlanColumns}
				rows={props.rows}
				href={(row) => planPath(row)}
				empty="Det finns inget kontrollmoment med stickprov."
			/>
			{props.rows.length > 0 ? <Pager {...props.pager} noun="kontrollmoment" /> : null}
			<ListExports base_href={paths.samplePlans()} />
		</Layout>
	);
}
