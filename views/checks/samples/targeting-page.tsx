import type { Run } from "../../../db/queries/checks/runs.ts";
import { formatOccurrence } from "../../../src/ground/calendar/occurrence.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfidentialNote } from "../../ui/confidential-note.tsx";
import { TextArea, TextField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../../ui/form-state.ts";

/** A purchase that the draw did not choose, added by whoever reviews. */
export function TargetingPage({ shell, run, form }: { shell: Partial<LayoutProps>; run: Run; form: FormState }) {
	return (
		<Layout
			{...shell}
			title="Lägg till ett riktat inköp"
			lead="Ett riktat inköp granskas och kan ge en avvikelse som de andra, men räknas inte i slutsatserna om populationen: de bygger bara på det som slumpen valde."
			crumbs={[
				{ href: paths.runs(), label: "Stickprov" },
				{ href: paths.run(run.id), label: `${run.unit_name}, ${formatOccurrence(run.period_key)}` },
			]}
		>
			<Form action={paths.runTargeting(run.id)} version={versionOf(form, run.version)} errors={form.errors}>
				<TextField
					name="number"
					label="Inköpets nummer"
					help="Verifikation, order eller faktura som det står i filen, eller inköpets nyckel."
					value={valueIn(form, "number")}
					error={form.errors.number}
					maxlength={200}
				/>
				<TextArea
					name="reason"
					label="Varför ska det granskas?"
					rows={3}
					value={valueIn(form, "reason")}
					error={form.errors.reason}
				/>
				<ConfidentialNote kind="patient" />
				<FormActions cancel_href={paths.run(run.id)}>
					<Button>Lägg till inköpet</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}
