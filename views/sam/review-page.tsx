import type { ToldNotice } from "../../db/queries/office/notices.ts";
import { SAM_STATES, type SamState } from "../../db/schema/sam/words.ts";
import { paths } from "../../src/paths/paths.ts";
import type { ReviewView } from "../../src/sam/load-review.ts";
import { Layout, type LayoutProps } from "../layout.tsx";
import { StateBadge, type Tone } from "../ui/badge.tsx";
import { ConfidentialNote } from "../ui/confidential-note.tsx";
import { Disclosure } from "../ui/disclosure.tsx";
import { Flash } from "../ui/flash.tsx";
import type { FormState } from "../ui/form-state.ts";
import { dateText, dateTimeText } from "../ui/format.ts";
import { History, type HistoryEvent } from "../ui/history.tsx";
import { ToldSection } from "../ui/told-list.tsx";
import { Link } from "../ui/link.tsx";
import { CopyForm, ReconciliationForm, ReopeningForm, Returns, StatementForm } from "./review-acts.tsx";
import { ReviewForm } from "./review-form.tsx";
import { ReconciliationFacts, ReviewAnswers, ReviewFacts } from "./review-read.tsx";

const EMPTY: FormState = { values: {}, errors: {} };
const STATE_TONES: Record<SamState, Tone> = { open: "none", signed: "info", reconciled: "ok", ended: "neutral" };

export function ReviewStateBadge({ state }: { state: SamState }) {
	return <StateBadge tone={STATE_TONES[state]} label={SAM_STATES[state]} />;
}

function lead({ may, review }: ReviewView): string {
	if (may.answer)
		return "Tar ungefär tio minuter. Svara tillsammans med skyddsombudet. Varje svar sparas direkt, och du kan fortsätta senare.";
	return `Årlig uppföljning av arbetsmiljöarbetet, sista dag ${dateText(review.closes_on)}.`;
}

function allocationText({ allocation, review }: ReviewView): string {
	if (allocation === null || allocation.manager_id !== review.manager_id)
		return "Det finns ingen skriftlig fördelning till dig i registret. Be din fördelande chef skriva en.";
	if (allocation.acknowledged_at === null) return "Din skriftliga fördelning är inte kvitterad.";
	return `Din skriftliga fördelning gäller från ${dateText(allocation.allocated_on)}.`;
}

function AllocationNote({ view }: { view: ReviewView }) {
	const { review } = view;
	return (
		<p>
			{`${allocationText(view)} `}
			<Link href={paths.samAllocation(review.unit_id)}>Visa fördelningen</Link>
		</p>
	);
}

function Notices({ view }: { view: ReviewView }) {
	return (
		<>
			<p>
				<ReviewStateBadge state={view.review.state} />
			</p>
			{view.closed ? <Flash tone="warn" text={view.closed} announce={false} /> : null}
			{view.may.answer && view.late ? (
				<Flash
					tone="warn"
					text="Sista dagen har passerat. Du kan svara, och signaturen stämplas som sen."
					announce={false}
				/>
			) : null}
			{view.review.manager_id === null ? (
				<Flash
					tone="warn"
					announce={false}
					text={`${view.review.unit_name} saknar chef. Närmast överordnad chef${view.superior ? `, ${view.superior.name},` : ""} svarar tills en ny chef har fått uppgifterna.`}
				/>
			) : null}
			{view.reopened.map((one) => (
				<p class="soft">
					{`Signerad av ${one.signed_by_name} ${dateTimeText(one.signed_at)}, öppnad igen ${dateTimeText(one.reopened_at)}: ${one.reopen_reason}`}
				</p>
			))}
		</>
	);
}

/** One review: a form for whoever answers, a text for whoever reads. */
export function ReviewPage(props: {
	shell: Partial<LayoutProps>;
	view: ReviewView;
	forms: Partial<Record<"answers" | "statement" | "reconciliation" | "returning" | "reopening" | "copying", FormState>>;
	form_id: string;
	today: string;
	history: readonly HistoryEvent[];
	told: readonly ToldNotice[];
}) {
	const { view, forms } = props;
	return (
		<Layout
			{...props.shell}
			title={`SAM ${view.review.year}: ${view.review.unit_name}`}
			lead={lead(view)}
			crumbs={[{ href: paths.sam(), label: "SAM" }]}
		>
			<Notices view={view} />
			{view.may.answer ? (
				<>
					<ConfidentialNote kind="patient" />
					<AllocationNote view={view} />
					{view.copy_from.length > 0 ? <CopyForm view={view} form={forms.copying ?? EMPTY} /> : null}
					<ReviewForm view={view} form={forms.answers ?? EMPTY} form_id={props.form_id} />
				</>
			) : (
				<>
					{forms.answers?.errors[""] ? <Flash tone="bad" text={String(forms.answers.errors[""])} /> : null}
					<ReviewFacts view={view} />
					{view.may.reopen ? <ReopeningForm view={view} form={forms.reopening ?? EMPTY} /> : null}
					<ReviewAnswers view={view} />
				</>
			)}
			<ReconciliationFacts view={view} />
			{view.may.state ? <StatementForm view={view} form={forms.statement ?? EMPTY} /> : null}
			{view.may.reconcile ? <ReconciliationForm view={view} form={forms.reconciliation ?? EMPTY} /> : null}
			<Returns view={view} form={forms.returning ?? EMPTY} />
			<ToldSection told={props.told} />
			<Disclosure summary="Händelser">
				<History events={props.history} />
			</Disclosure>
		</Layout>
	);
}
