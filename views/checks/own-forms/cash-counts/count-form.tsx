import type { CashCount, CashFund } from "../../../../db/queries/checks/own-forms/cash-counts.ts";
import { PersonField } from "../../../ui/person-field.tsx";
import { peopleToChoose } from "../../../ui/person-search.ts";
import type { Run } from "../../../../db/queries/checks/runs.ts";
import { DENOMINATIONS, pieces } from "../../../../db/schema/checks/own-forms/cash-counts.ts";
import { paths } from "../../../../src/paths/paths.ts";
import { Button } from "../../../ui/button.tsx";
import { ConfidentialNote } from "../../../ui/confidential-note.tsx";
import { NumberField, TextArea } from "../../../ui/field.tsx";
import { FieldSet, Form, FormActions } from "../../../ui/form.tsx";
import { type FormState, valueIn } from "../../../ui/form-state.ts";

interface Props {
	run: Run;
	fund: CashFund;
	count: CashCount | undefined;
	witnesses: readonly { id: string; name: string }[];
	form: FormState;
}

/** Notes and coins by value, what ought to be there, and who the second person is. */
export function CountForm({ run, fund, count, witnesses, form }: Props) {
	const { errors } = form;
	const typed = (name: string, kept: string) => (form.values[name] === undefined ? kept : valueIn(form, name));
	const held = JSON.parse(count?.denominations ?? "{}") as Record<string, number>;
	return (
		<Form action={paths.runCash(run.id)} scope={fund.id} errors={errors} unsaved>
			<input type="hidden" name="fund_id" value={fund.id} />
			<input type="hidden" name="seen" value={count ? String(count.version) : ""} />
			<NumberField
				name="expected"
				scope={fund.id}
				label="Ska finnas enligt kassarapporten"
				unit="kr"
				decimals
				value={typed("expected", kronor(count?.expected_ore ?? fund.float_ore))}
				error={errors.expected}
			/>
			<FieldSet legend="Antal sedlar och mynt" help="Lämna tomt där det inte finns några.">
				{DENOMINATIONS.map((ore) => (
					<NumberField
						name={pieces(ore)}
						scope={fund.id}
						label={`${ore / 100} kr`}
						unit="st"
						optional="silent"
						value={typed(pieces(ore), held[String(ore)] ? String(held[String(ore)]) : "")}
						error={errors[pieces(ore)]}
					/>
				))}
			</FieldSet>
			<PersonField
				name="witness_id"
				scope={fund.id}
				label="Andra personen vid räkningen"
				help="Intygar räkningen med egen inloggning innan kontrollen signeras."
				placeholder="Välj"
				form={form}
				people={peopleToChoose(witnesses)}
				value={typed("witness_id", count?.witness_id ?? "")}
				error={errors.witness_id}
			/>
			<TextArea
				name="note"
				scope={fund.id}
				label="Anteckning"
				optional
				rows={2}
				value={typed("note", count?.note ?? "")}
				error={errors.note}
			/>
			<ConfidentialNote kind="both" />
			<FormActions>
				<Button large>Spara räkningen</Button>
			</FormActions>
		</Form>
	);
}

function kronor(ore: number): string {
	return (ore / 100).toFixed(2).replace(".", ",");
}
