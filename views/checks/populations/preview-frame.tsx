import type { PreviewFrame } from "../../../src/checks/populations/import/preview-purchases.ts";
import { DescriptionList } from "../../ui/description-list.tsx";
import { Flash } from "../../ui/flash.tsx";
import { countText, kronorText } from "../../ui/format.ts";
import { Section } from "../../ui/section.tsx";
import { DataTable } from "../../ui/table.tsx";

/** What the population will be, and what of the file stays outside it and why. */
export function PreviewFrameView({ frame }: { frame: PreviewFrame }) {
	const { outside } = frame;
	return (
		<Section title="Populationen" lead={frame.filter}>
			<DescriptionList
				items={[
					{ term: "Inköp som kommer med", value: countText(frame.n) },
					{ term: "Deras summa", value: kronorText(frame.sum_ore) },
					{ term: "Kreditnotor, som står i en lista för sig", value: countText(outside.credit_note) },
					{ term: "På eller över gränsen", value: countText(outside.over_limit) },
					{ term: "Redan i en tidigare population", value: countText(outside.earlier_frame) },
					{ term: "På enheter utan kontrollmomentet", value: countText(outside.unit_outside) },
					{
						term: "Löner, avskrivningar och annat utanför",
						value: countText(outside.not_purchase),
					},
					{ term: "Med summan noll", value: countText(outside.zero) },
					...(frame.waiting > 0
						? [{ term: "Sena inköp från en rättad fil, som kommer med", value: countText(frame.waiting) }]
						: []),
				]}
			/>
			<DataTable
				caption="Per enhet"
				columns={[
					{ key: "unit", label: "Enhet" },
					{ key: "rows", label: "Rader i filen", align: "end" },
					{ key: "rows_sum", label: "Summa i filen", align: "end" },
					{ key: "n", label: "I populationen (N)", align: "end" },
					{ key: "sum", label: "Populationens summa", align: "end" },
				]}
				rows={frame.units.map((unit) => ({
					cells: {
						unit: unit.name,
						rows: countText(unit.rows),
						rows_sum: kronorText(unit.rows_sum_ore),
						n: unit.n === null ? "Ingår inte" : countText(unit.n),
						sum: unit.n === null ? "–" : kronorText(unit.sum_ore),
					},
				}))}
			/>
			<EmptyUnits names={frame.empty_units} />
		</Section>
	);
}

/** Names the units without purchases: a unit that was forgotten in the file looks like one of them. */
function EmptyUnits({ names }: { names: string[] }) {
	if (names.length === 0) return null;
	const word = names.length === 1 ? "enhet" : "enheter";
	return (
		<Flash tone="warn" announce={false} heading={`${countText(names.length)} ${word} får populationen 0`}>
			<p>{`Kontrollera att filen är hel: ${names.join(", ")}.`}</p>
		</Flash>
	);
}
