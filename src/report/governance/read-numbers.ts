import type { GovernanceRow } from "../../../db/queries/report/governance.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { type NumberKey, NUMBERS, numberNow, type WrittenIn } from "../../../db/schema/report/governance-numbers.ts";
import { GOVERNANCE_KINDS } from "../../../db/schema/report/words.ts";
import { Invalid } from "../../ground/errors.ts";
import { FileRefused } from "../../ground/reading/file-refused.ts";
import { normaliseHeading } from "../../ground/reading/headings.ts";
import { readTables, type ReadTables } from "../../ground/reading/read-tables.ts";
import { WorkbookRefused } from "../../ground/reading/workbook/zip-parts.ts";
import { type Checked, numberFaults, numberKeysOf, type NumbersOf } from "./check-numbers.ts";
import { shownNumber } from "./columns.ts";
import { readNumber } from "./numbers.ts";

/** One row of the file that would change something. */
export interface ReadNumbers {
	at: number;
	title: string;
	changes: { label: string; before: string; after: string }[];
	numbers: NumbersOf;
}

export interface NumbersReading {
	rows: ReadNumbers[];
	/** Rows whose numbers are those that are saved. */
	unchanged: number;
	/** What stops the reading, with the row's number. */
	problems: string[];
}

const KEYS = { budget: "budget_ore", utfall: "outcome_ore", prognos: "forecast_ore" } as const;
const NAMES = {
	title: ["rubrik", "rad", "post", "benamning", "namn", "indikator"],
	number: ["nummer", "nr"],
	kind: ["slag"],
	chapter: ["tabell", "perspektivellertabell"],
} as const;
type Named = keyof typeof NAMES;

/** A column of numbers: of the plan's own year, or a figure of an earlier year under its heading. */
type NumberColumn = { column: number } & ({ key: NumberKey } | { label: string; year: number });

interface Head {
	at: number;
	named: Partial<Record<Named, number>>;
	numbers: NumberColumn[];
}

type FileRow = ReadTables["sheets"][number]["rows"][number];

/** What a file of budget, outcome and forecast would change in the report's year. Reads only. */
export async function readNumbersFile(
	path: string,
	rows: readonly GovernanceRow[],
	about: Checked & { period: Period; written: WrittenIn },
): Promise<NumbersReading> {
	const tables = await opened(path);
	const mark = tables.form === "workbook" ? "." : ",";
	const reading: NumbersReading = { rows: [], unchanged: 0, problems: [] };
	reading.problems.push(...tables.flawed.map(({ row, reason }) => `Rad ${row}: ${reason}`));
	const { head, body } = headed(tables, about.period);
	const seen = new Map<string, number>();
	for (const line of body) {
		const text = (column: number | undefined) => (column === undefined ? "" : (line.cells.get(column) ?? "").trim());
		const filled = head.numbers.filter(({ column }) => text(column) !== "");
		if (filled.length === 0) continue;
		const found = rowOf(rows, head, text);
		const where = `Rad ${line.number}`;
		const earlier = typeof found === "string" ? undefined : seen.get(found.id);
		if (typeof found === "string") reading.problems.push(`${where}: ${found}`);
		else if (earlier) reading.problems.push(`${where}: samma rad som rad ${earlier}.`);
		else {
			seen.set(found.id, line.number);
			readRow({ line, row: found, filled, mark, written: about.written }, reading);
		}
	}
	const faults = numberFaults(
		rows,
		reading.rows.map(({ numbers }) => numbers),
		about,
	);
	reading.problems.push(
		...faults.map(({ item_id, text }) => `${seen.has(item_id) ? `Rad ${seen.get(item_id)}: ` : ""}${text}`),
	);
	return reading;
}

async function opened(path: string): Promise<ReadTables> {
	try {
		return await readTables(path);
	} catch (error) {
		if (error instanceof FileRefused || error instanceof WorkbookRefused) throw new Invalid({ file: error.message });
		throw error;
	}
}

/** The first row that names the rows and at least one number, with what follows it in its sheet. */
function headed(tables: ReadTables, period: Period): { head: Head; body: FileRow[] } {
	for (const { rows } of tables.sheets) {
		const index = rows.findIndex(({ cells }) => [...cells.values()].some((cell) => isName("title", cell)));
		if (index < 0) continue;
		return { head: readHead(rows[index]!, period), body: rows.slice(index + 1) };
	}
	throw new Invalid({ file: "Filen saknar kolumnen Rubrik, som säger vilken rad av planen talen gäller." });
}

