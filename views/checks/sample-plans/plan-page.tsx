import type { Child } from "hono/jsx";
import { percentOfPermille } from "../../../src/checks/sample-plans/columns.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { type Description, DescriptionList } from "../../ui/description-list.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { dateText } from "../../ui/format.ts";
import { History, type HistoryEvent } from "../../ui/history.tsx";
import { Section } from "../../ui/section.tsx";
import { type Column, DataTable } from "../../ui/table.tsx";

/** What every decided plan says, whether it counts items or kronor. */
interface DecidedPlan {
	valid_from: string;
	edition: number;
	confidence_permille: number;
	reason: string;
	decided_by_name: string;
}

/** What a plan of one kind says besides: a column of the decisions. */
export interface PlanColumn<P> extends Column {
	value: (plan: P) => string;
}

/** A control's plan for a year: what holds, what it takes, the form to calculate and decide, and every decision. */
export function PlanPage<P extends DecidedPlan>(props: {
	shell: Partial<LayoutProps>;
	control: { id: string; title: string; board_name: string; year: number };
	lead: string;
	current: P | null;
	/** What is drawn until a plan is decided. */
	until_decided: string;
	facts: (plan: P) => Description[];
	sizes: Child;
	form: Child;
	may_decide: boolean;
	results: Child;
	decided: readonly P[];
	/** Columns between the day and the reason. */
	columns: readonly PlanColumn<P>[];
	history: HistoryEvent[];
}) {
	const { control, current } = props;
	return (
		<Layout
			{...props.shell}
			title={`Stickprovsplan: ${control.title}`}
			lead={`${control.board_name}, ${control.year}. ${props.lead}`}
			crumbs={[
				{ href: paths.samplePlans(), label: "Stickprovsplaner" },
				{ href: paths.control(control.id), label: control.title },
			]}
		>
			{current ? (
				<DescriptionList
					items={[
						{ term: "Gäller från", value: dateText(current.valid_from) },
						...props.facts(current),
						{ term: "Skäl", value: current.reason, wide: true },
					]}
				/>
			) : (
				<EmptyState heading="Ingen plan är beslutad" text={`Tills en plan är beslutad dras ${props.until_decided}`} />
			)}
			{props.sizes}
			{props.may_decide ? (
				<Section title="Räkna och besluta" id="rakna">
					{props.form}
				</Section>
			) : null}
			{props.results}
			<Decisions decided={props.decided} columns={props.columns} />
			<Section title="Historik">
				<History events={props.history} />
			</Section>
		</Layout>
	);
}

/** The plan's confidence, as the decisions show it. */
export const CONFIDENCE_COLUMN: PlanColumn<DecidedPlan> = {
	key: "confidence",
	label: "Säkerhet",
	value: (plan) => percentOfPermille(plan.confidence_permille),
};

function Decisions<P extends DecidedPlan>({
	decided,
	columns,
}: {
	decided: readonly P[];
	columns: readonly PlanColumn<P>[];
}) {
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
					...columns,
					{ key: "reason", label: "Skäl" },
					{ key: "by", label: "Beslutad av" },
				]}
				rows={decided.map((plan) => ({
					cells: {
						from: `${dateText(plan.valid_from)}${plan.edition > 1 ? ` (utgåva ${plan.edition})` : ""}`,
						...Object.fromEntries(columns.map((column) => [column.key, column.value(plan)])),
						reason: plan.reason,
						by: plan.decided_by_name,
					},
				}))}
			/>
		</Section>
	);
}
