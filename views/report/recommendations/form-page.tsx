import { RECOMMENDATION_SOURCES } from "../../../db/schema/report/recommendations.ts";
import { REQUIREMENTS } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { RECEIVED_LABELS } from "../../../src/report/recommendations/columns.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfidentialNote } from "../../ui/confidential-note.tsx";
import { CheckboxGroup, DateField, RadioGroup, SelectField, TextArea, TextField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, valuesIn, versionOf } from "../../ui/form-state.ts";
import { NewerValues } from "../../ui/newer-values.tsx";

interface Props {
	frame: Partial<LayoutProps>;
	form: FormState;
	boards: readonly { id: string; name: string }[];
	owners: readonly { id: string; name: string }[];
	/** null when a new one is registered */
	saved: { id: string; version: number; values: Record<string, string | string[]> } | null;
	/** told by a closed report: what was received stands */
	reported: boolean;
}

export function RecommendationFormPage(props: Props) {
	const { form, saved, owners } = props;
	const words: Record<string, string> = RECOMMENDATION_SOURCES;
	const read = (_: string, value: string) => words[value] ?? owners.find((owner) => owner.id === value)?.name ?? value;
	return (
		<Layout
			{...props.frame}
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
				{saved ? <NewerValues form={form} current={saved.values} labels={RECEIVED_LABELS} read={read} /> : null}
				{saved ? null : <BoardField {...props} />}
				<ReceivedFields {...props} />
				<FollowedFields {...props} />
				<FormActions cancel_href={saved ? paths.recommendation(saved.id) : paths.recommendations()}>
					<Button>{saved ? "Spara" : "Registrera"}</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}

const commonTo = (form: FormState) => (name: keyof typeof RECEIVED_LABELS) => ({
	name,
	label: RECEIVED_LABELS[name],
	value: valueIn(form, name),
	error: form.errors[name],
});

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

function ReceivedFields({ form, reported }: Props) {
	const common = commonTo(form);
	if (reported) {
		return (
			<>
				<p class="soft">Ingår i en stängd rapport. Det som togs emot kan inte ändras.</p>
				{(["source", "issuer", "received_on", "title", "text"] as const).map((name) => (
					<input type="hidden" name={name} value={valueIn(form, name)} />
				))}
			</>
		);
	}
	const sources = Object.entries(RECOMMENDATION_SOURCES).map(([value, label]) => ({ value, label }));
	return (
		<>
			<RadioGroup {...common("source")} layout="inline" options={sources} />
			<TextField
				{...common("issuer")}
				maxlength={200}
				help="Till exempel Regionens revisorer eller Inspektionen för vård och omsorg."
			/>
			<DateField {...common("received_on")} help="Den dag då rekommendationen lämnades." />
			<TextField {...common("title")} maxlength={300} />
			<TextArea {...common("text")} rows={6} />
		</>
	);
}

function FollowedFields({ form, owners }: Props) {
	const common = commonTo(form);
	return (
		<>
			<CheckboxGroup
				{...common("requirements")}
				values={valuesIn(form, "requirements")}
				options={Object.entries(REQUIREMENTS).map(([value, label]) => ({ value, label: `${value}. ${label}` }))}
			/>
			<SelectField
				{...common("owner_id")}
				optional
				placeholder="Ingen vald"
				width="medium"
				options={owners.map((owner) => ({ value: owner.id, label: owner.name }))}
			/>
			<DateField {...common("due_on")} optional />
		</>
	);
}
