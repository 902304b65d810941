import { paths } from "../../../src/paths/paths.ts";
import { percentOfPermille } from "../../../src/checks/sample-plans/columns.ts";
import type { Calculation, SamplePlanPageData } from "../../../src/checks/sample-plans/load-page.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import type { FormState } from "../../ui/form-state.ts";
import { countText, dateText } from "../../ui/format.ts";
import { History, type HistoryEvent } from "../../ui/history.tsx";
import type { Pager } from "../../ui/pager.tsx";
import { Section } from "../../ui/section.tsx";
import { DataTable } from "../../ui/table.tsx";
import { KeyFigures } from "../../ui/task-list.tsx";
import { PlanForm } from "./plan-form.tsx";
import { ConclusionSection, FailureSection, YearSection } from "./plan-results.tsx";

export interface SamplePlanPageProps {
	frame: Partial<LayoutProps>;
	data: SamplePlanPageData;
	form: FormState;
	calculation: Calculation | null;
	pager: Parameters<typeof Pager>[0];
	may_decide: boolean;
	history: HistoryEvent[];
}

export function SamplePlanPage(props: SamplePlanPageProps) {
	const { data, calculation } = props;
	return (
		<Layout
			{...props.frame}
			title={`Stickprovsplan: ${data.control.title}`}
			lead={`${data.control.board_name}, ${data.control.year}. En månad hittar och rättar fel; slutsatser dras per tertial och år.`}
			crumbs={[
				{ href: paths.samplePlans(), label: "Stickprovsplaner" },
				{ href: paths.control(data.control.id), label: data.control.title },
			]}
		>
			<Current data={data} />
			{calculation ? <Sizes calculation={calculation} /> : null}
			{props.may_decide ? (
				<Section title="Räkna och besluta" id="rakna">
					<PlanForm data={data} form={props.form} />
				</Section>
			) : null}
			{calculation ? <ConclusionSection calculation={calculation} /> : null}
			{calculation ? <FailureSection calculation={calculation} /> : null}
			{calculation ? <YearSection table={calculation.year} pager={props.pager} /> : null}
			<Decisions data={data} />
			<Section title="Historik">
				<History events={props.history} />
			</Section>
		</Layout>
	);
}

function Current({ data }: { data: SamplePlanPageData }) {
	const { current, control } = data;
	if (!current) {
		return (
			<EmptyState
				heading="Ingen plan är beslutad"
				text={`Tills en plan är beslutad dras ${control.sample_size} per enhet och period.`}
			/>
		);
	}
	return (
		<DescriptionList
			items={[
				{ term: "Gäller från", value: dateText(current.valid_from) },
				{ term: "Säkerhet", value: percentOfPermille(current.confidence_permille) },
				{ term: "Väntade avvikelser", value: String(current.expected_deviations) },
				{ term: "Perioder", value: String(current.months) },
				{ term: "Skäl", value: current.reason, wide: true },
			]}
		/>
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

function Decisions({ data }: { data: SamplePlanPageData }) {
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
					{ key: "confidence", label: "Säkerhet" },
					{ key: "expected", label: "Väntade avvikelser", align: "end" },
					{ key: "months", label: "Perioder", align: "end" },
					{ key: "reason", label: "Skäl" },
					{ key: "by", label: "Beslutad av" },
				]}
				rows={data.decided.map((plan) => ({
					cells: {
						from: `${dateText(plan.valid_from)}${plan.edition > 1 ? ` (utgåva ${plan.edition})` : ""}`,
						confidence: percentOfPermille(plan.confidence_permille),
						expected: plan.two_stage === 1 ? "Två steg" : String(plan.expected_deviations),
						months: String(plan.months),
						reason: plan.reason,
						by: plan.decided_by_name,
					},
				}))}
			/>
		</Section>
	);
}
