/** A run of words that both texts have, or one alone. */
export interface Piece {
	text: string;
	/** True: the other text lacks it. */
	own: boolean;
}

/** Beyond so many cells of the table the texts are shown whole: a page of prose against another, fifty times on a page in 0.1 s. */
const CELLS = 400_000;

const words = (text: string) => text.match(/\s+|[^\s]+/gu) ?? [];

/**
 * Two texts as runs of words: what both have, and what each has alone, by the longest common subsequence. Joined again, each side
 * is its text to the letter.
 */
export function wordDiff(before: string, after: string): { before: Piece[]; after: Piece[] } {
	const [a, b] = [words(before), words(after)];
	if (a.length * b.length > CELLS)
		return { before: [{ text: before, own: true }], after: [{ text: after, own: true }] };
	const lengths = commonLengths(a, b);
	const width = b.length + 1;
	const [left, right]: [Piece[], Piece[]] = [[], []];
	for (let i = 0, j = 0; i < a.length || j < b.length; ) {
		if (i < a.length && j < b.length && a[i] === b[j]) {
			add(left, a[i++]!, false);
			add(right, b[j++]!, false);
		} else if (j === b.length || (i < a.length && lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!))
			add(left, a[i++]!, true);
		else add(right, b[j++]!, true);
	}
	return { before: left, after: right };
}

/** Cell (i, j): how many words a from i and b from j have in common, in order. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint16Array {
	const width = b.length + 1;
	const lengths = new Uint16Array((a.length + 1) * width);
	for (let i = a.length - 1; i >= 0; i--)
		for (let j = b.length - 1; j >= 0; j--)
			lengths[i * width + j] =
				a[i] === b[j]
					? lengths[(i + 1) * width + j + 1]! + 1
					: Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
	return lengths;
}

function add(pieces: Piece[], text: string, own: boolean): void {
	const last = pieces.at(-1);
	if (last?.own === own) last.text += text;
	else pieces.push({ text, own });
}
