/** Excel's limits and its file format, as they concern one text. */

const MAX_CELL = 32_767;
const CUT = " … (avkortad)";
/** Control characters other than tab and line breaks, and two code points that XML forbids. */
const CONTROL = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * A text that Excel opens without repair: no control characters or half characters, at most 32 767 characters (what is cut
 * says so), and `_x0041_`, which the format would read as a code, written so that it stays itself.
 */
export function cellText(text: string): string {
	const clean = text
		.replace(CONTROL, "")
		.replace(/\r\n?/g, "\n")
		.replace(LONE_SURROGATE, "\ufffd")
		.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_");
	if (clean.length <= MAX_CELL) return clean;
	return clean.slice(0, MAX_CELL - CUT.length).replace(LONE_SURROGATE, "") + CUT;
}

/** A sheet's name: 31 characters, without those that Excel refuses. */
export function sheetName(name: string): string {
	return (
		name
			.replace(CONTROL, "")
			.replace(/[[\]:*?/\\]/g, " ")
			.slice(0, 31)
			.replace(/^'+|'+$/g, "")
			.trim() || "Blad"
	);
}
