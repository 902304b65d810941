import type { Item } from "../../../db/queries/checks/samples.ts";
import type { Run } from "../../../db/queries/checks/runs.ts";
import { REPLACEMENT_REASONS } from "../../../db/schema/vocabulary.ts";
import { formatOccurrence } from "../../../src/ground/calendar/occurrence.ts";
import type { VoucherPlace } from "../../../src/checks/samples/voucher-place.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfidentialNote } from "../../ui/confidential-note.tsx";
import { RadioGroup, SelectField, TextArea } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../../ui/form-state.ts";
import { unitChoices } from "../../ui/choices.tsx";
import { PurchaseFacts } from "./purchase-facts.tsx";

/** An item outside the target population gives way to the next reserve; as many are checked as were planned. */
export function ReplacementPage(props: {
	shell: Partial<LayoutProps>;
	run: Run;
	item: Item;
	voucher: VoucherPlace;
	units: readonly { id: string; name: string }[];
	form: FormState;
}) {
	const { run, item, form } = props;
	return (
		<Layout
			{...props.shell}
			title={`Föreslå byte av inköp ${item.position}`}
			lead="Nästa inköp i dragningens ordning tar platsen. Granskaren godtar eller nekar bytet; ett byte som inte är godtaget räknas som okänt i utvärderingen."
			crumbs={[
				{ href: paths.runs(), label: "Kontrolltillfällen" },
				{ href: paths.run(run.id), label: `${run.unit_name}, ${formatOccurrence(run.period_key)}` },
			]}
		>
			<PurchaseFacts item={item} voucher={props.voucher} />
			<Form action={paths.itemReplacement(item.id)} version={versionOf(form, item.version)} errors={form.errors}>
				<RadioGroup
					name="why"
					label="Varför hör inköpet inte till kontrollen?"
					options={Object.entries(REPLACEMENT_REASONS).map(([value, label]) => ({ value, label }))}
					value={valueIn(form, "why")}
					error={form.errors.why}
				/>
				<SelectField
					name="unit_id"
					label="Vilken enhet hör inköpet till?"
					help="Behövs när inköpet hör till en annan enhet. Frågan går också till den som läser in filen."
					optional
					options={[{ value: "", label: "Välj enhet" }, ...unitChoices(props.units)]}
					value={valueIn(form, "unit_id")}
					error={form.errors.unit_id}
				/>
				<TextArea name="note" label="Beskriv" rows={3} value={valueIn(form, "note")} error={form.errors.note} />
				<ConfidentialNote kind="patient" />
				<FormActions cancel_href={paths.run(run.id)}>
					<Button>Föreslå bytet</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}
