import { paths } from "../../../src/paths/paths.ts";
import type { Preview } from "../../../src/checks/populations/import/preview-purchases.ts";
import type { PurchasesSummary } from "../../../src/ground/reading/purchases-summary.ts";
import { Button } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { Checkbox, DateField, NumberField, TextArea, TextField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { countText } from "../../ui/format.ts";
import { Section } from "../../ui/section.tsx";

/** The act that stores: refused rows are left out only when that is said in words. */
export function ConfirmForm(props: { token: string; preview: Preview; summary: PurchasesSummary; form: FormState }) {
	const { summary, form } = props;
	const { errors } = form;
	const refused = summary.refused_count;
	const leaving = props.preview.corrected?.drawn ? [] : (props.preview.frame?.difference?.leaving ?? []);
	return (
		<Section title="Bekräfta" lead={leadOf(props.preview)}>
			<Form action={paths.purchasesConfirmation(props.token)} scope="bekrafta" errors={errors}>
				{props.preview.corrected ? (
					<TextArea
						name="reason"
						scope="bekrafta"
						label="Varför är filen rättad?"
						value={valueIn(form, "reason")}
						error={errors.reason}
						maxlength={1000}
					/>
				) : null}
				{leaving.length > 0 ? (
					<TextArea
						name="removed_reasons"
						scope="bekrafta"
						label="Skäl för varje inköp som tas bort"
						help="En rad för varje: numret, kolon och skälet. Behövs inte när antal rader och summa enligt ekonomisystemet är ifyllda nedan."
						optional
						rows={Math.min(12, leaving.length + 1)}
						value={valueIn(form, "removed_reasons") || leaving.map((key) => `${key}: `).join("\n")}
						error={errors.removed_reasons}
						maxlength={20_000}
					/>
				) : null}
				{refused > 0 ? (
					<Checkbox
						name="accept_refused"
						scope="bekrafta"
						label={`Läs in utan ${refused === 1 ? "den avvisade raden" : `de ${countText(refused)} avvisade raderna`}`}
						help="De avvisade raderna sparas tillsammans med filen, men ingår inte i populationen."
						error={errors.accept_refused}
					/>
				) : null}
				{summary.is_undated ? (
					<Checkbox
						name="accept_undated"
						scope="bekrafta"
						label="Alla rader hör till perioden"
						help="Filen har ingen kolumn för datum. Det antecknas i loggen."
						error={errors.accept_undated}
					/>
				) : null}
				{summary.damage ? (
					<Checkbox
						name="accept_damaged"
						scope="bekrafta"
						label="Läs in filen trots att bokstäver är skadade"
						error={errors.accept_damaged}
					/>
				) : null}
				<NumberField
					name="control_rows"
					scope="bekrafta"
					label="Antal rader enligt ekonomisystemet"
					help="Fyll i om du har kontrollsiffrorna. Stämmer de inte med filen läses ingenting in."
					optional
					value={valueIn(form, "control_rows")}
					error={errors.control_rows}
				/>
				<NumberField
					name="control_sum"
					scope="bekrafta"
					label="Summa enligt ekonomisystemet"
					unit="kr"
					decimals
					optional
					value={valueIn(form, "control_sum")}
					error={errors.control_sum}
				/>
				<FreezeFields preview={props.preview} form={form} />
				<FormActions cancel_href={paths.purchases()}>
					<Button>
						{props.preview.corrected?.drawn ? "Läs in den rättade filen" : "Läs in och frys populationen"}
					</Button>
				</FormActions>
			</Form>
		</Section>
	);
}

/** What is decided with the freeze and never afterwards. */
function FreezeFields({ preview, form }: { preview: Preview; form: FormState }) {
	const { errors } = form;
	if (preview.corrected?.drawn) return null;
	const hasSource = ["public_source", "public_day"].some((name) => valueIn(form, name) !== "" || errors[name]);
	return (
		<>
			{preview.early ? (
				<TextArea
					name="early_reason"
					scope="bekrafta"
					label="Varför fryses populationen innan perioden är slut?"
					help={`Perioden slutar ${preview.early}. Skälet står kvar på populationen, i protokollet och i rapporten.`}
					value={valueIn(form, "early_reason")}
					error={errors.early_reason}
					maxlength={1000}
				/>
			) : null}
			<Disclosure summary="Bestäm ett offentligt värde för dragningen" open={hasSource}>
				<TextField
					name="public_source"
					scope="bekrafta"
					label="Varifrån värdet hämtas"
					optional
					help="Till exempel Svenska Spels Lotto. Källan bestäms nu eller inte alls: vid dragningen godtas bara ett värde från den."
					value={valueIn(form, "public_source")}
					error={errors.public_source}
					maxlength={200}
				/>
				<DateField
					name="public_day"
					scope="bekrafta"
					label="Dag då värdet blir offentligt"
					optional
					value={valueIn(form, "public_day")}
					error={errors.public_day}
				/>
			</Disclosure>
		</>
	);
}

function leadOf({ period, corrected }: Preview): string {
	if (corrected?.drawn) return "Filen sparas med sin skillnad. Populationen och stickprovet ändras inte.";
	if (corrected) return `En ny population för ${period} fryses, med en egen dragning. Den gamla står kvar som ersatt.`;
	return `Populationen för ${period} fryses. Den kan inte ändras efteråt; inköp som saknas hör till nästa fil.`;
}
