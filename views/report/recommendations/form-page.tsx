import { PersonField } from "../../ui/person-field.tsx";
import { peopleToChoose } from "../../ui/person-search.ts";
import type { Child } from "hono/jsx";
import { RECOMMENDATION_SOURCES } from "../../../db/schema/report/recommendations.ts";
import { REQUIREMENTS } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { RECEIVED_FIELDS } from "../../../src/report/recommendations/fields.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfidentialNote } from "../../ui/confidential-note.tsx";
import { CheckboxGroup, DateField, RadioGroup, SelectField, TextArea, TextField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, valuesIn, versionOf } from "../../ui/form-state.ts";
import { type InputProps, inputsOf } from "../../ui/inputs.tsx";
import { NewerValues } from "../../ui/newer-values.tsx";

interface Props {
	shell: Partial<LayoutProps>;
	form: FormState;
	boards: readonly { id: string; name: string }[];
	owners: readonly { id: string; name: string }[];
	/** null when a new one is registered */
	saved: { id: string; version: number; values: Record<string, string | string[]> } | null;
	/** True when a closed report has told the recommendation; the received facts can then not be changed. */
	reported: boolean;
}

export function RecommendationFormPage(props: Props) {
	const { form, saved, owners } = props;
	return (
		<Layout
			{...props.shell}
			title={saved ? "Ändra rekommendation" : "Registrera rekommendation"}
			crumbs={[{ href: paths.recommendations(), label: "Rekommendationer" }]}
		>
			<ConfidentialNote kind="both" />
			<Form
				action={saved ? paths.recommendationEdit(saved.id) : paths.recommendations()}
				errors={form.errors}
				version={saved ? versionOf(form, saved.version) : undefined}
				unsaved
			>
				{saved ? <NewerValues form={form} current={saved.values} fields={RECEIVED_FIELDS} named={owners} /> : null}
				{saved ? null : <BoardField {...props} />}
				<ReceivedFields {...props} />
				<FormActions cancel_href={saved ? paths.recommendation(saved.id) : paths.recommendations()}>
					<Button>{saved ? "Spara" : "Registrera"}</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}

function BoardField({ form, boards }: Props) {
	return (
		<SelectField
			name="board_id"
			label="Nämnd"
			value={valueIn(form, "board_id")}
			error={form.errors.board_id}
			placeholder="Välj nämnd"
			options={boards.map((board) => ({ value: board.id, label: board.name }))}
		/>
	);
}

/** Sends a fact that a closed report has told along in a hidden field, since it may no longer be changed. */
const kept = ({ name, value }: InputProps) => <input type="hidden" name={name} value={value} />;
const sources = Object.entries(RECOMMENDATION_SOURCES).map(([value, label]) => ({ value, label }));

function ReceivedFields({ form, reported, owners }: Props) {
	const received = (draw: (input: InputProps) => Child) => (reported ? kept : draw);
	const inputs = inputsOf(RECEIVED_FIELDS, form, {
		source: received((input) => <RadioGroup {...input} layout="inline" options={sources} />),
		issuer: received((input) => (
			<TextField
				{...input}
				maxlength={200}
				help="Till exempel Regionens revisorer eller Inspektionen för vård och omsorg."
			/>
		)),
		received_on: received((input) => <DateField {...input} help="Den dag då rekommendationen lämnades." />),
		title: received((input) => <TextField {...input} maxlength={300} />),
		text: received((input) => <TextArea {...input} rows={6} />),
		requirements: (input) => (
			<CheckboxGroup
				{...input}
				values={valuesIn(form, "requirements")}
				options={Object.entries(REQUIREMENTS).map(([value, label]) => ({ value, label: `${value}. ${label}` }))}
			/>
		),
		owner_id: (input) => (
			<PersonField {...input} form={form} optional placeholder="Ingen vald" people={peopleToChoose(owners)} />
		),
		due_on: (input) => <DateField {...input} optional />,
	});
	return (
		<>
			{reported ? <p class="soft">Ingår i en stängd rapport. Det som togs emot kan inte ändras.</p> : null}
			{Object.values(inputs)}
		</>
	);
}
