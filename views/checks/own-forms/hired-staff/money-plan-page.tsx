import { MONEY_METHODS } from "../../../../db/schema/checks/own-forms/hired-staff.ts";
import type { MoneyCalculation, MoneyPlanData } from "../../../../src/checks/own-forms/hired-staff/load-money-plan.ts";
import { paths } from "../../../../src/paths/paths.ts";
import { percentOfPermille } from "../../../../src/checks/sample-plans/columns.ts";
import { Layout, type LayoutProps } from "../../../layout.tsx";
import { DescriptionList } from "../../../ui/description-list.tsx";
import { EmptyState } from "../../../ui/empty-state.tsx";
import type { FormState } from "../../../ui/form-state.ts";
import { countText, dateText, kronorText } from "../../../ui/format.ts";
import { History, type HistoryEvent } from "../../../ui/history.tsx";
import { Section } from "../../../ui/section.tsx";
import { DataTable } from "../../../ui/table.tsx";
import { KeyFigures } from "../../../ui/task-list.tsx";
import { MoneyPlanForm } from "./money-plan-form.tsx";

interface MoneyPlanPageProps {
	frame: Partial<LayoutProps>;
	data: MoneyPlanData;
	form: FormState;
	calculation: MoneyCalculation | null;
	may_decide: boolean;
	history: HistoryEvent[];
}

/** How much may be wrong in a year, how sure to be, and what it takes. */
export function MoneyPlanPage(props: MoneyPlanPageProps) {
	const { data, calculation } = props;
	return (
		<Layout
			{...props.frame}
			title={`Stickprovsplan: ${data.control.title}`}
			lead={`${data.control.board_name}, ${data.control.year}. Fakturorna dras efter belopp: de största alltid, av resten en krona per intervall.`}
			crumbs={[
				{ href: paths.samplePlans(), label: "Stickprovsplaner" },
				{ href: paths.control(data.control.id), label: data.control.title },
			]}
		>
			<Current data={data} />
			{calculation ? <Sizes calculation={calculation} /> : null}
			{props.may_decide ? (
				<Section title="Räkna och besluta" id="rakna">
					<MoneyPlanForm data={data} form={props.form} />
				</Section>
			) : null}
			{calculation ? <Conclusions calculation={calculation} /> : null}
			<Decisions data={data} />
			<Section title="Historik">
				<History events={props.history} />
			</Section>
		</Layout>
	);
}

function Current({ data }: { data: MoneyPlanData }) {
	const { current, control } = data;
	if (!current) {
		return (
			<EmptyState
				heading="Ingen plan är beslutad"
				text={`Tills en plan är beslutad dras ${control.sample_size} kronor per period, och utvärderingen har inget godtagbart belopp att jämföra med.`}
			/>
		);
	}
	return (
		<DescriptionList
			items={[
				{ term: "Gäller från", value: dateText(current.valid_from) },
				{ term: "Godtagbart fel på ett år", value: kronorText(current.tolerable_ore, true) },
				{ term: "Årets fakturor, ungefär", value: kronorText(current.year_ore, true) },
				{ term: "Säkerhet", value: percentOfPermille(current.confidence_permille) },
				{ term: "Väntade helt felaktiga fakturor", value: String(current.expected_errors) },
				{ term: "Metod", value: MONEY_METHODS[current.method] },
				{ term: "Skäl", value: current.reason, wide: true },
			]}
		/>
	);
}

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

function Decisions({ data }: { data: MoneyPlanData }) {
	return (
		<Section
			title="Beslut"
			lead="Beslut ändras aldrig. Ett nytt beslut gäller från sin första period; det som är fryst ligger fast."
		>
			<DataTable
				caption="Beslutade planer"
				hide_caption
				empty="Ingen plan är beslutad."
				columns={[
					{ key: "from", label: "Gäller från" },
					{ key: "tolerable", label: "Godtagbart fel", align: "end" },
					{ key: "year", label: "Årets fakturor", align: "end" },
					{ key: "confidence", label: "Säkerhet" },
					{ key: "reason", label: "Skäl" },
					{ key: "by", label: "Beslutad av" },
				]}
				rows={data.decided.map((plan) => ({
					cells: {
						from: `${dateText(plan.valid_from)}${plan.edition > 1 ? ` (utgåva ${plan.edition})` : ""}`,
						tolerable: kronorText(plan.tolerable_ore, true),
						year: kronorText(plan.year_ore, true),
						confidence: percentOfPermille(plan.confidence_permille),
						reason: plan.reason,
						by: plan.decided_by_name,
					},
				}))}
			/>
		</Section>
	);
}
