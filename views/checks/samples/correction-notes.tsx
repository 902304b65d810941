import type { CorrectionNote } from "../../../db/queries/checks/populations-corrections.ts";
import { Flash } from "../../ui/flash.tsx";
import { dateTimeText, kronorText } from "../../ui/format.ts";

const HEADINGS = {
	added: "",
	removed: "Inköpet finns inte i den rättade filen",
	changed: "Inköpet har ändrats i en rättad fil",
};

/** What a corrected file says of a drawn purchase. The purchase stays in the sample as it was frozen. */
export function CorrectionNotes({ notes }: { notes: readonly CorrectionNote[] }) {
	return (
		<>
			{notes.map((one) => (
				<Flash tone="warn" announce={false} heading={HEADINGS[one.kind]}>
					<p>
						{`${one.note}${one.new_amount_ore === null ? "" : ` Belopp enligt rättelsen: ${kronorText(one.new_amount_ore)}.`} Inläst ${dateTimeText(one.corrected_at)}. Stickprovet är draget: inköpet granskas ändå.`}
					</p>
				</Flash>
			))}
		</>
	);
}
