import type { AssessmentPart } from "../../../db/queries/report/assessments.ts";
import { ASSESSED, GRADES } from "../../../db/schema/report/words.ts";
import { REQUIREMENTS } from "../../../db/schema/vocabulary.ts";
import { PART_FIELDS } from "../../../src/report/assessments/columns.ts";
import type { Suggestion } from "../../../src/report/assessments/suggest.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Button } from "../../ui/button.tsx";
import { type Description, DescriptionList } from "../../ui/description-list.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { RadioGroup, TextArea } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../../ui/form-state.ts";
import { NewerValues } from "../../ui/newer-values.tsx";
import { Section } from "../../ui/section.tsx";
import { GradeBadge } from "../../ui/grade-badge.tsx";
import { GroundsTable } from "./grounds-table.tsx";

interface Props {
	assessment_id: string;
	suggestion: Suggestion;
	part: AssessmentPart | null;
	may_write: boolean;
	/** The refused form, when it was this part's. */
	form: FormState | null;
}

/** One krav, or the whole: the word that stands, the suggestion and the rows behind it, and the form while it is written. */
export function PartSection(props: Props) {
	const { suggestion, part } = props;
	const { requirement } = suggestion;
	const title = requirement === "total" ? "Totalt" : `${ASSESSED[requirement]}. ${REQUIREMENTS[requirement]}`;
	return (
		<Section title={title} id={`krav-${requirement}`} action={<GradeBadge grade={part?.grade ?? null} />}>
			<DescriptionList
				items={[
					{ term: "Förslag", value: <GradeBadge grade={suggestion.grade} none="Inget förslag" /> },
					...(part && !props.may_write ? written(part) : []),
				]}
			/>
			<Disclosure
				summary={`Grunderna för förslaget (${suggestion.grounds.length})`}
				open={requirement !== "total" && suggestion.grounds.length > 0}
			>
				<GroundsTable suggestion={suggestion} />
			</Disclosure>
			{props.may_write ? (
				<Disclosure summary={part ? "Ändra bedömningen" : "Skriv bedömningen"} open={props.form !== null || !part}>
					<PartForm {...props} />
				</Disclosure>
			) : null}
		</Section>
	);
}

function written(part: AssessmentPart): Description[] {
	const rows: Description[] = [{ term: PART_FIELDS.reasons.label, value: part.reasons, wide: true }];
	if (part.deficiencies) rows.push({ term: PART_FIELDS.deficiencies.label, value: part.deficiencies, wide: true });
	if (part.departure_reason) {
		rows.push({ term: PART_FIELDS.departure_reason.label, value: part.departure_reason, wide: true });
	}
	return rows;
}

function valuesOf(part: AssessmentPart | null): Record<string, string> {
	return {
		grade: part?.grade ?? "",
		reasons: part?.reasons ?? "",
		deficiencies: part?.deficiencies ?? "",
		departure_reason: part?.departure_reason ?? "",
	};
}

function PartForm({ assessment_id, suggestion, part, form }: Props) {
	const { requirement } = suggestion;
	const saved = valuesOf(part);
	const state: FormState = form ?? { values: saved, errors: {} };
	const version = versionOf(state, part?.version ?? 0);
	const field = (name: keyof typeof PART_FIELDS) => ({
		name,
		label: PART_FIELDS[name].label,
		value: valueIn(state, name),
		error: state.errors[name],
		scope: requirement,
	});
	return (
		<Form
			action={paths.assessmentPart(assessment_id, requirement)}
			errors={form?.errors}
			scope={requirement}
			version={version}
			label={`Bedömning, ${ASSESSED[requirement].toLowerCase()}`}
			unsaved
		>
			<NewerValues form={state} current={saved} fields={PART_FIELDS} />
			<RadioGroup {...field("grade")} options={Object.entries(GRADES).map(([value, label]) => ({ value, label }))} />
			<TextArea {...field("reasons")} rows={3} />
			<TextArea {...field("deficiencies")} rows={3} optional help="Behövs när bedömningen inte är Tillräcklig." />
			<TextArea
				{...field("departure_reason")}
				rows={2}
				optional
				help="Behövs när bedömningen avviker från förslaget."
			/>
			<FormActions>
				<Button variant="secondary">{`Spara ${ASSESSED[requirement].toLowerCase()}`}</Button>
			</FormActions>
		</Form>
	);
}
