import { MONEY_METHODS } from "../../../../db/schema/checks/own-forms/hired-staff.ts";
import type { MoneyCalculation, MoneyPlanData } from "../../../../src/checks/own-forms/hired-staff/load-money-plan.ts";
import { percentOfPermille } from "../../../../src/checks/sample-plans/columns.ts";
import type { LayoutProps } from "../../../layout.tsx";
import type { FormState } from "../../../ui/form-state.ts";
import { countText, kronorText } from "../../../ui/format.ts";
import type { HistoryEvent } from "../../../ui/history.tsx";
import { Section } from "../../../ui/section.tsx";
import { DataTable } from "../../../ui/table.tsx";
import { KeyFigures } from "../../../ui/task-list.tsx";
import { CONFIDENCE_COLUMN, type PlanColumn, PlanPage } from "../../sample-plans/plan-page.tsx";
import { MoneyPlanForm } from "./money-plan-form.tsx";

interface MoneyPlanPageProps {
	shell: Partial<LayoutProps>;
	data: MoneyPlanData;
	form: FormState;
	calculation: MoneyCalculation | null;
	may_decide: boolean;
	history: HistoryEvent[];
}

/** How much may be wrong in a year, how sure to be, and what it takes. */
export function MoneyPlanPage({ data, form, calculation, ...page }: MoneyPlanPageProps) {
	const { control, current, decided } = data;
	return (
		<PlanPage
			{...page}
			control={control}
			lead="Fakturorna dras efter belopp: de största alltid, av resten ett öre per intervall."
			current={current}
			until_decided={`${control.sample_size} kronor per period, och utvärderingen har inget godtagbart belopp att jämföra med.`}
			facts={(plan) => [
				{ term: "Godtagbart fel på ett år", value: kronorText(plan.tolerable_ore, true) },
				{ term: "Årets fakturor, ungefär", value: kronorText(plan.year_ore, true) },
				{ term: "Säkerhet", value: percentOfPermille(plan.confidence_permille) },
				{ term: "Väntade helt felaktiga fakturor", value: String(plan.expected_errors) },
				{ term: "Metod", value: MONEY_METHODS[plan.method] },
			]}
			sizes={calculation ? <Sizes calculation={calculation} /> : null}
			form={<MoneyPlanForm data={data} form={form} />}
			results={calculation ? <Conclusions calculation={calculation} /> : null}
			decided={decided}
			columns={DECISION_COLUMNS}
		/>
	);
}

const DECISION_COLUMNS: readonly PlanColumn<MoneyPlanData["decided"][number]>[] = [
	{
		key: "tolerable",
		label: "Godtagbart fel",
		align: "end",
		value: (plan) => kronorText(plan.tolerable_ore, true),
	},
	{ key: "year", label: "Årets fakturor", align: "end", value: (plan) => kronorText(plan.year_ore, true) },
	CONFIDENCE_COLUMN,
];

function Sizes({ calculation }: { calculation: MoneyCalculation }) {
	return (
		<KeyFigures
			items={[
				{ value: countText(calculation.points), label: "dragna kronor om året, fördelade efter periodens belopp" },
				{ value: kronorText(calculation.interval_ore, true), label: "är intervallet: större fakturor granskas alltid" },
			]}
		/>
	);
}

function Conclusions({ calculation }: { calculation: MoneyCalculation }) {
	return (
		<Section
			title="Vad året kan visa"
			lead="Om fakturor under intervallet är helt fel. En faktura som är delvis fel räknas med sin andel."
		>
			<DataTable
				caption="Slutsats efter antal helt felaktiga fakturor"
				hide_caption
				columns={[
					{ key: "errors", label: "Helt felaktiga", align: "end" },
					{ key: "upper", label: "Högst för mycket betalt", align: "end" },
					{ key: "verdict", label: "Ger" },
				]}
				rows={calculation.conclusions.map((one) => ({
					cells: {
						errors: String(one.errors),
						upper: kronorText(one.upper_ore, true),
						verdict: one.supports ? "Stöd" : "Inte stöd",
					},
				}))}
			/>
		</Section>
	);
}
