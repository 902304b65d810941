import type { LedgerHit } from "../../../db/queries/checks/ledger.ts";
import { SEVERITIES, SEVERITY_HELP, type Severity } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { SaveButtons } from "../../ui/work-run.tsx";
import { ConfidentialNote } from "../../ui/confidential-note.tsx";
import { RadioGroup, TextArea } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../../ui/form-state.ts";

const JUDGEMENTS = [
	{ value: "explained", label: "Förklarad", help: "Det finns en förklaring, inget är fel." },
	{ value: "investigating", label: "Utreds", help: "Någon har frågat och väntar på svar." },
	{ value: "deviation", label: "Avvikelse", help: "En avvikelse registreras på enheten." },
];

export function JudgeForm({ hit, form, has_next }: { hit: LedgerHit; form: FormState; has_next: boolean }) {
	const { errors } = form;
	return (
		<Form action={paths.ledgerHitJudgement(hit.id)} errors={errors} version={versionOf(form, hit.card_version)}>
			<RadioGroup
				name="status"
				label="Bedömning"
				options={JUDGEMENTS}
				value={valueIn(form, "status") || (hit.status === "open" ? "" : hit.status)}
				error={errors.status}
			/>
			<RadioGroup
				name="severity"
				label="Allvarlighetsgrad, om det är en avvikelse"
				optional="silent"
				options={Object.entries(SEVERITIES).map(([value, label]) => ({
					value,
					label,
					help: SEVERITY_HELP[value as Severity],
				}))}
				value={valueIn(form, "severity")}
				error={errors.severity}
			/>
			<TextArea name="reason" label="Skäl" value={valueIn(form, "reason")} error={errors.reason} rows={3} />
			<ConfidentialNote kind="both" />
			<FormActions cancel_href={paths.ledgerHits()}>
				<SaveButtons label="Spara bedömningen" has_next={has_next} />
			</FormActions>
		</Form>
	);
}
