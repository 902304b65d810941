import type { UnitCorrection } from "../../../db/queries/checks/populations-corrections.ts";
import { CORRECTION_KINDS } from "../../../db/schema/checks/populations-corrections.ts";
import type { FrameDifference } from "../../../src/checks/populations/correct/compared-frame.ts";
import { Flash } from "../../ui/flash.tsx";
import { countText, kronorText } from "../../ui/format.ts";
import { Section } from "../../ui/section.tsx";
import { DataTable } from "../../ui/table.tsx";

const sumText = (ore: number | null) => (ore === null ? "–" : kronorText(ore));

/** What a corrected file adds, removes and changes, per unit. */
export function UnitDifferences({ units }: { units: readonly Omit<UnitCorrection, "correction_id">[] }) {
	return (
		<DataTable
			caption="Skillnad per enhet"
			columns={[
				{ key: "unit", label: "Enhet" },
				{ key: "kind", label: "Skillnad", narrow: true },
				{ key: "n", label: "Inköp", align: "end" },
				{ key: "before", label: "Summa före", align: "end" },
				{ key: "after", label: "Summa efter", align: "end" },
			]}
			empty="Filen säger detsamma som den frysta populationen."
			rows={units.map((unit) => ({
				cells: {
					unit: unit.unit_name,
					kind: CORRECTION_KINDS[unit.kind],
					n: countText(unit.n),
					before: sumText(unit.old_sum_ore),
					after: sumText(unit.new_sum_ore),
				},
			}))}
		/>
	);
}

/** The preview's difference against the frozen population, and what the import will do with it. */
export function PreviewDifference({ difference, drawn }: { difference: FrameDifference; drawn: boolean }) {
	return (
		<Section
			title="Skillnad mot den frysta populationen"
			lead={
				drawn
					? "Stickprovet är draget, så populationen står fast. Inköp som tillkommer väntar på nästa periods population; det som tas bort eller ändras visas som anteckning vid inköpet."
					: "Stickprovet är inte draget. En ny population fryses och ersätter den gamla; båda går att läsa efteråt."
			}
		>
			{difference.count === 0 ? (
				<Flash tone="warn" announce={false} text="Inget inköp i populationen skiljer. Är det rätt fil?" />
			) : null}
			<UnitDifferences units={difference.units} />
			{difference.count > 0 ? <DifferentLines difference={difference} /> : null}
		</Section>
	);
}

function DifferentLines({ difference }: { difference: FrameDifference }) {
	const { lines, count } = difference;
	return (
		<DataTable
			caption={
				lines.length < count
					? `De första ${countText(lines.length)} av ${countText(count)} inköp som skiljer`
					: "Inköp som skiljer"
			}
			columns={[
				{ key: "key", label: "Nyckel" },
				{ key: "kind", label: "Skillnad", narrow: true },
				{ key: "unit", label: "Enhet" },
				{ key: "before", label: "Före", align: "end" },
				{ key: "after", label: "Efter", align: "end" },
				{ key: "note", label: "Vad som skiljer" },
			]}
			rows={lines.map((line) => ({
				cells: {
					key: line.item_key,
					kind: CORRECTION_KINDS[line.kind],
					unit: line.unit_name,
					before: sumText(line.old_amount_ore),
					after: sumText(line.new_amount_ore),
					note: line.note,
				},
			}))}
		/>
	);
}
