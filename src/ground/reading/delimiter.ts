/** The characters a purchases file may be divided by. */
export type Delimiter = ";" | "," | "\t";

/** In order of preference when the header line has as many of each: Swedish exports use semicolon. */
const CANDIDATES: readonly Delimiter[] = [";", "\t", ","];

/**
 * The delimiter of a file, from its first line that is not blank: the candidate that occurs most often outside quotes.
 * Excel's own `sep=;` line is obeyed. A line without any candidate gives `;`.
 */
export function detectDelimiter(text: string): Delimiter {
	const stated = /^\s*"?sep=([;,\t])"?[ \t]*(?:\r|\n|$)/i.exec(text)?.[1];
	if (stated) return stated as Delimiter;
	const counts: Record<Delimiter, number> = { ";": 0, "\t": 0, ",": 0 };
	let quoted = false;
	let blank = true;
	for (const char of headOf(text)) {
		if (char === '"') quoted = !quoted;
		if (quoted) continue;
		if ((char === "\n" || char === "\r") && !blank) break;
		if (char === ";" || char === "," || char === "\t") counts[char] += 1;
		if (char.trim() !== "") blank = false;
	}
	return CANDIDATES.reduce((best, one) => (counts[one] > counts[best] ? one : best));
}

/** True for the cells of Excel's `sep=;` line, which is no header. */
export function isDelimiterStatement(cells: readonly string[]): boolean {
	return /^sep=[;,\t]?$/i.test(cells[0]?.trim() ?? "") && cells.length <= 2 && (cells[1] ?? "") === "";
}

/** No header line of an acceptable file is longer than this many characters. */
function headOf(text: string): string {
	return text.slice(0, 65_536);
}
