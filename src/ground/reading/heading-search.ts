import type { LetterDamage } from "./letter-damage.ts";
import { type HeadingMapping, type RecognisedColumns, recognise } from "./headings.ts";

/** How many rows of titles may stand above the heading. */
export const TITLE_ROWS = 30;
/** A person may say that it stands further down than it is looked for. */
export const MAX_HEADING_LINE = 1_000;
/** A row with fewer known headings is not taken for the heading of a file whose columns do not suffice. */
const LEAST_KNOWN = 2;
const TEXT_LENGTH = 80;

export interface SeenRow {
	cells: readonly string[];
	line: number;
}

/** The sheets of a workbook that have rows, and the one that is read. */
export interface SheetsSeen {
	names: readonly string[];
	read: string;
}

/** What a person needs to say which row is the heading and what its columns hold. */
export interface SeenHeading {
	heading_line: number;
	headings: { heading: string; samples: string[] }[];
	/** The first rows of the file, shortened. */
	first_rows: { line: number; text: string }[];
	/** Letters that look damaged, as far as the file was read. */
	damage?: LetterDamage | null;
	/** The sheets of a workbook and the one that is read; null for other forms. */
	sheets?: SheetsSeen | null;
}

/** A row's cells as headings: trimmed, without a byte order mark and without empty cells at the end. */
export function headingsIn(cells: readonly string[]): string[] {
	const headings = cells.map((cell) => cell.replace(/^\ufeff/, "").trim());
	while (headings.at(-1) === "") headings.pop();
	return headings;
}

export function knownIn({ columns }: RecognisedColumns): number {
	return Object.keys(columns).length;
}

/**
 * The row that is most like a heading: the most known headings, the first of equals. When no row has two, the first with two cells,
 * and at last the first row.
 */
export function likeliestHeading<R extends SeenRow>(
	rows: readonly R[],
	mapping: HeadingMapping | undefined,
): R | undefined {
	let best: { row: R; known: number } | undefined;
	for (const row of rows) {
		const known = knownIn(recognise(headingsIn(row.cells), mapping));
		if (known >= LEAST_KNOWN && known > (best?.known ?? 0)) best = { row, known };
	}
	const twoCells = () => rows.find((row) => row.cells.filter((cell) => cell.trim() !== "").length >= 2);
	return best?.row ?? twoCells() ?? rows[0];
}

/** The first rows as a person may read them. */
export function firstRows(rows: readonly SeenRow[]): SeenHeading["first_rows"] {
	return rows.map(({ line, cells }) => {
		const text = cells
			.map((cell) => cell.replace(/\s+/g, " ").trim())
			.filter((cell) => cell !== "")
			.join(" · ");
		return { line, text: text.length > TEXT_LENGTH ? `${text.slice(0, TEXT_LENGTH - 1)}…` : text };
	});
}
