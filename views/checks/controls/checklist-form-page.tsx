import type { Checklist, CheckQuestion } from "../../../db/queries/checks/controls-checklists.ts";
import { CAUSE_CODES, FILE_ANSWERS } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { Checkbox, CheckboxGroup, NumberField, SelectField, TextField } from "../../ui/field.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { FieldSet, Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, valuesIn } from "../../ui/form-state.ts";

/** Empty rows after the filled ones, and how many more a press gives. */
const SPARE = 3;
const MORE = 5;

/** An edition as the form for the next one holds it. */
export function checklistValues(checklist: Checklist, questions: readonly CheckQuestion[]): FormState["values"] {
	const values: FormState["values"] = { title: checklist.title, adopt: "1" };
	for (const [index, question] of questions.entries()) {
		const n = index + 1;
		values[`text_${n}`] = question.text;
		values[`help_${n}`] = question.help;
		values[`finding_${n}`] = question.finding;
		values[`causes_${n}`] = question.causes === "" ? [] : question.causes.split(",");
		if (question.is_key) values[`key_${n}`] = "1";
		if (question.asks_cause) values[`cause_${n}`] = "1";
		if (question.may_be_not_applicable) values[`na_${n}`] = "1";
		values[`na_reason_${n}`] = question.not_applicable_reason;
		values[`when_no_${n}`] = String(question.asked_when_no ?? "");
		values[`file_${n}`] = question.answered_by ?? "";
	}
	return values;
}

function rowsOf(form: FormState, most: number): number {
	const filled = Object.keys(form.values)
		.filter((name) => /^text_\d+$/.test(name) && valueIn(form, name) !== "")
		.map((name) => Number(name.slice(5)));
	const asked = /^\d{1,3}$/.test(valueIn(form, "rader")) ? Number(valueIn(form, "rader")) : 0;
	return Math.min(most, Math.max(asked, Math.max(0, ...filled) + SPARE));
}

function Question({ n, form }: { n: number; form: FormState }) {
	const checked = (name: string) => valueIn(form, name) === "1";
	return (
		<FieldSet legend={`Kontrollpunkt ${n}`}>
			<TextField
				name={`text_${n}`}
				label="Fråga"
				value={valueIn(form, `text_${n}`)}
				error={form.errors[`text_${n}`]}
				maxlength={300}
				optional="silent"
			/>
			<NumberField
				name={`place_${n}`}
				label="Plats"
				help="Skriv ett annat nummer för att flytta frågan."
				value={valueIn(form, `place_${n}`) || String(n)}
				error={form.errors[`place_${n}`]}
				optional="silent"
			/>
			<TextField
				name={`help_${n}`}
				label="Hjälptext"
				value={valueIn(form, `help_${n}`)}
				error={form.errors[`help_${n}`]}
				maxlength={500}
				optional
			/>
			<TextField
				name={`finding_${n}`}
				label="Ett Nej betyder"
				help="Kort, som avvikelsens rubrik börjar: Uppdelat köp."
				value={valueIn(form, `finding_${n}`)}
				error={form.errors[`finding_${n}`]}
				maxlength={80}
				width="medium"
				optional
			/>
			<Checkbox
				name={`key_${n}`}
				label="Nyckelfråga (tolererar högst 5 % fel)"
				checked={checked(`key_${n}`)}
				optional="silent"
			/>
			<Checkbox name={`cause_${n}`} label="Nej kräver orsakskod" checked={checked(`cause_${n}`)} optional="silent" />
			<Causes n={n} form={form} />
			<Applies n={n} form={form} />
		</FieldSet>
	);
}

const CAUSE_OPTIONS = Object.entries(CAUSE_CODES).map(([value, label]) => ({ value, label }));

/** The causes that this question's Nej can have, folded away while it is all of them. */
function Causes({ n, form }: { n: number; form: FormState }) {
	const name = `causes_${n}`;
	const ticked = valuesIn(form, name);
	return (
		<Disclosure summary="Orsaker att välja bland" open={ticked.length > 0}>
			<CheckboxGroup
				name={name}
				label="Orsaker"
				help="Utan val visas alla."
				options={CAUSE_OPTIONS}
				values={ticked}
				error={form.errors[name]}
				optional="silent"
			/>
		</Disclosure>
	);
}