const isName = (name: Named, cell: string) => (NAMES[name] as readonly string[]).includes(normaliseHeading(cell));

function readHead({ number: at, cells }: FileRow, { year }: Period): Head {
	const named: Head["named"] = {};
	const numbers: NumberColumn[] = [];
	const years = new Set<number>();
	for (const [column, cell] of cells) {
		for (const name of Object.keys(NAMES) as Named[]) if (isName(name, cell)) named[name] ??= column;
		const found = /^(?<label>(?<word>budget|utfall|prognos)(?: +(?<year>\d{4}))?)(?: *\((?:mnkr|tkr|kr)\))?$/i.exec(
			cell.trim(),
		)?.groups;
		if (!found) continue;
		const own = found.year === undefined ? year : Number(found.year);
		years.add(own);
		if (own === year) numbers.push({ column, key: KEYS[found.word!.toLowerCase() as keyof typeof KEYS] });
		else numbers.push({ column, label: found.label!.replace(/ +/g, " "), year: own });
	}
	if (numbers.length === 0) throw new Invalid({ file: "Filen saknar kolumn för budget, utfall eller prognos." });
	const later = [...years].filter((one) => one > year);
	if (!years.has(year) || later.length > 0)
		throw new Invalid({
			file: `Filen har tal för ${[...years].sort().join(" och ")}, men rapporten gäller planen för ${year}. Välj filen för rätt år.`,
		});
	return { at, named, numbers };
}

/** The plan's row that a line of the file names, or what is wrong with the name. */
function rowOf(
	rows: readonly GovernanceRow[],
	{ named }: Head,
	text: (column: number | undefined) => string,
): GovernanceRow | string {
	const title = text(named.title);
	if (title === "") return "rubriken saknas.";
	const alike = (a: string, b: string) => normaliseHeading(a) === normaliseHeading(b);
	const [number, kind, chapter] = [text(named.number), text(named.kind), text(named.chapter)];
	const found = rows.filter(
		(row) =>
			alike(row.title, title) &&
			(number === "" || row.number === number) &&
			(kind === "" || alike(GOVERNANCE_KINDS[row.kind], kind)) &&
			(chapter === "" || alike(row.chapter, chapter)),
	);
	if (found.length === 0) return `ingen rad i planen heter ${shortened(title)}.`;
	if (found.length > 1) return `flera rader i planen heter ${shortened(title)}. Ange vilken i kolumnen Tabell.`;
	return found[0]!;
}

const shortened = (text: string) => `”${text.length > 60 ? `${text.slice(0, 60)} …` : text}”`;

function readRow(
	{
		line,
		row,
		filled,
		mark,
		written,
	}: {
		line: FileRow;
		row: GovernanceRow;
		filled: readonly NumberColumn[];
		mark: "," | ".";
		written: WrittenIn;
	},
	reading: NumbersReading,
): void {
	const values: NumbersOf["values"] = {};
	const figures: { label: string; year: number; value: number }[] = [];
	const changes: ReadNumbers["changes"] = [];
	for (const one of filled) {
		const label = "key" in one ? NUMBERS[one.key] : one.label;
		const read = readNumber(line.cells.get(one.column)!, row.unit, mark, written);
		if ("reason" in read) {
			reading.problems.push(`Rad ${line.number}, ${row.title}, ${label}: ${read.reason}`);
			continue;
		}
		if ("key" in one && !numberKeysOf(row).includes(one.key)) {
			reading.problems.push(`Rad ${line.number}: ${row.title} har inget tal för ${label}.`);
			continue;
		}
		const before =
			"key" in one ? numberNow(row, one.key) : (row.figures.find((it) => it.label === label)?.value ?? null);
		if (before === read.value) continue;
		if ("key" in one) values[one.key] = read.value;
		else figures.push({ label: one.label, year: one.year, value: read.value });
		const inUnit = (value: number | null) => shownNumber(value, row.unit);
		changes.push({ label, before: inUnit(before), after: inUnit(read.value) });
	}
	if (changes.length === 0) reading.unchanged += 1;
	else reading.rows.push({ at: line.number, title: row.title, changes, numbers: { item_id: row.id, values, figures } });
}
