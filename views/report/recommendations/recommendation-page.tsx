import type { Recommendation } from "../../../db/queries/report/recommendations.ts";
import type { Evidence } from "../../../db/queries/checks/evidence.ts";
import type { LinkedRow } from "../../../db/queries/report/recommendations-links.ts";
import {
	LINKED_KINDS,
	QUESTION_ANSWERS,
	RECOMMENDATION_QUESTIONS,
	RECOMMENDATION_SOURCES,
	type RecommendationQuestion,
} from "../../../db/schema/report/recommendations.ts";
import { REQUIREMENTS, type Requirement } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { ANSWER_FIELDS, RECEIVED_FIELDS } from "../../../src/report/recommendations/fields.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { EvidenceBlock } from "../../ui/evidence-block.tsx";
import { SelectField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../../ui/form-state.ts";
import { dateText } from "../../ui/format.ts";
import { History, type HistoryEvent } from "../../ui/history.tsx";
import { Link } from "../../ui/link.tsx";
import { Actions, Section } from "../../ui/section.tsx";
import { RecommendationBadge } from "./recommendation-badge.tsx";

interface Props {
	shell: Partial<LayoutProps>;
	row: Recommendation;
	history: readonly HistoryEvent[];
	/** What of the plans it is linked to. */
	links: readonly LinkedRow[];
	/** What more it may be linked to, for whoever may. */
	linkable: readonly LinkedRow[];
	/** How many times a link has been written. */
	links_written: number;
	/** A refused link. */
	form: FormState;
	/** Null for whoever may not read the förvaltning's evidence. */
	evidence: readonly Evidence[] | null;
	may_add_evidence: boolean;
	may_edit: boolean;
	may_answer: boolean;
	reported: boolean;
}

/** One recommendation: what was received, the answer, and what is asked of it until it is closed. */
export function RecommendationPage(props: Props) {
	const { row } = props;
	return (
		<Layout
			{...props.shell}
			title={`Rekommendation ${row.number}: ${row.title}`}
			crumbs={[{ href: paths.recommendations(), label: "Rekommendationer" }]}
			main_action={
				props.may_answer ? <ButtonLink href={paths.recommendationAnswer(row.id)}>Skriv svar</ButtonLink> : null
			}
		>
			<Received row={row} />
			{props.reported ? <p class="soft">Ingår i en stängd rapport. Det som togs emot kan inte ändras.</p> : null}
			{props.may_edit ? (
				<Actions>
					<Link href={paths.recommendationEdit(row.id)}>
						{props.reported ? "Ändra krav, ansvarig eller dag" : "Ändra rekommendationen"}
					</Link>
				</Actions>
			) : null}
			<Answer row={row} />
			<Links {...props} />
			{props.evidence ? (
				<EvidenceBlock
					kind="recommendation"
					parent_id={row.id}
					evidence={props.evidence}
					may_add={props.may_add_evidence}
				/>
			) : null}
			<Section title="Historik">
				<History events={props.history} />
			</Section>
		</Layout>
	);
}

function Received({ row }: { row: Recommendation }) {
	const krav = JSON.parse(row.requirements) as Requirement[];
	return (
		<DescriptionList
			items={[
				{ term: ANSWER_FIELDS.status.label, value: <RecommendationBadge status={row.status} /> },
				{ term: RECEIVED_FIELDS.source.label, value: `${RECOMMENDATION_SOURCES[row.source]}, ${row.issuer}` },
				{ term: RECEIVED_FIELDS.received_on.label, value: dateText(row.received_on) },
				{ term: "Nämnd", value: row.board },
				{ term: RECEIVED_FIELDS.owner_id.label, value: row.owner },
				{ term: RECEIVED_FIELDS.due_on.label, value: row.due_on && dateText(row.due_on) },
				{
					term: RECEIVED_FIELDS.requirements.label,
					value: krav.map((one) => `${one}. ${REQUIREMENTS[one]}`).join("; "),
					wide: true,
				},
				{ term: RECEIVED_FIELDS.text.label, value: row.text, wide: true },
			]}
		/>
	);
}

function Answer({ row }: { row: Recommendation }) {
	const questions = Object.entries(RECOMMENDATION_QUESTIONS) as [RecommendationQuestion, string][];
	return (
		<Section title="Svar och uppföljning">
			<DescriptionList
				items={[
					{ term: ANSWER_FIELDS.answer.label, value: row.answer, wide: true },
					...questions.map(([key, term]) => ({ term, value: QUESTION_ANSWERS[row[key]] })),
					...(row.closed_on ? [{ term: "Avslutad", value: dateText(row.closed_on) }] : []),
				]}
			/>
		</Section>
	);
}

const HREF = { risk: paths.risk, measure: paths.measure };
const linkText = ({ kind, title, year }: LinkedRow) => `${LINKED_KINDS[kind]} ${year}: ${title}`;

/** The risks and measures of the plans that it is about, or is answered by. */
function Links(props: Props) {
	const { row, links, may_edit } = props;
	if (links.length === 0 && !may_edit) return null;
	return (
		<Section title="I internkontrollplanen">
			{links.length === 0 ? <p>Ingen risk eller åtgärd är kopplad.</p> : null}
			<ul>
				{links.map((one) => (
					<li>
						<Link href={HREF[one.kind](one.id)}>{linkText(one)}</Link>
						{may_edit ? (
							<Form
								action={paths.recommendationLinks(row.id)}
								version={props.links_written}
								hidden={{ subject: `${one.kind}:${one.id}`, linked: "" }}
							>
								<Button variant="secondary">{`Ta bort kopplingen till ${one.title}`}</Button>
							</Form>
						) : null}
					</li>
				))}
			</ul>
			{may_edit ? <LinkForm {...props} /> : null}
		</Section>
	);
}

function LinkForm({ row, linkable, links_written, form }: Props) {
	return (
		<Disclosure summary="Koppla till en risk eller åtgärd" open={Object.keys(form.errors).length > 0}>
			<Form
				action={paths.recommendationLinks(row.id)}
				errors={form.errors}
				version={versionOf(form, links_written)}
				hidden={{ linked: "yes" }}
			>
				<SelectField
					name="subject"
					label="Risk eller åtgärd"
					placeholder="Välj"
					options={linkable.map((one) => ({ value: `${one.kind}:${one.id}`, label: linkText(one) }))}
					value={valueIn(form, "subject")}
					error={form.errors.subject}
				/>
				<FormActions>
					<Button variant="secondary">Koppla</Button>
				</FormActions>
			</Form>
		</Disclosure>
	);
}
