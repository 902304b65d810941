import { RULE_EFFECTS, RULE_KINDS } from "../../../db/schema/checks/populations.ts";
import type { CostsShown } from "../../../src/checks/populations/frame/what-is-counted.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Button } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { RadioGroup, TextArea, TextField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { countText } from "../../ui/format.ts";
import { Section } from "../../ui/section.tsx";
import { CountedTable, CountedTables } from "./counted-tables.tsx";

interface Props {
	token: string;
	costs: CostsShown;
	form: FormState;
}

/** What counts as a purchase: what is left out and why, what the rest is, and the decision that changes it. */
export function WhatIsPurchase({ token, costs, form }: Props) {
	return (
		<Section
			title="Vad som räknas som inköp"
			lead="Löner, sociala kostnader och avskrivningar står utanför. Det som beslutas här gäller kontrollmomentet från filens period och skrivs in i populationen när den fryses."
		>
			<CountedTables counted={costs} />
			{costs.supplier_count > 0 ? (
				<CountedTable
					caption={
						costs.suppliers.length < costs.supplier_count
							? `Inköp per leverantör, de största av ${countText(costs.supplier_count)}`
							: "Inköp per leverantör"
					}
					label="Leverantör"
					rows={costs.suppliers}
					nameless="Utan leverantör"
				/>
			) : null}
			<Disclosure summary="Besluta vad som ingår" open={Object.keys(form.errors).length > 0}>
				<RuleForm token={token} form={form} />
			</Disclosure>
		</Section>
	);
}

function RuleForm({ token, form }: Pick<Props, "token" | "form">) {
	const { errors } = form;
	const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));
	const field = (name: string) => ({ name, scope: "regel", value: valueIn(form, name), error: errors[name] });
	return (
		<Form action={paths.purchasesRule(token)} scope="regel" errors={errors}>
			<RadioGroup {...field("kind")} label="Det gäller" layout="inline" options={options(RULE_KINDS)} />
			<TextField
				{...field("pattern")}
				label="Konto, serie, leverantör eller dokumenttyp"
				help="Skriv numret eller namnet. En stjärna sist gäller allt som börjar så, till exempel 58*."
			/>
			<RadioGroup {...field("effect")} label="I populationen" layout="inline" options={options(RULE_EFFECTS)} />
			<TextArea {...field("reason")} label="Skäl" maxlength={500} />
			<FormActions>
				<Button variant="secondary">Besluta och läs filen igen</Button>
			</FormActions>
		</Form>
	);
}
