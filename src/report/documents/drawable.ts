/** The characters a TrueType font has a glyph for, from its Unicode table (`cmap`, format 12: every code point). */
function charactersOf(font: Buffer): [first: number, last: number][] {
	const tables = font.readUInt16BE(4);
	const at = (n: number) => 12 + 16 * n;
	const cmap = Array.from({ length: tables }, (_, n) => at(n)).find(
		(entry) => font.toString("latin1", entry, entry + 4) === "cmap",
	);
	const start = cmap === undefined ? 0 : font.readUInt32BE(cmap + 8);
	for (let n = 0; cmap !== undefined && n < font.readUInt16BE(start + 2); n++) {
		const table = start + font.readUInt32BE(start + 4 + 8 * n + 4);
		if (font.readUInt16BE(table) !== 12) continue;
		return Array.from({ length: font.readUInt32BE(table + 12) }, (_, group) => [
			font.readUInt32BE(table + 16 + 12 * group),
			font.readUInt32BE(table + 16 + 12 * group + 4),
		]);
	}
	throw new Error("The font has no table of all its characters");
}

/** The replacement character. Source Sans has no U+FFFD, so a square is used. */
const REPLACEMENT = "□";

/** What is pasted out of other programs has spaces of many widths, and marks that are no wider than nothing. */
function without(character: string): string {
	if (/[\u2007\u202f]/.test(character)) return "\u00a0";
	if (/\p{Zs}/u.test(character)) return " ";
	return /[\p{Cf}\p{Variation_Selector}]/u.test(character) ? "" : REPLACEMENT;
}

/**
 * Gives a function that writes another character where no glyph is: a plain space for a space, a square for a letter. A tagged PDF
 * may not hold text that cannot be shown, and a report must come out whatever somebody has pasted into a field.
 */
export function drawableWith(fonts: readonly Buffer[]): (text: string) => string {
	const sets = fonts.map((font) => new Set(charactersOf(font).flatMap(([first, last]) => range(first, last))));
	const drawable = (character: string) =>
		character < "\u007f" || sets.every((set) => set.has(character.codePointAt(0)!));
	return (text) => text.replace(/[^\0-\x7e]/gu, (character) => (drawable(character) ? character : without(character)));
}

function range(first: number, last: number): number[] {
	return Array.from({ length: last - first + 1 }, (_, n) => first + n);
}
