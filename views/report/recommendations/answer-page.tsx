import type { Recommendation } from "../../../db/queries/report/recommendations.ts";
import {
	QUESTION_ANSWERS,
	RECOMMENDATION_QUESTIONS,
	RECOMMENDATION_STATUSES,
	type RecommendationQuestion,
} from "../../../db/schema/report/recommendations.ts";
import { paths } from "../../../src/paths/paths.ts";
import { ANSWER_LABELS } from "../../../src/report/recommendations/columns.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfidentialNote } from "../../ui/confidential-note.tsx";
import { RadioGroup, TextArea } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../../ui/form-state.ts";
import { NewerValues } from "../../ui/newer-values.tsx";

const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));
const QUESTIONS = Object.keys(RECOMMENDATION_QUESTIONS) as RecommendationQuestion[];
const HELP: Partial<Record<RecommendationQuestion, string>> = {
	decided: "Har nämnden beslutat hur rekommendationen ska tas om hand?",
	carried_out: "Är det som beslutades genomfört?",
	reported_back: "Är det återrapporterat till den som lämnade rekommendationen?",
	remaining_need: "Finns något kvar att göra?",
};

interface Props {
	frame: Partial<LayoutProps>;
	row: Recommendation;
	form?: FormState | undefined;
}

/** The answer, the four questions and where it stands. */
export function RecommendationAnswerPage({ frame, row, form }: Props) {
	const { answer, decided, carried_out, reported_back, remaining_need, status } = row;
	const saved = { answer, decided, carried_out, reported_back, remaining_need, status };
	const state: FormState = form ?? { values: saved, errors: {} };
	const words: Record<string, string> = { ...RECOMMENDATION_STATUSES, ...QUESTION_ANSWERS };
	const common = (name: keyof typeof ANSWER_LABELS) => ({
		name,
		label: ANSWER_LABELS[name],
		value: valueIn(state, name),
		error: state.errors[name],
	});
	return (
		<Layout
			{...frame}
			title={`Svar på rekommendation ${row.number}`}
			lead={row.title}
			crumbs={[{ href: paths.recommendation(row.id), label: `Rekommendation ${row.number}` }]}
		>
			<p>{row.text}</p>
			<ConfidentialNote kind="both" />
			<Form
				action={paths.recommendationAnswer(row.id)}
				errors={state.errors}
				version={versionOf(state, row.version)}
				unsaved
			>
				<NewerValues form={state} current={saved} labels={ANSWER_LABELS} read={(_, value) => words[value] ?? value} />
				<TextArea {...common("answer")} rows={6} optional />
				{QUESTIONS.map((name) => (
					<RadioGroup {...common(name)} help={HELP[name]} layout="inline" options={options(QUESTION_ANSWERS)} />
				))}
				<RadioGroup
					{...common("status")}
					help="Avslutas av controllern, när frågorna är besvarade och inget behov kvarstår."
					layout="inline"
					options={options(RECOMMENDATION_STATUSES)}
				/>
				<FormActions cancel_href={paths.recommendation(row.id)}>
					<Button>Spara svaret</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}
