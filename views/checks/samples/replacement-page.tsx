import type { Item } from "../../../db/queries/checks/samples.ts";
import type { Run } from "../../../db/queries/checks/runs.ts";
import { REPLACEMENT_REASONS } from "../../../db/schema/vocabulary.ts";
import { formatOccurrence } from "../../../src/ground/calendar/occurrence.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfidentialNote } from "../../ui/confidential-note.tsx";
import { RadioGroup, TextArea } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../../ui/form-state.ts";
import { PurchaseFacts } from "./purchase-facts.tsx";

/** An item outside the target population gives way to the next reserve; as many are checked as were planned. */
export function ReplacementPage(props: { shell: Partial<LayoutProps>; run: Run; item: Item; form: FormState }) {
	const { run, item, form } = props;
	return (
		<Layout
			{...props.shell}
			title={`Ersätt inköp ${item.position}`}
			lead="Nästa inköp i dragningens ordning tar platsen. Bytet och skälet syns för granskaren."
			crumbs={[
				{ href: paths.runs(), label: "Stickprov" },
				{ href: paths.run(run.id), label: `${run.unit_name}, ${formatOccurrence(run.period_key)}` },
			]}
		>
			<PurchaseFacts item={item} />
			<Form action={paths.itemReplacement(item.id)} version={versionOf(form, item.version)} errors={form.errors}>
				<RadioGroup
					name="why"
					label="Varför hör inköpet inte till kontrollen?"
					options={Object.entries(REPLACEMENT_REASONS).map(([value, label]) => ({ value, label }))}
					value={valueIn(form, "why")}
					error={form.errors.why}
				/>
				<TextArea name="note" label="Beskriv" rows={3} value={valueIn(form, "note")} error={form.errors.note} />
				<ConfidentialNote kind="patient" />
				<FormActions cancel_href={paths.run(run.id)}>
					<Button>Ersätt inköpet</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}
