import type { CountedFrame } from "../../../src/ground/write/frozen-terms.ts";
import { countText, kronorText } from "../../ui/format.ts";
import { DataTable } from "../../ui/table.tsx";

type Sized = CountedFrame["outside"][number];
type Counted = CountedFrame["accounts"][number];

/** What stands outside and why, and what the costs are by account, series and document kind, within and outside. */
export function CountedTables({ counted }: { counted: CountedFrame }) {
	const { outside, accounts, series, document_kinds, without_supplier } = counted;
	return (
		<>
			{outside.length > 0 ? <Outside rows={outside} /> : null}
			{without_supplier.n > 0 ? (
				<p>{`${countText(without_supplier.n)} inköp saknar leverantör, ${kronorText(without_supplier.sum_ore)}.`}</p>
			) : null}
			<CountedTable caption="Inköp per kontogrupp" label="Kontogrupp" rows={accounts} />
			{hasSeveral(series) ? (
				<CountedTable caption="Inköp per serie" label="Serie" rows={series} nameless="Utan serie" />
			) : null}
			{hasSeveral(document_kinds) ? (
				<CountedTable
					caption="Inköp per dokumenttyp"
					label="Dokumenttyp"
					rows={document_kinds}
					nameless="Utan dokumenttyp"
				/>
			) : null}
		</>
	);
}

/** One row without a name says nothing: the file has no such column. */
function hasSeveral(rows: readonly Counted[]): boolean {
	return rows.length > 1 || (rows[0]?.name ?? "") !== "";
}

function Outside({ rows }: { rows: readonly Sized[] }) {
	return (
		<DataTable
			caption="Utanför populationen"
			columns={[
				{ key: "name", label: "Skäl" },
				{ key: "n", label: "Antal inköp", align: "end" },
				{ key: "sum", label: "Summa", align: "end" },
			]}
			rows={rows.map(({ name, n, sum_ore }) => ({ cells: { name, n: countText(n), sum: kronorText(sum_ore) } }))}
		/>
	);
}

/** The columns for what stands outside are there when something does. */
export function CountedTable(props: { caption: string; label: string; rows: readonly Counted[]; nameless?: string }) {
	const { caption, label, rows, nameless = "" } = props;
	const isOut = rows.some((one) => one.out_n > 0);
	return (
		<DataTable
			caption={caption}
			columns={[
				{ key: "name", label },
				{ key: "n", label: "Antal inköp", align: "end" },
				{ key: "sum", label: "Summa", align: "end" },
				...(isOut
					? [
							{ key: "out", label: "Utanför", align: "end" as const },
							{ key: "out_sum", label: "Summa utanför", align: "end" as const },
						]
					: []),
			]}
			rows={rows.map(({ name, n, sum_ore, out_n, out_ore }) => ({
				cells: {
					name: name || nameless,
					n: countText(n),
					sum: kronorText(sum_ore),
					...(isOut ? { out: countText(out_n), out_sum: kronorText(out_ore) } : {}),
				},
			}))}
		/>
	);
}
