import { RULE_EFFECTS, RULE_KINDS } from "../../../db/schema/checks/populations.ts";
import type { Counted, CostsShown } from "../../../src/checks/populations/frame/what-is-counted.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Button } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { RadioGroup, TextArea, TextField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { countText, kronorText } from "../../ui/format.ts";
import { Section } from "../../ui/section.tsx";
import { DataTable } from "../../ui/table.tsx";

interface Props {
	token: string;
	costs: CostsShown;
	form: FormState;
}

/** What counts as a purchase: what is left out and why, what the rest is, and the decision that changes it. */
export function WhatIsPurchase({ token, costs, form }: Props) {
	const { without_supplier } = costs;
	return (
		<Section
			title="Vad som räknas som inköp"
			lead="Löner, sociala kostnader och avskrivningar står utanför. Det som beslutas här gäller kontrollmomentet från filens period och skrivs in i populationen när den fryses."
		>
			{costs.excluded.length > 0 ? (
				<CountedTable caption="Utanför populationen" label="Skäl" rows={costs.excluded} />
			) : null}
			{without_supplier.n > 0 ? (
				<p>{`${countText(without_supplier.n)} inköp saknar leverantör, ${kronorText(without_supplier.sum_ore)}.`}</p>
			) : null}
			<CountedTable caption="Inköp per kontogrupp" label="Kontogrupp" rows={costs.classes} />
			{costs.series.length > 1 ? (
				<CountedTable
					caption="Inköp per serie"
					label="Serie"
					rows={costs.series.map((one) => ({ ...one, name: one.name || "Utan serie" }))}
				/>
			) : null}
			<Disclosure summary="Besluta vad som ingår" open={Object.keys(form.errors).length > 0}>
				<RuleForm token={token} form={form} />
			</Disclosure>
		</Section>
	);
}

function CountedTable({ caption, label, rows }: { caption: string; label: string; rows: readonly Counted[] }) {
	return (
		<DataTable
			caption={caption}
			columns={[
				{ key: "name", label },
				{ key: "n", label: "Antal inköp", align: "end" },
				{ key: "sum", label: "Summa", align: "end" },
			]}
			rows={rows.map(({ name, n, sum_ore }) => ({ cells: { name, n: countText(n), sum: kronorText(sum_ore) } }))}
		/>
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
				label="Konto, serie eller leverantör"
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
