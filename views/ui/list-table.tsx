import type { Child } from "hono/jsx";
import { type Column, shown } from "../../src/ground/tables/column.ts";
import { DataTable } from "./table.tsx";

/** Columns up to this many characters hold words and dates that are not broken over lines. */
const SHORT = 18;

/** What has no blank for so many characters and a digit among them, a digest, is wider than a phone's column. A word is never cut. */
const LONG = /(?=\S*\d)\S{28}/u;

/** Where a text that has no blank may break: an address of e-mail after its @ and its dots, a digest every so many characters. */
function pieces(text: string): string[] {
	if (text.includes("@")) return text.split(/(?<=@|\.(?=\p{L}))/u);
	return text.split(/(?<=\s)/u).flatMap((word) => (LONG.test(word) ? every(word, 14) : [word]));
}

function every(word: string, size: number): string[] {
	return Array.from({ length: Math.ceil(word.length / size) }, (_, n) => word.slice(n * size, (n + 1) * size));
}

function breakable(text: string): Child {
	if (!text.includes("@") && !LONG.test(text)) return text;
	return (
		<span>
			{pieces(text).map((part, index) => (
				<>
					{index > 0 ? <wbr /> : null}
					{part}
				</>
			))}
		</span>
	);
}

/** A list on screen from the same columns as its files. `cells` draws a column in another way (a badge, several links), never other facts. */
export function ListTable<Row>(props: {
	caption: string;
	columns: readonly Column<Row>[];
	rows: readonly Row[];
	href?: ((row: Row) => string) | undefined;
	cells?: Partial<Record<string, (row: Row) => Child>> | undefined;
	/** the column that names the row; default the first */
	primary?: string | undefined;
	empty?: string | undefined;
	wide?: boolean | undefined;
}) {
	const text = (column: Column<Row>, row: Row) => props.cells?.[column.key]?.(row) ?? breakable(shown(column, row));
	return (
		<DataTable
			caption={props.caption}
			hide_caption
			wide={props.wide}
			empty={props.empty}
			columns={props.columns.map((column) => ({
				key: column.key,
				label: column.label,
				align: ["count", "share", "ore", "mnkr", "hundredths"].includes(column.type) ? ("end" as const) : undefined,
				primary: column.key === props.primary,
				narrow: (column.width ?? SHORT) <= SHORT,
			}))}
			rows={props.rows.map((row) => ({
				href: props.href?.(row),
				cells: Object.fromEntries(props.columns.map((column) => [column.key, text(column, row)])),
			}))}
		/>
	);
}
