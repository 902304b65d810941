import type { ListShown } from "../../../src/ground/tables/list.ts";
import type { PlannedControlRow } from "../../../db/queries/checks/sample-plans.ts";
import { isMoneyKind } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { List } from "../../ui/list.tsx";

/** Sizes in shares of deviations, or in kronor. */
function planPath({ id, population_kind }: PlannedControlRow): string {
	return isMoneyKind(population_kind) ? paths.moneyPlan(id) : paths.samplePlan(id);
}

export function SamplePlansPage(props: { shell: Partial<LayoutProps>; list: ListShown<PlannedControlRow> }) {
	return (
		<Layout
			{...props.shell}
			title="Stickprovsplaner"
			lead="Hur mycket som dras per period, och vad årets stickprov ska kunna visa."
			crumbs={[{ href: paths.yearStrip(), label: "Kontroller" }]}
		>
			<List
				list={props.list}
				noun="kontrollmoment"
				caption="Stickprovsplaner"
				href={(row) => planPath(row)}
				empty="Det finns inget kontrollmoment med stickprov."
			/>
		</Layout>
	);
}
