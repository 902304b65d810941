import type { Child } from "hono/jsx";
import { PersonField } from "../../ui/person-field.tsx";
import { peopleToChoose } from "../../ui/person-search.ts";
import type { AreaRow, Plan } from "../../../db/queries/register/plans.ts";
import { SCORES, type ScoreKind } from "../../../db/schema/register/risks-scale.ts";
import { REQUIREMENTS, RISK_SCOPES, TREATMENTS } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { RISK_FIELDS } from "../../../src/register/risks/fields.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfidentialNote } from "../../ui/confidential-note.tsx";
import { type MatrixCell, RiskMatrix } from "../../ui/drawings/heat-map.tsx";
import { CheckboxGroup, DateField, RadioGroup, SelectField, TextArea, TextField } from "../../ui/field.tsx";
import { FieldSet, Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, valuesIn, versionOf } from "../../ui/form-state.ts";
import { type InputProps, inputsOf } from "../../ui/inputs.tsx";
import { NewerValues } from "../../ui/newer-values.tsx";

export interface RiskFormProps {
	shell: Partial<LayoutProps>;
	form: FormState;
	plan: Pick<Plan, "id" | "year" | "scale">;
	areas: AreaRow[];
	owners: readonly { id: string; name: string }[];
	deciders: readonly { id: string; name: string }[];
	/** every box of the plan's scale */
	boxes: readonly MatrixCell[];
	/** the saved risk; null when a new one is added */
	saved: { id: string; version: number; values: Record<string, string | string[]> } | null;
}

const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));
const named = (rows: readonly { id: string; name: string }[]) =>
	rows.map((row) => ({ value: row.id, label: row.name }));

/** One step of the scale: the legend says which of the two assessments it belongs to. */
function step(input: InputProps, axis: "likelihood" | "impact", { plan }: RiskFormProps) {
	return (
		<SelectField
			{...input}
			label={axis === "likelihood" ? "Sannolikhet" : "Konsekvens"}
			optional
			width="medium"
			placeholder="Inte bedömd"
			options={plan.scale[axis].map((word, index) => ({ value: String(index + 1), label: `${index + 1} ${word}` }))}
		/>
	);
}

const reason = (input: InputProps) => (
	<TextArea {...input} label="Skäl för bedömningen" optional rows={3} help="Behövs när risken är bedömd." />
);
const aim = (input: InputProps) => (
	<TextArea {...input} label="Skäl för målet" optional rows={3} help="Behövs när ett mål är satt." />
);
const area = (input: InputProps) => <TextArea {...input} optional rows={3} />;

function riskInputs(props: RiskFormProps) {
	return inputsOf(RISK_FIELDS, props.form, {
		area_id: (input) => <SelectField {...input} placeholder="Välj" options={named(props.areas)} />,
		title: (input) => <TextField {...input} help="Vad kan hända? En mening." />,
		description: area,
		cause: area,
		effect: area,
		scope: (input) => <RadioGroup {...input} options={options(RISK_SCOPES)} />,
		requirements: (input) => (
			<CheckboxGroup
				{...input}
				options={Object.entries(REQUIREMENTS).map(([value, text]) => ({ value, label: `${value}) ${text}` }))}
				values={valuesIn(props.form, "requirements")}
			/>
		),
		origin: (input) => (
			<TextField
				{...input}
				help="Var kommer risken ifrån? Till exempel riskinventering, revisionsrapport eller avvikelse."
			/>
		),
		owner_id: (input) => (
			<PersonField
				{...input}
				form={props.form}
				optional
				placeholder="Ingen vald"
				people={peopleToChoose(props.owners)}
			/>
		),
		inherent_likelihood: (input) => step(input, "likelihood", props),
		inherent_impact: (input) => step(input, "impact", props),
		inherent_reason: reason,
		residual_likelihood: (input) => step(input, "likelihood", props),
		residual_impact: (input) => step(input, "impact", props),
		residual_reason: reason,
		target_likelihood: (input) => step(input, "likelihood", props),
		target_impact: (input) => step(input, "impact", props),
		target_reason: aim,
		treatment: (input) => (
			<SelectField {...input} optional placeholder="Inte beslutad" width="medium" options={options(TREATMENTS)} />
		),
		treatment_reason: area,
		treatment_decider_id: (input) => (
			<PersonField
				{...input}
				form={props.form}
				optional
				placeholder="Ingen vald"
				people={peopleToChoose(props.deciders)}
			/>
		),
		treatment_review_on: (input) => <DateField {...input} optional help="Behövs när risken accepteras." />,
	});
}

