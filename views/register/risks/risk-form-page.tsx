import type { AreaRow, Plan } from "../../../db/queries/register/plans.ts";
import type { Scale } from "../../../db/schema/vocabulary.ts";
import { REQUIREMENTS, RISK_SCOPES, TREATMENTS } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { RISK_LABELS } from "../../../src/register/risks/columns.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfidentialNote } from "../../ui/confidential-note.tsx";
import { CheckboxGroup, DateField, RadioGroup, SelectField, TextArea, TextField } from "../../ui/field.tsx";
import { FieldSet, Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, valuesIn, versionOf } from "../../ui/form-state.ts";
import { NewerValues } from "../../ui/newer-values.tsx";

export interface RiskFormProps {
	frame: Partial<LayoutProps>;
	form: FormState;
	plan: Pick<Plan, "id" | "year" | "scale">;
	areas: AreaRow[];
	owners: { id: string; name: string }[];
	deciders: { id: string; name: string }[];
	/** the saved risk; null when a new one is added */
	saved: { id: string; version: number; values: Record<string, string | string[]> } | null;
}

const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));
const named = (rows: readonly { id: string; name: string }[]) =>
	rows.map((row) => ({ value: row.id, label: row.name }));

type Name = keyof typeof RISK_LABELS;

/** What every field of this form takes from its name. */
function common(form: FormState, name: Name) {
	return { name, label: RISK_LABELS[name], error: form.errors[name] };
}

function What({ form, areas, owners }: RiskFormProps) {
	const area = (name: Name) => <TextArea {...common(form, name)} optional rows={3} value={valueIn(form, name)} />;
	return (
		<FieldSet legend="Risken">
			<SelectField
				{...common(form, "area_id")}
				placeholder="Välj"
				options={named(areas)}
				value={valueIn(form, "area_id")}
			/>
			<TextField {...common(form, "title")} value={valueIn(form, "title")} help="Vad kan hända? En mening." />
			{area("description")}
			{area("cause")}
			{area("effect")}
			<RadioGroup {...common(form, "scope")} options={options(RISK_SCOPES)} value={valueIn(form, "scope")} />
			<CheckboxGroup
				{...common(form, "requirements")}
				options={Object.entries(REQUIREMENTS).map(([value, text]) => ({ value, label: `${value}) ${text}` }))}
				values={valuesIn(form, "requirements")}
			/>
			<TextField
				{...common(form, "origin")}
				value={valueIn(form, "origin")}
				help="Var kommer risken ifrån? Till exempel riskinventering, revisionsrapport eller avvikelse."
			/>
			<SelectField
				{...common(form, "owner_id")}
				optional
				placeholder="Ingen vald"
				options={named(owners)}
				value={valueIn(form, "owner_id")}
			/>
		</FieldSet>
	);
}

function Assessment({
	form,
	of,
	legend,
	scale,
}: {
	form: FormState;
	of: "inherent" | "residual";
	legend: string;
	scale: Scale;
}) {
	const step = (axis: "likelihood" | "impact") => (
		<SelectField
			name={`${of}_${axis}`}
			label={axis === "likelihood" ? "Sannolikhet" : "Konsekvens"}
			error={form.errors[`${of}_${axis}`]}
			optional
			width="medium"
			placeholder="Inte bedömd"
			options={scale[axis].map((word, index) => ({ value: String(index + 1), label: `${index + 1} ${word}` }))}
			value={valueIn(form, `${of}_${axis}`)}
		/>
	);
	return (
		<FieldSet legend={legend}>
			{step("likelihood")}
			{step("impact")}
			<TextArea
				name={`${of}_reason`}
				label="Skäl för bedömningen"
				error={form.errors[`${of}_reason`]}
				optional
				rows={3}
				help="Behövs när risken är bedömd."
				value={valueIn(form, `${of}_reason`)}
			/>
		</FieldSet>
	);
}

function Treatment({ form, deciders }: RiskFormProps) {
	return (
		<FieldSet legend="Hantering" help="En risk accepteras bara med skäl, beslutsfattare och en dag då den omprövas.">
			<SelectField
				{...common(form, "treatment")}
				optional
				placeholder="Inte beslutad"
				width="medium"
				options={options(TREATMENTS)}
				value={valueIn(form, "treatment")}
			/>
			<TextArea {...common(form, "treatment_reason")} optional rows={3} value={valueIn(form, "treatment_reason")} />
			<SelectField
				{...common(form, "treatment_decider_id")}
				optional
				placeholder="Ingen vald"
				width="medium"
				options={named(deciders)}
				value={valueIn(form, "treatment_decider_id")}
			/>
			<DateField
				{...common(form, "treatment_review_on")}
				optional
				help="Behövs när risken accepteras."
				value={valueIn(form, "treatment_review_on")}
			/>
		</FieldSet>
	);
}

/** How a saved value reads, for a person whose form was overtaken. */
function reader({ areas, owners, deciders }: RiskFormProps) {
	const people = new Map([...areas, ...owners, ...deciders].map(({ id, name }) => [id, name]));
	const words: Record<string, string> = { ...RISK_SCOPES, ...TREATMENTS };
	return (_name: string, value: string) => people.get(value) ?? words[value] ?? value;
}

export function RiskFormPage(props: RiskFormProps) {
	const { form, plan, saved } = props;
	return (
		<Layout
			{...props.frame}
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
				{saved ? <NewerValues form={form} current={saved.values} labels={RISK_LABELS} read={reader(props)} /> : null}
				<What {...props} />
				<Assessment form={form} of="inherent" legend="Inneboende risk, utan åtgärder" scale={plan.scale} />
				<Assessment form={form} of="residual" legend="Kvarstående risk, med åtgärder" scale={plan.scale} />
				<Treatment {...props} />
				<FormActions cancel_href={saved ? paths.risk(saved.id) : paths.plan(plan.id)}>
					<Button>{saved ? "Spara" : "Lägg till risken"}</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}
