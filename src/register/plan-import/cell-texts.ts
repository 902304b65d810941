/** Invisible signs that a text may keep: joiners of emoji and letters, and marks of direction. A flag may be spelled in tags. */
const HIDDEN =
	/(?<!\u{1f3f4}[\u{e0020}-\u{e007f}]{0,7})[\u{e0020}-\u{e007f}]|(?![\u200c-\u200f\u202a-\u202e\u2066-\u2069\u{e0020}-\u{e007f}])\p{Cf}/gu;
const OPENS = /[\u202a\u202b\u202d\u202e\u2066-\u2068]/u;
const CLOSES = /[\u202c\u2069]/u;
const TURNING = /[\u202a-\u202e\u2066-\u2069]/gu;

/** A text without control characters and hidden signs; what turns the direction is kept when it is turned back within the text. */
function visible(text: string): string {
	const shown = text
		.normalize("NFC")
		.replace(/\r\n?|[\u2028\u2029\v\f]/g, "\n")
		.replace(/[^\P{Cc}\n\t]/gu, "");
	if (!/\p{Cf}/u.test(shown)) return shown;
	const kept = shown.replace(HIDDEN, "");
	return isBalanced(kept) ? kept : kept.replace(TURNING, "");
}

function isBalanced(text: string): boolean {
	let open = 0;
	for (const char of text) {
		if (OPENS.test(char)) open += 1;
		if (CLOSES.test(char) && --open < 0) return false;
	}
	return open === 0;
}

/** A text of our own file as it was written, apart from what could do harm. */
export function ownTextOf(text: string): string {
	const kept = text
		.normalize("NFC")
		.replace(/\r\n?/g, "\n")
		.replace(/[^\P{Cc}\n\t]/gu, "");
	return (isBalanced(kept) ? kept : kept.replace(TURNING, "")).trim();
}

/** One line. */
export function lineOf(text: string): string {
	return visible(text).replace(/\s+/g, " ").trim();
}

/** A text whose lines stay. */
export function textOf(text: string): string {
	return visible(text).trim();
}

/** Where the texts of a plan end; what is longer is divided. */
export const LONGEST = {
	area: 120,
	risk: 300,
	measure: 400,
	control: 200,
	text: 4000,
	reason: 2000,
	performer: 200,
	origin: 500,
};

/** A long title as title and rest; the rest is empty when all of it fits. */
export function splitTitle(text: string, most: number): { title: string; rest: string } {
	if (text.length <= most) return { title: text, rest: "" };
	const head = text.slice(0, most - 2);
	const sentence = Math.max(...[...head.matchAll(/[.!?:;](?=\s)/g)].map((match) => match.index + 1), 0);
	if (sentence >= 20) return { title: head.slice(0, sentence), rest: text.slice(sentence).trim() };
	const word = head.lastIndexOf(" ") >= 20 ? head.lastIndexOf(" ") : endOfWhole(head);
	return { title: `${text.slice(0, word).trimEnd()} …`, rest: `… ${text.slice(word).trim()}` };
}

const CHARACTERS = new Intl.Segmenter("sv", { granularity: "grapheme" });

/** Where the last whole character ends: never inside a joined emoji. */
export function endOfWhole(text: string): number {
	const last = CHARACTERS.segment(text).containing(text.length - 1);
	return last && last.index > 0 ? last.index : text.length;
}

const BULLET = /^\s*(?:[•·▪▫●○◦‣∙➢➤►✓✔*–—-]|o(?=\s))\s+(?=\S)/u;
const NUMBER = /^\s*(?:\(?(\d{1,2})[.)]|\(?([a-zåäö])\))\s*(?=\S)/iu;

/**
 * The åtgärder of one cell. Lines with a bullet or a number each begin one, and what follows without belongs to it; without such
 * lines every line that begins as a sentence does.
 */
export function stepsIn(text: string): string[] {
	const tidy = textOf(text)
		.replace(/[^\S\n]+/g, " ")
		.replace(/\s*\n\s*/g, "\n");
	const lines = inlineSteps(tidy)
		.split("\n")
		.filter((line) => line.trim() !== "");
	const isMarked = marksIn(lines);
	const marked = lines.some(isMarked);
	const steps: string[] = [];
	for (const [at, line] of lines.entries()) {
		// of what has been gathered only the last line is looked at, or a cell of short lines is read once for each (T58)
		const begins = marked ? isMarked(line) : beginsSentence(line, at === 0 ? undefined : ` ${lines[at - 1]}`);
		const bare = marked ? line.replace(BULLET, "").replace(NUMBER, "") : line;
		if (begins || steps.length === 0) steps.push(bare);
		else steps[steps.length - 1] += ` ${line}`;
	}
	return steps.map(lineOf).filter((step) => step !== "");
}

/** A lone "2 ) …" or a date is no list: numbers count only when there are two of them, or one first in the cell. */
function marksIn(lines: readonly string[]): (line: string) => boolean {
	const isNumbered = lines.filter((line) => NUMBER.test(line)).length > 1;
	return (line) => {
		if (BULLET.test(line)) return lines.length > 1 || !/^\s*[-–—]/.test(line);
		return isNumbered && NUMBER.test(line);
	};
}

function beginsSentence(line: string, before: string | undefined): boolean {
	if (before !== undefined && /[,\-–:(/]\s*$|\s(och|eller|samt|för|att|av|i|på|med|till)\s*$/u.test(before))
		return false;
	return /^\s*[^\p{Ll}\s]/u.test(line);
}

/** "• A • B" and "1. A 2. B" on one line are put on lines of their own. */
function inlineSteps(text: string): string {
	const bullets = text.split(/\s*[•▪●➢]\s+/).length > 2 ? text.replace(/\s+([•▪●➢])\s+/g, "\n$1 ") : text;
	if (/\n/.test(bullets) || !/^\s*1[.)]\s/.test(bullets)) return bullets;
	let next = 2;
	return bullets.replace(/\s(\d{1,2})([.)]\s)/g, (whole, digits: string, sign: string) =>
		Number(digits) === next ? `\n${next++}${sign}` : whole,
	);
}
