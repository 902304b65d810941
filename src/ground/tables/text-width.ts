/**
 * How wide a text is in Arial (and in Liberation Sans and Helvetica, which have its measures), so that a row can be made as high as
 * its words need: not every program works heights out when it opens a workbook. Widths are the font's own, in thousandths of its size.
 */
const FIRST = 32;
const WIDTHS = [
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
	556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
	722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
	556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
	260, 334, 584,
];
/** What is in no list is taken for wide: a row too high is a lesser fault than a word cut off. */
const UNKNOWN = 1000;
/** Bold letters are at most about this much wider. */
const BOLD = 1.08;
/** A line of text with the air above it, in its own size. */
const LINE = 1.2;
const AIR = 4.5;
export const MAX_POINTS = 409;

export interface Face {
	/** In points. */
	size: number;
	bold?: boolean | undefined;
}

export function textWidth(text: string, { size, bold }: Face): number {
	let sum = 0;
	for (const letter of text.normalize("NFD").replace(/\p{Mn}/gu, ""))
		sum += WIDTHS[letter.codePointAt(0)! - FIRST] ?? other(letter);
	return (sum / 1000) * size * (bold ? BOLD : 1);
}

function other(letter: string): number {
	if (letter === "\u00a0") return 278;
	return letter === "–" || letter === "”" || letter === "·" ? 556 : UNKNOWN;
}

/** How many lines a text takes in a box of some points; words are moved, and cut only when one is wider than the box. */
export function linesOf(text: string, width: number, face: Face): number {
	// most cells hold a word or two
	if (text.length * face.size < width && !text.includes("\n")) return 1;
	return text.split("\n").reduce((sum, line) => sum + wrapped(line, width, face), 0);
}

function wrapped(line: string, width: number, face: Face): number {
	let [lines, used] = [1, 0];
	const space = textWidth(" ", face);
	// a line may be broken after a hyphen, but not at the space inside an amount
	for (const word of line.split(/[ \t]+|(?<=-)/)) {
		const own = textWidth(word, face);
		const needed = used === 0 ? own : used + space + own;
		if (needed <= width) used = needed;
		else {
			if (used > 0) lines += 1;
			lines += Math.max(0, Math.ceil(own / width) - 1);
			used = own > width ? own % width : own;
		}
	}
	return lines;
}

export function heightOf(lines: number, size: number): number {
	return Math.min(Math.ceil((lines * size * LINE + AIR) * 4) / 4, MAX_POINTS);
}

/** The points that a column of this width holds, in the unit of the format: digits of the workbook's first font, 7 pixels each. */
export function columnPoints(width: number): number {
	return Math.max(1, (width * 7 - 6) * 0.75);
}
