import type { Deviation } from "../../../db/queries/checks/deviations.ts";
import type { Run } from "../../../db/queries/checks/runs.ts";
import { formatOccurrence } from "../../../src/ground/calendar/occurrence.ts";
import { paths } from "../../../src/paths/paths.ts";
import type { Swap } from "../../../db/queries/checks/samples-swaps.ts";
import type { Workpaper } from "../../../src/checks/samples/workpaper.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { SaveButtons, WorkRun } from "../../ui/work-run.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { RadioGroup, TextArea } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../../ui/form-state.ts";
import { dateText, togetherText } from "../../ui/format.ts";
import { Section } from "../../ui/section.tsx";
import { FoundDeviations } from "./found-deviations.tsx";
import { Swaps } from "./swaps.tsx";
import { ItemCard } from "./item-card.tsx";
import { LateBadge, RunResultBadge } from "../../ui/run-badges.tsx";

interface ReviewProps {
	shell: Partial<LayoutProps>;
	run: Run;
	workpaper: Workpaper;
	/** How many runs wait for the reviewer, and the next of them. */
	way: { left: number; next: { id: string } | null };
	deviations: readonly Deviation[];
	swaps: readonly Swap[];
	/** What was wrong with the decision about a swap. */
	refused?: { swap_id: string; form: FormState } | undefined;
	form: FormState;
}

/** All a reviewer needs on one page: the result, what was found, what was swapped, the items, and the decision. */
export function ReviewPage(props: ReviewProps) {
	const { run, workpaper } = props;
	return (
		<Layout
			{...props.shell}
			title="Granska"
			lead={`${run.control_title}, ${run.unit_name}, ${formatOccurrence(run.period_key)}`}
			crumbs={[
				{ href: paths.runs(), label: "Kontrolltillfällen" },
				{ href: paths.run(run.id), label: `${run.unit_name}, ${formatOccurrence(run.period_key)}` },
			]}
		>
			{props.way.left > 0 ? (
				<WorkRun next_href={props.way.next && paths.runReview(props.way.next.id)}>
					<p>{`Kvar att granska: ${props.way.left}.`}</p>
				</WorkRun>
			) : null}
			<DescriptionList
				items={[
					{ term: "Resultat", value: run.result ? <RunResultBadge result={run.result} /> : "" },
					{
						term: "Signerad",
						value: (
							<>
								{`${run.signed_by_name ?? ""}, ${dateText(run.signed_at)} `}
								{run.is_late ? <LateBadge /> : null}
							</>
						),
					},
					{ term: `Granskade ${workpaper.noun.many}`, value: String(workpaper.items.length) },
					{ term: "Besvarade samlat", value: togetherSaid(workpaper) },
					{ term: "Kommentar", value: run.result_reason, wide: true },
				]}
			/>
			<FoundDeviations deviations={props.deviations} />
			<Swaps swaps={props.swaps} refused={props.refused} />
			<Section title={workpaper.noun.title_the_many}>
				{workpaper.items.length === 0 ? <EmptyState text={`Inga ${workpaper.noun.many} är dragna.`} /> : null}
				<div class="items">
					{workpaper.items.map((one) => (
						<ItemCard
							workpaper={one}
							open={one.deviations > 0}
							editable={false}
							returned={false}
							add_evidence={false}
						/>
					))}
				</div>
			</Section>
			<Decision {...props} />
		</Layout>
	);
}

/** How much of the run one tap an item has answered: said to whoever judges it, and never of how long anything took. */
function togetherSaid(workpaper: Workpaper): string {
	const text = togetherText(workpaper);
	return text === "Inga" ? "Inga: varje fråga är besvarad för sig" : text;
}

function Decision({ run, form, way }: ReviewProps) {
	return (
		<Section title="Beslut">
			<Form action={paths.runReview(run.id)} version={versionOf(form, run.version)} errors={form.errors}>
				<RadioGroup
					name="decision"
					label="Hur bedömer du kontrollen?"
					options={[
						{ value: "approve", label: "Godkänn", help: "Kontrollen är utförd som den ska." },
						{
							value: "return",
							label: "Återsänd",
							help: "Något behöver rättas eller kompletteras. Utföraren får tillbaka den.",
						},
					]}
					value={valueIn(form, "decision")}
					error={form.errors.decision}
				/>
				<TextArea
					name="note"
					label="Kommentar till utföraren"
					help={
						run.result === "nothing_to_judge"
							? "Alla svar är Ej tillämpligt: inget är bedömt. Skriv varför det godtas, eller vad som ska rättas."
							: "Behövs bara när du återsänder. Skriv då vad som ska rättas eller kompletteras."
					}
					optional="silent"
					rows={3}
					value={valueIn(form, "note")}
					error={form.errors.note}
				/>
				<FormActions cancel_href={paths.run(run.id)}>
					<SaveButtons label="Spara beslutet" has_next={way.next !== null} large />
				</FormActions>
			</Form>
		</Section>
	);
}
