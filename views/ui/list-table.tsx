import type { Child } from "hono/jsx";
import { type Column, shown } from "../../src/ground/tables/column.ts";
import type { ListShown } from "../../src/ground/tables/list.ts";
import { DataTable, type TableList } from "./table.tsx";

/** What stands to the right, so that sizes can be compared. */
const TO_THE_RIGHT = ["count", "share", "ore", "mnkr", "hundredths"];

/** How many columns a person may choose before the list scrolls in a frame of its own, where its head cannot follow the page. */
const MOST_COLUMNS = 9;

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

/** A column drawn in another way: a badge, several links. Never other facts. */
export type Cells<Row> = Partial<Record<string, (row: Row) => Child>>;

/** The second line on a phone: the columns that say so, or the first three where none does. */
function phoneKeys<Row>(columns: readonly Column<Row>[], primary: string | undefined): string[] {
	const said = columns.filter((column) => column.phone);
	const others = columns.filter(({ key }) => key !== primary);
	return (said.length > 0 ? said : others.slice(0, 3)).map(({ key }) => key);
}

/** Columns as a table draws them: heads that sort where the list has an address of its own. */
export function tableColumns<Row>(
	columns: readonly Column<Row>[],
	primary: string | undefined,
	list?: Pick<ListShown<Row>, "heads" | "chosen">,
) {
	const named = columns.some(({ key }) => key === primary) ? primary : columns[0]?.key;
	const phone = phoneKeys(columns, named);
	return columns.map((column) => {
		const head = list?.heads.find(({ key }) => key === column.key);
		return {
			key: column.key,
			label: column.label,
			align: TO_THE_RIGHT.includes(column.type) ? ("end" as const) : undefined,
			primary: column.key === named,
			narrow: column.type === "date" || (column.width ?? SHORT) <= SHORT,
			sort_href: head?.sort_href ?? undefined,
			sorted: head?.sorted,
			quiet: list !== undefined && !list.chosen && column.key !== named && !phone.includes(column.key),
		};
	});
}

/** A row's cells as text, or as the page draws them. */
export function tableCells<Row>(columns: readonly Column<Row>[], cells: Cells<Row> | undefined, row: Row) {
	const text = (column: Column<Row>) => cells?.[column.key]?.(row) ?? breakable(shown(column, row));
	return Object.fromEntries(columns.map((column) => [column.key, text(column)]));
}

/** A list on screen from the same columns as its files. */
export function ListTable<Row>(props: {
	caption: string;
	columns: readonly Column<Row>[];
	rows: readonly Row[];
	href?: ((row: Row) => string | null) | undefined;
	cells?: Cells<Row> | undefined;
	/** the column that names the row; default the first */
	primary?: string | undefined;
	empty?: string | undefined;
	wide?: boolean | undefined;
	/** heads that sort, for a list with an address of its own */
	list?: Pick<ListShown<Row>, "heads" | "chosen"> | undefined;
	/** a box per row, by which it is picked */
	pick?: ((row: Row) => NonNullable<TableList["pick"]>) | undefined;
	total?: Record<string, Child> | undefined;
}) {
	const wide = props.list ? props.list.chosen && props.columns.length > MOST_COLUMNS : props.wide;
	return (
		<DataTable
			caption={props.caption}
			hide_caption
			wide={wide}
			empty={props.empty}
			is_list={props.list ? { chosen: props.list.chosen } : undefined}
			columns={tableColumns(props.columns, props.primary, props.list)}
			rows={props.rows.map((row) => ({
				href: props.href?.(row),
				pick: props.pick?.(row),
				cells: tableCells(props.columns, props.cells, row),
			}))}
			total={props.total}
		/>
	);
}
