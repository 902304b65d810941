import type { MergedSheet } from "../../ground/reading/workbook/read-sheets.ts";
import type { ReadRow } from "../../ground/reading/workbook/read-workbook.ts";
import { lineOf } from "./cell-texts.ts";
import type { PlanField } from "./columns.ts";
import { fieldOf, LINE_BY_LINE, normalHeading, OWN_MARKS } from "./plan-fields.ts";
import type { FoundSheet, ReadChoices } from "./plan-model.ts";

/** The last row in which headings are looked for; titles and logotypes stand above them. */
const HEADING_ROWS = 30;
const LONGEST_HEADING = 60;
/** The same as in the cell above. */
const DITTO = /^\s*(?:[-–—]?\s*["”″]\s*[-–—]?|''|dito|d:o|se ovan(?:stående)?|samma som ovan)\.?\s*$/i;
const MOST_SEEN = 30;
/** Merged cells may say that they reach further than any sheet does. */
const MOST_FILLED = 1_000_000;
const MOST_ACROSS = 200;

/** A table of a sheet: which column says what, and the rows below the headings. */
export interface PlanTable {
	sheet: string;
	heading_row: number;
	columns: ReadonlyMap<PlanField, number>;
	/** The headings by column, also those that say nothing we know. */
	headings: ReadonlyMap<number, string>;
	unknown: ReadonlyMap<number, string>;
	rows: ReadRow[];
	/** Our own file, in which every line says what it is. */
	is_own: boolean;
}

interface Heading {
	row: number;
	/** The last row that headings take: two when scores stand under a heading of their own. */
	last: number;
	texts: Map<number, string>;
	fields: Map<number, PlanField | null>;
}

/** The sheets of a file, which of them are read, and their tables. Without a choice: the first table, and those that look the same. */
export function findTables(
	sheets: readonly MergedSheet[],
	choices: ReadChoices,
	continues: boolean,
): { found: FoundSheet[]; tables: PlanTable[] } {
	const heads = sheets.map((sheet) => headingOf(sheet, choices));
	const ways = [isLineByLine, (head: Heading) => isOwn(head) && isWhole(head), () => true];
	const firsts = ways.map((is) => heads.findIndex((head) => head !== null && is(head)));
	const first = firsts.find((index) => index >= 0) ?? -1;
	const alike = (head: Heading | null) => head !== null && signature(head) === signature(heads[first]!);
	// a document's table goes on in the next; so does a workbook with a sheet for each verksamhet
	const goesOn = first >= 0 && (continues || ![...heads[first]!.fields.values()].includes("area"));
	const isChosen = (index: number) => {
		if (heads[index] === null) return false;
		if (choices.sheets) return choices.sheets.includes(sheets[index]!.name);
		return index === first || (goesOn && alike(heads[index]!));
	};
	const found = sheets.map((sheet, index) => seen(sheet, heads[index]!, isChosen(index)));
	const tables = sheets.flatMap((sheet, index) => (isChosen(index) ? tablesOn(sheet, heads[index]!, choices) : []));
	return { found, tables };
}

function signature({ fields }: Heading): string {
	return [...fields].map(([column, field]) => `${column}${field}`).join();
}

function seen(sheet: MergedSheet, head: Heading | null, chosen: boolean): FoundSheet {
	const widest = sheet.rows
		.filter(({ number }) => number <= HEADING_ROWS)
		.reduce<ReadRow | null>((best, row) => (row.cells.size > (best?.cells.size ?? 0) ? row : best), null);
	const texts = head?.texts ?? widest?.cells ?? new Map<number, string>();
	return {
		name: sheet.name,
		heading_row: head?.row ?? null,
		seen_row: head?.row ?? widest?.number ?? null,
		chosen,
		headings: [...texts]
			.slice(0, MOST_SEEN)
			.map(([column, text]) => ({ column, text: lineOf(text), field: head?.fields.get(column) ?? fieldOf(text) })),
	};
}

function headingOf(sheet: MergedSheet, choices: ReadChoices): Heading | null {
	const chosen = choices.heading_row;
	for (const [at, row] of sheet.rows.entries()) {
		if (chosen === undefined ? row.number > HEADING_ROWS : row.number > chosen) return null;
		if (chosen !== undefined && row.number !== chosen) continue;
		const one = headingOn(sheet, at, choices);
		if (one) return one;
	}
	return null;
}

function headingOn(sheet: MergedSheet, at: number, choices: ReadChoices): Heading | null {
	const row = sheet.rows[at]!;
	const own = choose(fieldsIn(row.cells, new Map()), choices);
	const alone = { row: row.number, last: row.number, texts: new Map(row.cells), fields: own };
	const below = sheet.rows[at + 1];
	const two = below && below.number === row.number + 1 ? twoRows(sheet, row, below, choices) : null;
	if (two && isPlan(two.fields)) return two;
	return isPlan(own) ? alone : null;
}

/** Headings in two rows: what stands below wins, and what stands across it tells whether a score is from before or after. */
function twoRows(sheet: MergedSheet, row: ReadRow, below: ReadRow, choices: ReadChoices): Heading | null {
	const across = new Map<number, string>();
	const widths = new Map(sheet.merges.map((one) => [`${one.top}:${one.left}`, one.right]));
	for (const [column, text] of row.cells) {
		const right = widths.get(`${row.number}:${column}`) ?? column;
		for (let at = column; at <= Math.min(right, column + MOST_ACROSS); at += 1) across.set(at, text);
	}
	// without merges a heading stands over the empty cells to its right
	for (const column of [...below.cells.keys()].sort((a, b) => a - b)) {
		const left = across.get(column - 1);
		if (left !== undefined && !across.has(column)) across.set(column, left);
	}
	const under = fieldsIn(below.cells, across);
	const known = [...under.values()].filter((field) => field !== null);
	// a row of data has texts that are no headings
	if (known.length < 2 || known.length < below.cells.size || known.includes("risk")) return null;
	// the same headings once more are no second storey: such a row is told of like any other that gives nothing
	if ([...below.cells].every(([column, text]) => row.cells.get(column) === text)) return null;
	const texts = new Map([...row.cells, ...below.cells]);
	const fields = new Map([...fieldsIn(row.cells, new Map()), ...under]);
	return { row: row.number, last: below.number, texts, fields: choose(fields, choices) };
}

/** Column → field, each field once: the first column that says it. */
function fieldsIn(cells: ReadonlyMap<number, string>, across: ReadonlyMap<number, string>) {
	const taken = new Set<PlanField>();
	const fields = new Map<number, PlanField | null>();
	for (const [column, text] of [...cells].sort(([a], [b]) => a - b)) {
		const field = text.length > 200 ? null : fieldOf(text, across.get(column));
		fields.set(column, field && !taken.has(field) ? field : null);
		if (field && field !== "derived") taken.add(field);
	}
	// "Riskbeskrivning" names the risk where nothing else does
	if (!taken.has("risk"))
		for (const [column, field] of fields)
			if (field === "description" && /risk/i.test(cells.get(column)!)) fields.set(column, "risk");
	return fields;
}

function choose(fields: Map<number, PlanField | null>, { columns }: ReadChoices): Map<number, PlanField | null> {
	if (!columns) return fields;
	const chosen = Object.entries(columns).map(([column, field]): [number, PlanField | null] => [Number(column), field]);
	const taken = new Set(chosen.map(([, field]) => field));
	const rest = [...fields].map(([column, field]): [number, PlanField | null] => [
		column,
		taken.has(field) ? null : field,
	]);
	return new Map([...rest, ...chosen]);
}

/** A plan has risks, and something that they belong to or that is done about them. */
function isPlan(fields: ReadonlyMap<number, PlanField | null>): boolean {
	const found = new Set(fields.values());
	return found.has("risk") && (found.has("area") || found.has("measure") || found.has("control"));
}

function isOwn({ texts }: Heading): boolean {
	return [...texts.values()].some((text) => OWN_MARKS.has(normalHeading(text)));
}

/** The plan's own file, where every line says what it is: in the report's workbook a sheet of its own. */
function isLineByLine({ texts }: Heading): boolean {
	return [...texts.values()].some((text) => normalHeading(text) === LINE_BY_LINE);
}

/** The report's workbook has other sheets with risks in them; its plan has all three columns. */
function isWhole({ fields }: Heading): boolean {
	const found = new Set(fields.values());
	return found.has("area") && found.has("risk") && (found.has("measure") || found.has("inherent_likelihood"));
}

/** The table of a sheet, and those with other headings below it. */
function tablesOn(sheet: MergedSheet, first: Heading, choices: ReadChoices): PlanTable[] {
	const heads = [first];
	if (!choices.columns && !isOwn(first))
		for (const [at, row] of sheet.rows.entries()) {
			const last = heads.at(-1)!;
			if (row.number <= last.last || row.cells.size < 3 || !looksLikeHeadings(row)) continue;
			const next = headingOn(sheet, at, {});
			if (next && signature(next) !== signature(last)) heads.push(next);
		}
	return heads.map((head, index) => tableOf(sheet, head, heads[index + 1]?.row));
}

/** Nearly every row has a text that is longer than any heading, and needs no further look. A risk may be called Risk: two words head no table. */
function looksLikeHeadings({ cells }: ReadRow): boolean {
	if ([...cells.values()].some((text) => text.length > LONGEST_HEADING)) return false;
	const fields = fieldsIn(cells, new Map());
	const known = [...fields.values()].filter((field) => field !== null).length;
	return known >= 3 && known * 2 > cells.size && isPlan(fields);
}

/** `until`: the row of the next table's headings. */
function tableOf(sheet: MergedSheet, head: Heading, until = Number.POSITIVE_INFINITY): PlanTable {
	const columns = new Map<PlanField, number>();
	for (const [column, field] of head.fields) if (field && !columns.has(field)) columns.set(field, column);
	return {
		sheet: sheet.name,
		heading_row: head.row,
		columns,
		headings: head.texts,
		unknown: new Map([...head.texts].filter(([column]) => !head.fields.get(column))),
		rows: filledDown(sheet, head.last, until, isOwn(head)),
		is_own: isOwn(head),
	};
}

/** The rows below the headings; a cell that is merged over several rows says the same in each, and so does one that says "se ovan". */
function filledDown(sheet: MergedSheet, last: number, until: number, is_own: boolean): ReadRow[] {
	const rows = new Map(
		sheet.rows
			.filter(({ number }) => number > last && number < until)
			.map((row) => [row.number, { ...row, cells: new Map(row.cells) }]),
	);
	let left_to_fill = MOST_FILLED;
	for (const { top, left, bottom } of sheet.merges) {
		const text = top <= last || bottom === top ? undefined : rows.get(top)?.cells.get(left);
		for (let at = top + 1; text !== undefined && at <= bottom && left_to_fill > 0; at += 1) {
			left_to_fill -= 1;
			const row = rows.get(at);
			if (row && !row.cells.has(left)) row.cells.set(left, text);
		}
	}
	if (!is_own) repeatAbove([...rows.values()]);
	return [...rows.values()];
}

function repeatAbove(rows: readonly ReadRow[]): void {
	const above = new Map<number, string>();
	for (const { cells } of rows)
		for (const [column, text] of cells) {
			const said = DITTO.test(text) ? above.get(column) : undefined;
			if (said !== undefined) cells.set(column, said);
			else above.set(column, text);
		}
}

/** "C7" and "Blad2!C7". */
export function cellName(column: number, row: number): string {
	let letters = "";
	for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26))
		letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
	return `${letters}${row}`;
}
