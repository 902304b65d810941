import { SAM_OUTCOMES, SAM_RETURN_STATES } from "../../db/schema/sam/words.ts";
import { paths } from "../../src/paths/paths.ts";
import type { ReviewView } from "../../src/sam/load-review.ts";
import { Button } from "../ui/button.tsx";
import { Disclosure } from "../ui/disclosure.tsx";
import { DateField, RadioGroup, SelectField, TextArea } from "../ui/field.tsx";
import { Form, FormActions } from "../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../ui/form-state.ts";
import { Link } from "../ui/link.tsx";
import { Section } from "../ui/section.tsx";

const NO_NAMES = "Inga namn på personer som är sjuka eller skadade, och inga uppgifter om patienter.";
const JUDGED = [
	{ value: "yes", label: "Ja" },
	{ value: "partly", label: "Delvis" },
	{ value: "no", label: "Nej" },
];

/** The skyddsombud's own word. */
export function StatementForm({ view, form }: { view: ReviewView; form: FormState }) {
	return (
		<Section title="Skyddsombudets besked" lead="Läs svaren ovan. Ditt besked sparas med ditt namn och dagens datum.">
			<Form action={paths.samStatement(view.review.id)} errors={form.errors} scope="ombud">
				<RadioGroup
					name="stand"
					scope="ombud"
					label="Mitt besked"
					options={[
						{ value: "took_part", label: "Jag har deltagit" },
						{ value: "dissent", label: "Jag har avvikande mening" },
					]}
					value={valueIn(form, "stand")}
					error={form.errors.stand}
				/>
				<TextArea
					name="text"
					scope="ombud"
					label="Avvikande mening"
					help={NO_NAMES}
					optional
					value={valueIn(form, "text")}
					error={form.errors.text}
				/>
				<FormActions>
					<Button>Lämna besked</Button>
				</FormActions>
			</Form>
		</Section>
	);
}

function ReturnFields({ form, scope }: { form: FormState; scope: string }) {
	const text = (name: string, label: string) => (
		<TextArea
			name={name}
			scope={scope}
			label={label}
			help={NO_NAMES}
			rows={3}
			optional="silent"
			value={valueIn(form, name)}
			error={form.errors[name]}
		/>
	);
	return (
		<>
			{text("what", "Vilka uppgifter returneras?")}
			{text("why", "Varför?")}
			<DateField
				name="from_on"
				scope={scope}
				label="Från vilken dag?"
				optional="silent"
				value={valueIn(form, "from_on")}
				error={form.errors.from_on}
			/>
		</>
	);
}

/** The fördelande chef's avstämning. */
export function ReconciliationForm({ view, form }: { view: ReviewView; form: FormState }) {
	const judged = (name: "authority" | "resources" | "knowledge", label: string) => (
		<RadioGroup
			name={name}
			label={label}
			options={JUDGED}
			layout="segmented"
			value={valueIn(form, name)}
			error={form.errors[name]}
		/>
	);
	const text = (name: "works" | "support" | "outcome_text", label: string, optional: boolean) => (
		<TextArea
			name={name}
			label={label}
			help={NO_NAMES}
			rows={3}
			optional={optional}
			value={valueIn(form, name)}
			error={form.errors[name]}
		/>
	);
	return (
		<Section
			title="Avstämning"
			lead={`Ett samtal mellan dig och ${view.review.manager_name || "den som har svarat"}, när svaren är signerade.`}
		>
			<Form
				action={paths.samReconciliation(view.review.id)}
				version={versionOf(form, view.review.version)}
				errors={form.errors}
				unsaved
			>
				{text("works", "Hur fungerar arbetsmiljöarbetet?", false)}
				{judged("authority", "Finns befogenheterna?")}
				{judged("resources", "Finns resurserna?")}
				{judged("knowledge", "Finns kunskaperna?")}
				{text("support", "Vilket stöd behövs?", true)}
				<RadioGroup
					name="outcome"
					label="Fördelningen"
					options={Object.entries(SAM_OUTCOMES).map(([value, label]) => ({ value, label }))}
					value={valueIn(form, "outcome")}
					error={form.errors.outcome}
				/>
				{text("outcome_text", "Det som ändras", true)}
				<Disclosure summary="Fyll i om uppgifter returneras" open={valueIn(form, "outcome") === "returned"}>
					<ReturnFields form={form} scope="" />
				</Disclosure>
				<FormActions>
					<Button>Spara avstämningen</Button>
				</FormActions>
			</Form>
		</Section>
	);
}

/** The manager's right to give tasks back, a matter between them and the line above. */
export function Returns({ view, form }: { view: ReviewView; form: FormState }) {
	if (!view.may.return && view.returns.length === 0) return null;
	return (
		<Section title="Returnera uppgifter">
			{view.returns.map((one) => (
				<p>
					<Link href={paths.samReturn(one.id)}>{one.what}</Link>
					{` – ${SAM_RETURN_STATES[one.state]}`}
				</p>
			))}
			{view.may.return ? (
				<Disclosure summary="Jag kan inte ansvara för uppgifterna" open={Object.keys(form.errors).length > 0}>
					<p>
						Om befogenheter, resurser eller kunskaper saknas har du rätt att lämna tillbaka uppgifter. Det är en fråga
						mellan dig och cheferna ovanför dig i linjen. Enligt regionens rutin kvitteras den inom{" "}
						{String(view.acknowledge_days)} dagar. Tills dess ligger uppgifterna kvar hos dig.
					</p>
					<Form action={paths.samReturning(view.review.id)} errors={form.errors} scope="retur">
						<ReturnFields form={form} scope="retur" />
						<FormActions>
							<Button>Returnera uppgifterna</Button>
						</FormActions>
					</Form>
				</Disclosure>
			) : null}
		</Section>
	);
}

export function ReopeningForm({ view, form }: { view: ReviewView; form: FormState }) {
	return (
		<Disclosure summary="Ändra ett svar" open={Object.keys(form.errors).length > 0}>
			<p>Signaturen, skyddsombudets besked och avstämningen gäller då inte längre och behöver göras om.</p>
			<Form
				action={paths.samReopening(view.review.id)}
				version={versionOf(form, view.review.version)}
				errors={form.errors}
				scope="andring"
			>
				<TextArea
					name="reason"
					scope="andring"
					label="Varför ändras svaren?"
					help={NO_NAMES}
					rows={2}
					value={valueIn(form, "reason")}
					error={form.errors.reason}
				/>
				<FormActions>
					<Button variant="secondary">Öppna för ändring</Button>
				</FormActions>
			</Form>
		</Disclosure>
	);
}

export function CopyForm({ view, form }: { view: ReviewView; form: FormState }) {
	return (
		<Disclosure summary="Kopiera svar från en annan av dina enheter" open={Object.keys(form.errors).length > 0}>
			<p>Bara frågor utan svar fylls i, och varje kopierat svar märks. Åtgärder kopieras inte.</p>
			<Form action={paths.samCopy(view.review.id)} errors={form.errors} scope="kopia">
				<SelectField
					name="from"
					scope="kopia"
					label="Enhet"
					width="medium"
					options={view.copy_from.map((one) => ({ value: one.id, label: one.unit_name }))}
					error={form.errors.from}
				/>
				<FormActions>
					<Button variant="secondary">Kopiera svaren</Button>
				</FormActions>
			</Form>
		</Disclosure>
	);
}
