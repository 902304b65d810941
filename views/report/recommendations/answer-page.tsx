import type { Recommendation } from "../../../db/queries/report/recommendations.ts";
import { QUESTION_ANSWERS, RECOMMENDATION_STATUSES } from "../../../db/schema/report/recommendations.ts";
import { paths } from "../../../src/paths/paths.ts";
import { formValues } from "../../../src/ground/tables/field.ts";
import { ANSWER_FIELDS } from "../../../src/report/recommendations/fields.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfidentialNote } from "../../ui/confidential-note.tsx";
import { RadioGroup, TextArea } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, versionOf } from "../../ui/form-state.ts";
import { type InputProps, inputsOf } from "../../ui/inputs.tsx";
import { NewerValues } from "../../ui/newer-values.tsx";

const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));
const HELP: Record<string, string> = {
	decided: "Har nämnden beslutat hur rekommendationen ska tas om hand?",
	carried_out: "Är det som beslutades genomfört?",
	reported_back: "Är det återrapporterat till den som lämnade rekommendationen?",
	remaining_need: "Finns något kvar att göra?",
};

interface Props {
	shell: Partial<LayoutProps>;
	row: Recommendation;
	form?: FormState | undefined;
}

/** The answer, the four questions and where it stands. */
export function RecommendationAnswerPage({ shell, row, form }: Props) {
	const saved = formValues(ANSWER_FIELDS, row);
	const state: FormState = form ?? { values: saved, errors: {} };
	const question = (input: InputProps) => (
		<RadioGroup {...input} help={HELP[input.name]} layout="inline" options={options(QUESTION_ANSWERS)} />
	);
	const inputs = inputsOf(ANSWER_FIELDS, state, {
		answer: (input) => <TextArea {...input} rows={6} optional />,
		decided: question,
		carried_out: question,
		reported_back: question,
		remaining_need: question,
		status: (input) => (
			<RadioGroup
				{...input}
				help="Avslutas av controllern, när frågorna är besvarade och inget behov kvarstår."
				layout="inline"
				options={options(RECOMMENDATION_STATUSES)}
			/>
		),
	});
	return (
		<Layout
			{...shell}
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
				<NewerValues form={state} current={saved} fields={ANSWER_FIELDS} />
				{Object.values(inputs)}
				<FormActions cancel_href={paths.recommendation(row.id)}>
					<Button>Spara svaret</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}
