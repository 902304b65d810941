import type { ToldNotice } from "../../../db/queries/office/notices.ts";
import type { Evidence } from "../../../db/queries/checks/evidence.ts";
import type { EvidenceRequest } from "../../../db/queries/checks/evidence-requests.ts";
import type { Run, RunRow } from "../../../db/queries/checks/runs.ts";
import type { RunState } from "../../../db/schema/checks/runs-state.ts";
import { ANSWERABLE_RUNS, isDrawnKind } from "../../../db/schema/vocabulary.ts";
import { formatOccurrence } from "../../../src/ground/calendar/occurrence.ts";
import { UNTOUCHED } from "../../ui/form-state.ts";
import type { Thread } from "../../../src/ground/messages/thread.ts";
import { paths } from "../../../src/paths/paths.ts";
import type { RunRights } from "../../../src/checks/runs/run-rights.ts";
import type { Workpaper } from "../../../src/checks/samples/workpaper.ts";
import { NotDoneForm } from "../runs/not-done-form.tsx";
import { RunStateBadge } from "../../ui/run-state-badge.tsx";
import { EvidenceBlock } from "../../ui/evidence-block.tsx";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import type { FormState } from "../../ui/form-state.ts";
import { countText, dateText, kronorText } from "../../ui/format.ts";
import { History, type HistoryEvent } from "../../ui/history.tsx";
import { ThreadSection } from "../../ui/thread-section.tsx";
import { ToldSection } from "../../ui/told-list.tsx";
import { Link } from "../../ui/link.tsx";
import { Section } from "../../ui/section.tsx";
import { CheckGrid } from "./check-grid.tsx";
import { CheckProgress } from "./check-progress.tsx";
import { ItemCard } from "./item-card.tsx";
import { RunResultBadge } from "../../ui/run-badges.tsx";
import { UnsentFindings } from "./unsent-findings.tsx";
import { RunNotice } from "./run-notice.tsx";

export interface RunPageProps {
	shell: Partial<LayoutProps>;
	run: Run;
	workpaper: Workpaper;
	rights: RunRights;
	/** Evidence of the run itself, for a control without drawn items. */
	evidence: readonly Evidence[];
	requests: readonly EvidenceRequest[];
	state: RunState;
	/** May read the draw record. */
	draw_href: string | null;
	history: readonly HistoryEvent[];
	told: readonly ToldNotice[];
	thread: Thread;
	/** A refused question or answer. */
	form?: FormState | undefined;
	/** What the person who signed has to do next. */
	next_task: RunRow | null;
	/** Where the person has chosen to see items and questions as a grid. */
	grid: boolean;
	/** A refused form belongs to this item. */
	refused?: { item_id: string; form: FormState; figures?: boolean | undefined } | undefined;
}

/** The materialsamordnare's page: every drawn purchase of the month, answered one by one. */
export function RunPage(props: RunPageProps) {
	const { run, workpaper, rights } = props;
	const editable = rights.perform && workpaper.items.length > 0 && ANSWERABLE_RUNS.includes(run.status);
	return (
		<Layout
			{...props.shell}
			title={run.control_title}
			lead={`${run.unit_name}, ${formatOccurrence(run.period_key)}`}
			crumbs={[{ href: paths.runs(), label: "Kontrolltillfällen" }]}
			main_action={rights.review ? <ButtonLink href={paths.runReview(run.id)}>Granska</ButtonLink> : null}
		>
			<RunNotice run={run} rights={rights} drawn={workpaper.items.length} next_task={props.next_task} />
			<RunFacts {...props} />
			{editable ? (
				<p class="view-choice">
					<Link href={paths.runView(run.id, props.grid ? "kort" : "rutnat")}>
						{props.grid ? `Ett ${workpaper.noun.one} i taget` : "Visa som rutnät"}
					</Link>
				</p>
			) : null}
			<div class={editable && props.grid ? "check-work" : undefined}>
				{editable && props.grid ? <CheckGrid workpaper={workpaper} /> : null}
				<Items {...props} editable={editable} />
			</div>
			{editable ? <UnsentFindings workpaper={workpaper} /> : null}
			{editable ? <CheckProgress run={run} workpaper={workpaper} /> : null}
			{!isDrawnKind(run.population_kind) ? (
				<EvidenceBlock
					kind="control_run"
					parent_id={run.id}
					evidence={props.evidence}
					requests={props.requests}
					may_add={rights.add_evidence}
				/>
			) : null}
			<ThreadSection
				thread={props.thread}
				action={paths.runThread(run.id)}
				readers="Alla som ser kontrolltillfället läser det som skrivs."
				form={props.form}
			/>
			<ToldSection told={props.told} />
			<Section title="Händelser">
				<History events={props.history} />
			</Section>
		</Layout>
	);
}

