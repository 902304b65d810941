import type { Checklist, CheckQuestion } from "../../../db/queries/checks/controls-checklists.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { Checkbox, TextField } from "../../ui/field.tsx";
import { FieldSet, Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";

/** Empty rows after the filled ones. */
const SPARE = 3;

/** An edition as the form for the next one holds it. */
export function checklistValues(checklist: Checklist, questions: readonly CheckQuestion[]): Record<string, string> {
	const values: Record<string, string> = { title: checklist.title, adopt: "1" };
	for (const [index, question] of questions.entries()) {
		const n = index + 1;
		values[`text_${n}`] = question.text;
		values[`help_${n}`] = question.help;
		if (question.is_key) values[`key_${n}`] = "1";
		if (question.asks_cause) values[`cause_${n}`] = "1";
	}
	return values;
}

function rowsOf(form: FormState, most: number): number {
	const filled = Object.keys(form.values)
		.filter((name) => /^text_\d+$/.test(name) && valueIn(form, name) !== "")
		.map((name) => Number(name.slice(5)));
	return Math.min(most, Math.max(0, ...filled) + SPARE);
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
			<TextField
				name={`help_${n}`}
				label="Hjälptext"
				value={valueIn(form, `help_${n}`)}
				error={form.errors[`help_${n}`]}
				maxlength={500}
				optional
			/>
			<Checkbox
				name={`key_${n}`}
				label="Nyckelfråga (tolererar högst 5 % fel)"
				checked={checked(`key_${n}`)}
				optional="silent"
			/>
			<Checkbox name={`cause_${n}`} label="Nej kräver orsakskod" checked={checked(`cause_${n}`)} optional="silent" />
		</FieldSet>
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
			lead="Varje kontrollpunkt besvaras med Ja, Nej eller Ej tillämpligt. Töm en fråga för att ta bort den."
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
				</FormActions>
			</Form>
		</Layout>
	);
}
