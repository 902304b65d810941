import type { PurchaseLine } from "../../../src/ground/reading/purchase-line.ts";
import { DescriptionList } from "../../ui/description-list.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { countText, kronorText, sizeText } from "../../ui/format.ts";
import { DataTable } from "../../ui/table.tsx";

const DELIMITERS: Record<string, string> = {
	";": "Semikolon",
	",": "Komma",
	"\t": "Tabb",
	"|": "Lodstreck",
	xlsx: "Arbetsbok (xlsx)",
	ods: "Arbetsbok (ods)",
	json: "JSON",
	sie: "SIE 4",
};

/** What was found out about the file itself. */
export function FileFacts(props: { encoding: string; delimiter: string; bytes: number; sha256: string }) {
	return (
		<DescriptionList
			items={[
				{ term: "Teckenkodning", value: props.encoding },
				{
					term: props.delimiter.length > 1 ? "Filformat" : "Avgränsare",
					value: DELIMITERS[props.delimiter] ?? props.delimiter,
				},
				{ term: "Storlek", value: sizeText(props.bytes) },
				{ term: "SHA-256", value: <code class="hash">{props.sha256}</code>, wide: true },
			]}
		/>
	);
}

const FIRST = 10;
const MOST = 200;

interface RefusedRow {
	line: number;
	reason: string;
}

/** Rows by line with what is said of each: the first in sight, more on request, and a word about those that are not shown. */
export function RefusedTable(props: { count: number; rows: readonly RefusedRow[]; caption?: string }) {
	const { count, rows, caption = "Avvisade rader" } = props;
	const more = rows.slice(FIRST, MOST);
	return (
		<>
			<RefusedRows caption={caption} rows={rows.slice(0, FIRST)} />
			{more.length > 0 ? (
				<Disclosure summary={`Visa ${more.length} till`}>
					<RefusedRows caption={`${caption}, fler`} rows={more} />
				</Disclosure>
			) : null}
			{count > MOST ? <p class="soft">{`De ${MOST} första av ${countText(count)} kan visas här.`}</p> : null}
		</>
	);
}

function RefusedRows({ caption, rows }: { caption: string; rows: readonly RefusedRow[] }) {
	return (
		<DataTable
			caption={caption}
			hide_caption
			columns={[
				{ key: "line", label: "Rad i filen", narrow: true },
				{ key: "reason", label: "Skäl" },
			]}
			rows={rows.map((row) => ({ cells: { line: String(row.line), reason: row.reason } }))}
		/>
	);
}

/** The first understood rows, as they were understood. */
export function FirstLines({ lines }: { lines: readonly PurchaseLine[] }) {
	return (
		<DataTable
			caption="Filens första rader"
			hide_caption
			empty="Ingen rad kunde läsas."
			columns={[
				{ key: "line", label: "Rad", narrow: true },
				{ key: "number", label: "Nummer" },
				{ key: "date", label: "Datum", narrow: true },
				{ key: "unit", label: "Enhet" },
				{ key: "supplier", label: "Leverantör" },
				{ key: "account", label: "Konto" },
				{ key: "amount", label: "Belopp", align: "end" },
			]}
			rows={lines.map((line) => ({
				cells: {
					line: String(line.line_no_in_file),
					number: [line.series, line.number].filter(Boolean).join(" "),
					date: line.date,
					unit: line.unit_code ?? "–",
					supplier: line.supplier_name ?? line.supplier_no ?? "–",
					account: [line.account, line.account_text].filter(Boolean).join(" ") || "–",
					amount: kronorText(line.amount_ore),
				},
			}))}
		/>
	);
}
