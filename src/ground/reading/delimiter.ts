import { headingsIn, knownIn, TITLE_ROWS } from "./heading-search.ts";
import { type HeadingMapping, recognise } from "./headings.ts";

/** The characters a purchases file may be divided by. */
export type Delimiter = ";" | "," | "\t" | "|";

/** In order of preference when nothing else tells: Swedish exports use semicolon. */
export const DELIMITERS: readonly Delimiter[] = [";", "\t", ",", "|"];

/** Each by a word that a form can carry. */
export const DELIMITER_WORDS = { semicolon: ";", tab: "\t", comma: ",", pipe: "|" } as const satisfies Record<
	string,
	Delimiter
>;

/** No heading of an acceptable file ends further into it than this many characters. */
const HEAD_CHARS = 65_536;

/**
 * The delimiter of a file, from the row that is most like a heading when the text is divided by it: titles above the heading may
 * have commas of their own. When no candidate gives a known heading, the one that occurs most often, outside quotes, in the first line
 * that is divided at all.
 * Excel's own `sep=;` line is obeyed. A text without any candidate gives `;`.
 */
export function detectDelimiter(text: string, mapping?: HeadingMapping): Delimiter {
	const stated = /^\s*"?sep=([;,\t|])"?[ \t]*(?:\r|\n|$)/i.exec(text)?.[1];
	if (stated) return stated as Delimiter;
	const lines = firstLines(text.slice(0, HEAD_CHARS));
	const known = (delimiter: Delimiter) => Math.max(0, ...lines.map((line) => knownWhenCut(line, delimiter, mapping)));
	const divided = lines.map(unquoted).find((line) => DELIMITERS.some((one) => line.includes(one))) ?? "";
	const often = (delimiter: Delimiter) => divided.split(delimiter).length;
	const judged = DELIMITERS.map((delimiter) => ({ delimiter, known: known(delimiter), often: often(delimiter) }));
	return judged.reduce((best, one) =>
		one.known > best.known || (one.known === best.known && one.often > best.often) ? one : best,
	).delimiter;
}

/** True for the cells of Excel's `sep=;` line, which is no header. */
export function isDelimiterStatement(cells: readonly string[]): boolean {
	return /^sep=[;,\t|]?$/i.test(cells[0]?.trim() ?? "") && cells.length <= 2 && (cells[1] ?? "") === "";
}

function firstLines(head: string): string[] {
	return head
		.split(/\r\n|\r|\n/, 2 * TITLE_ROWS)
		.filter((line) => line.trim() !== "")
		.slice(0, TITLE_ROWS + 1);
}

function knownWhenCut(line: string, delimiter: Delimiter, mapping: HeadingMapping | undefined): number {
	const cells = line.split(delimiter).map((cell) => cell.trim().replace(/^=?"(.*)"$/, "$1"));
	return knownIn(recognise(headingsIn(cells), mapping));
}

function unquoted(line: string): string {
	return line.replace(/"[^"]*"/g, "");
}
