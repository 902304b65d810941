import type { Swap } from "../../../db/queries/checks/samples-swaps.ts";
import { SWAP_DECISIONS } from "../../../db/schema/checks/samples-swaps.ts";
import { REPLACEMENT_REASONS } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Button } from "../../ui/button.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { RadioGroup, TextArea } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, UNTOUCHED, valueIn, versionOf } from "../../ui/form-state.ts";
import { dateTimeText } from "../../ui/format.ts";
import { Link } from "../../ui/link.tsx";
import { Section } from "../../ui/section.tsx";

/** Every swap that the performer proposed, with its decision or the form for it. */
export function Swaps({
	swaps,
	refused,
}: {
	swaps: readonly Swap[];
	refused?: { swap_id: string; form: FormState } | undefined;
}) {
	if (swaps.length === 0) return null;
	return (
		<Section
			title="Föreslagna byten"
			lead="Avgör varje byte innan du godkänner kontrollen. Ett nekat byte gör platsen i stickprovet okänd i utvärderingen."
		>
			{swaps.map((swap) => (
				<OneSwap swap={swap} form={refused?.swap_id === swap.id ? refused.form : UNTOUCHED} />
			))}
		</Section>
	);
}

function OneSwap({ swap, form }: { swap: Swap; form: FormState }) {
	return (
		<>
			<DescriptionList
				items={[
					{
						term: `Inköp ${swap.position}`,
						value: <Link href={paths.item(swap.item_id)}>{`${swap.supplier_name}, ${swap.item_key}`}</Link>,
					},
					{ term: "Granskades i stället", value: <Link href={paths.item(swap.by_item_id)}>{swap.by_key}</Link> },
					{
						term: "Skäl",
						value: `${REPLACEMENT_REASONS[swap.kind]}${swap.unit_name ? ` (${swap.unit_name})` : ""}: ${swap.note}`,
						wide: true,
					},
					{ term: "Föreslaget av", value: `${swap.proposed_by_name}, ${dateTimeText(swap.proposed_at)}` },
					...(swap.decision
						? [
								{
									term: SWAP_DECISIONS[swap.decision],
									value: `${swap.decided_by_name ?? ""}, ${dateTimeText(swap.decided_at)}. ${swap.decision_note}`,
								},
							]
						: []),
				]}
			/>
			{swap.decision ? null : (
				<Form
					action={paths.swapDecision(swap.id)}
					scope={`byte-${swap.position}`}
					version={versionOf(form, swap.version)}
					errors={form.errors}
				>
					<RadioGroup
						name="decision"
						scope={`byte-${swap.position}`}
						label="Hör inköpet utanför kontrollen?"
						options={[
							{ value: "accepted", label: "Godta bytet" },
							{ value: "refused", label: "Neka bytet", help: "Inköpet hörde hit: platsen räknas som okänd." },
						]}
						value={valueIn(form, "decision")}
						error={form.errors.decision}
					/>
					<TextArea
						name="note"
						scope={`byte-${swap.position}`}
						label="Skäl"
						help="Behövs när du nekar."
						optional="silent"
						rows={2}
						value={valueIn(form, "note")}
						error={form.errors.note}
					/>
					<FormActions>
						<Button>Avgör bytet</Button>
					</FormActions>
				</Form>
			)}
		</>
	);
}