function Items(props: RunPageProps & { editable: boolean }) {
	const { run, workpaper, rights, refused } = props;
	return (
		<div class="items">
			{workpaper.items.map((one) => (
				<ItemCard
					workpaper={one}
					open={refused ? refused.item_id === one.item.id : workpaper.next?.item === one.item.position}
					editable={props.editable}
					returned={run.status === "returned"}
					add_evidence={rights.add_evidence}
					{...refusedIn(props, one.item.id)}
				/>
			))}
		</div>
	);
}

/** A refused form stands in its item, as answers or as figures. */
function refusedIn({ refused }: RunPageProps, itemId: string) {
	if (refused?.item_id !== itemId) return {};
	return refused.figures ? { invoice_form: refused.form } : { form: refused.form };
}

/** Open when there is nothing to do here; folded away from the one who is checking. */
function RunFacts(props: RunPageProps) {
	const { run, workpaper, rights } = props;
	return (
		<Disclosure summary={<FactsSummary run={run} state={props.state} />} open={!rights.perform}>
			<DescriptionList
				items={[
					{ term: "Utförare", value: run.performer_name ?? "Ej utsedd" },
					{ term: "Granskare", value: run.reviewer_name ?? "Ej utsedd" },
					{ term: "Klart senast", value: dateText(run.due_on) },
					{
						term: "Population",
						value:
							run.population_n === null
								? "Ej fryst"
								: `${countText(run.population_n)} ${workpaper.noun.many}, ${kronorText(run.population_sum_ore ?? 0)}`,
					},
					{
						term: "Draget",
						value: props.draw_href ? <Link href={props.draw_href}>{drawnText(workpaper)}</Link> : drawnText(workpaper),
					},
					{ term: "Signerad", value: run.signed_by_name ? `${run.signed_by_name}, ${dateText(run.signed_at)}` : "" },
					{
						term: "Granskad",
						value: run.reviewed_by_name ? `${run.reviewed_by_name}, ${dateText(run.reviewed_at)}` : "",
					},
					{ term: "Risk", value: <Link href={paths.risk(run.risk_id)}>{run.risk_title}</Link>, wide: true },
					{ term: "Metod", value: run.method, wide: true },
				]}
			/>
			{rights.reassign ? (
				<p>
					<Link href={paths.runReassignment(run.id)}>Be någon annan utföra</Link>
				</p>
			) : null}
			{rights.target ? (
				<p>
					<Link href={paths.runTargeting(run.id)}>Lägg till ett riktat inköp</Link>
				</p>
			) : null}
			{rights.not_done ? <NotDoneForm run={run} form={UNTOUCHED} /> : null}
		</Disclosure>
	);
}

function drawnText(workpaper: Workpaper): string {
	const replaced = workpaper.replaced.length > 0 ? `, ${workpaper.replaced.length} ersatta` : "";
	return `${workpaper.items.length} ${workpaper.noun.many}${replaced}`;
}

function FactsSummary({ run, state }: { run: Run; state: RunState }) {
	return (
		<>
			{"Om kontrollen "}
			<RunStateBadge state={state} /> {run.result ? <RunResultBadge result={run.result} /> : null}
		</>
	);
}
