import { percentOfPermille } from "../../../src/checks/sample-plans/columns.ts";
import type { Calculation, SamplePlanPageData } from "../../../src/checks/sample-plans/load-page.ts";
import type { LayoutProps } from "../../layout.tsx";
import type { FormState } from "../../ui/form-state.ts";
import { countText } from "../../ui/format.ts";
import type { HistoryEvent } from "../../ui/history.tsx";
import type { Pager } from "../../ui/pager.tsx";
import { KeyFigures } from "../../ui/task-list.tsx";
import { CONFIDENCE_COLUMN, type PlanColumn, PlanPage } from "./plan-page.tsx";
import { PlanForm } from "./plan-form.tsx";
import { ConclusionSection, FailureSection, YearSection } from "./plan-results.tsx";

export interface SamplePlanPageProps {
	shell: Partial<LayoutProps>;
	data: SamplePlanPageData;
	form: FormState;
	calculation: Calculation | null;
	pager: Parameters<typeof Pager>[0];
	may_decide: boolean;
	history: HistoryEvent[];
}

export function SamplePlanPage({ data, form, calculation, pager, ...page }: SamplePlanPageProps) {
	const { control, current, decided } = data;
	return (
		<PlanPage
			{...page}
			control={control}
			lead="En månad hittar och rättar fel; slutsatser dras per tertial och år."
			current={current}
			until_decided={`${control.sample_size} per enhet och period.`}
			facts={(plan) => [
				{ term: "Säkerhet", value: percentOfPermille(plan.confidence_permille) },
				{ term: "Väntade avvikelser", value: String(plan.expected_deviations) },
				{ term: "Perioder", value: String(plan.months) },
			]}
			sizes={calculation ? <Sizes calculation={calculation} /> : null}
			form={<PlanForm data={data} form={form} />}
			results={calculation ? <Results calculation={calculation} pager={pager} /> : null}
			decided={decided}
			columns={DECISION_COLUMNS}
		/>
	);
}

const DECISION_COLUMNS: readonly PlanColumn<SamplePlanPageData["decided"][number]>[] = [
	CONFIDENCE_COLUMN,
	{
		key: "expected",
		label: "Väntade avvikelser",
		align: "end",
		value: (plan) => (plan.two_stage === 1 ? "Två steg" : String(plan.expected_deviations)),
	},
	{ key: "months", label: "Perioder", align: "end", value: (plan) => String(plan.months) },
];

function Results({ calculation, pager }: { calculation: Calculation; pager: SamplePlanPageProps["pager"] }) {
	return (
		<>
			<ConclusionSection calculation={calculation} />
			<FailureSection calculation={calculation} />
			<YearSection table={calculation.year} pager={pager} />
		</>
	);
}

function Sizes({ calculation }: { calculation: Calculation }) {
	const { size, year } = calculation;
	return (
		<KeyFigures
			items={[
				{ value: countText(size.year), label: "om året, enligt värdena nedan" },
				{ value: countText(size.per_period), label: "per period i genomsnitt" },
				{ value: countText(year.n), label: "i alla enheter under planen" },
			]}
		/>
	);
}
