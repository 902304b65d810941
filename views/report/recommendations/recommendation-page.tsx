import type { Recommendation } from "../../../db/queries/report/recommendations.ts";
import {
	QUESTION_ANSWERS,
	RECOMMENDATION_QUESTIONS,
	RECOMMENDATION_SOURCES,
	type RecommendationQuestion,
} from "../../../db/schema/report/recommendations.ts";
import { REQUIREMENTS, type Requirement } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { ANSWER_FIELDS, RECEIVED_FIELDS } from "../../../src/report/recommendations/fields.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { dateText } from "../../ui/format.ts";
import { History, type HistoryEvent } from "../../ui/history.tsx";
import { Link } from "../../ui/link.tsx";
import { Actions, Section } from "../../ui/section.tsx";
import { RecommendationBadge } from "./recommendation-badge.tsx";

interface Props {
	shell: Partial<LayoutProps>;
	row: Recommendation;
	history: readonly HistoryEvent[];
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