const FILE_OPTIONS = Object.entries(FILE_ANSWERS).map(([value, label]) => ({ value, label }));

/** Which purchases the question is about, folded away while it is about them all. */
function Applies({ n, form }: { n: number; form: FormState }) {
	const names = [`na_${n}`, `na_reason_${n}`, `when_no_${n}`, `file_${n}`] as const;
	const [may, reason, when, file] = names;
	const open = names.some((name) => valueIn(form, name) !== "" || form.errors[name] !== undefined);
	return (
		<Disclosure summary="När frågan inte gäller alla inköp" open={open}>
			<Checkbox
				name={may}
				label="Får besvaras med Ej tillämpligt"
				help="Andelen räknas då bara på de inköp som frågan gäller, och fler behöver granskas."
				checked={valueIn(form, may) === "1"}
				error={form.errors[may]}
				optional="silent"
			/>
			<TextField
				name={reason}
				label="Skäl till att frågan inte alltid ställs"
				help="Krävs för en nyckelfråga."
				value={valueIn(form, reason)}
				error={form.errors[reason]}
				maxlength={300}
				optional
			/>
			<NumberField
				name={when}
				label="Ställs bara när den här frågan fått Nej"
				help="Numret på en tidigare fråga. Annars hoppas frågan över, och räknas som Ej tillämpligt."
				value={valueIn(form, when)}
				error={form.errors[when]}
				optional
			/>
			<SelectField
				name={file}
				label="Besvaras av filen"
				help="Svaret räknas fram för alla inköp, och ingen behöver granska något."
				placeholder="Nej, av utföraren"
				options={FILE_OPTIONS}
				value={valueIn(form, file)}
				error={form.errors[file]}
				optional="silent"
			/>
		</Disclosure>
	);
}

/** The next edition, or the first. An emptied question is left out of it. */
export function ChecklistFormPage(props: {
	shell: Partial<LayoutProps>;
	/** the edition copied from; null for a new checklist */
	before: Checklist | null;
	/** controls that use it now */
	used_by: readonly { title: string; plan_year: number }[];
	most: number;
	form: FormState;
}) {
	const { before, form, used_by } = props;
	const rows = Array.from({ length: rowsOf(form, props.most) }, (_, index) => index + 1);
	return (
		<Layout
			{...props.shell}
			title={before ? `${before.title}, utgåva ${before.edition + 1}` : "Ny checklista"}
			lead="Varje kontrollpunkt besvaras med Ja eller Nej, om inget annat sägs. Töm en fråga för att ta bort den."
			crumbs={[{ href: paths.checklists(), label: "Checklistor" }]}
		>
			<Form action={before ? paths.checklistEdition(before.id) : paths.checklists()} errors={form.errors} unsaved>
				<TextField
					name="title"
					label="Checklistans namn"
					value={valueIn(form, "title")}
					error={form.errors.title}
					maxlength={120}
				/>
				{rows.map((n) => (
					<Question n={n} form={form} />
				))}
				{used_by.length > 0 ? (
					<Checkbox
						name="adopt"
						label="Använd den nya utgåvan i kontrollmomenten"
						help={`Gäller: ${used_by.map((control) => `${control.title} (${control.plan_year})`).join(", ")}. Kontrolltillfällen som har börjat besvaras behåller sin utgåva.`}
						checked={valueIn(form, "adopt") === "1"}
						optional="silent"
					/>
				) : null}
				<FormActions cancel_href={before ? paths.checklist(before.id) : paths.checklists()}>
					<Button>Spara utgåvan</Button>
					{rows.length < props.most ? (
						<Button name="rader" value={String(rows.length + MORE)} variant="secondary">
							Fler rader
						</Button>
					) : null}
				</FormActions>
			</Form>
		</Layout>
	);
}