/** An assessment's inputs beside the scale, where the value that they give is marked and said: at once with script, else when it is sent. */
function Scored({ of, props, children }: { of: ScoreKind; props: RiskFormProps; children: Child }) {
	const chosen = `${valueIn(props.form, `${of}_likelihood`)}-${valueIn(props.form, `${of}_impact`)}`;
	const cells = props.boxes.map((box) => ({ ...box, chosen: `${box.likelihood}-${box.impact}` === chosen }));
	const box = cells.find((cell) => cell.chosen);
	return (
		<div class="halves" data-marks-map="">
			<div>{children}</div>
			<div>
				<p>
					Riskvärde: <output data-none="inte bedömd">{box ? `${box.score} ${box.band.name}` : "inte bedömd"}</output>
				</p>
				<RiskMatrix
					caption={`Skalan, ${SCORES[of].toLowerCase()}`}
					hide_caption
					{...props.plan.scale}
					cells={cells}
					ways={[]}
				/>
			</div>
		</div>
	);
}

/** The inputs in their five groups; what is left of the table when the assessments and the treatment are taken stands first. */
function RiskInputs(props: RiskFormProps) {
	const {
		inherent_likelihood,
		inherent_impact,
		inherent_reason,
		residual_likelihood,
		residual_impact,
		residual_reason,
		target_likelihood,
		target_impact,
		target_reason,
		treatment,
		treatment_reason,
		treatment_decider_id,
		treatment_review_on,
		...risk
	} = riskInputs(props);
	return (
		<>
			<FieldSet legend="Risken">{Object.values(risk)}</FieldSet>
			<FieldSet legend="Inneboende risk, utan åtgärder">
				<Scored of="inherent" props={props}>
					{[inherent_likelihood, inherent_impact, inherent_reason]}
				</Scored>
			</FieldSet>
			<FieldSet legend="Kvarstående risk, med åtgärder">
				<Scored of="residual" props={props}>
					{[residual_likelihood, residual_impact, residual_reason]}
				</Scored>
			</FieldSet>
			<FieldSet
				legend="Målet för risken"
				help="Dit risken ska när besluten om den har fått verka. En risk som accepteras har inget mål."
			>
				<Scored of="target" props={props}>
					{[target_likelihood, target_impact, target_reason]}
				</Scored>
			</FieldSet>
			<FieldSet
				legend={RISK_FIELDS.treatment.label}
				help="En risk accepteras bara med skäl, beslutsfattare och en dag då den omprövas."
			>
				{[treatment, treatment_reason, treatment_decider_id, treatment_review_on]}
			</FieldSet>
		</>
	);
}

export function RiskFormPage(props: RiskFormProps) {
	const { form, plan, saved } = props;
	return (
		<Layout
			{...props.shell}
			title={saved ? "Ändra risk" : "Lägg till risk"}
			crumbs={[{ href: paths.plan(plan.id), label: `Internkontrollplan ${plan.year}` }]}
		>
			<ConfidentialNote kind="both" />
			<Form
				action={saved ? paths.riskEdit(saved.id) : paths.planRisks(plan.id)}
				errors={form.errors}
				version={saved ? versionOf(form, saved.version) : undefined}
				unsaved
			>
				{saved ? (
					<NewerValues
						form={form}
						current={saved.values}
						fields={RISK_FIELDS}
						named={[...props.areas, ...props.owners, ...props.deciders]}
					/>
				) : null}
				<RiskInputs {...props} />
				<FormActions cancel_href={saved ? paths.risk(saved.id) : paths.plan(plan.id)}>
					<Button>{saved ? "Spara" : "Lägg till risken"}</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}
