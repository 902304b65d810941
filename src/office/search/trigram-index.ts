/** What is indexed: the words of an object, and who may be asked about it. */
export interface Entry {
	/** Kind and id, the same for an object whatever its words become. */
	key: string;
	/** Null where the unit does not decide. */
	unit_id: string | null;
	words: readonly string[];
}

/** Letters å ä ö stand; other accents are written without, so that "Linköping" is not "Linkoping" but "Zoë" is "Zoe". */
export function wordsOf(text: string): string[] {
	const plain = [...text.toLowerCase().normalize("NFC")].map((letter) =>
		"åäö".includes(letter) ? letter : bare(letter),
	);
	return plain.join("").match(/[\p{L}\p{N}]+/gu) ?? [];
}

const bare = (letter: string) => letter.normalize("NFD").replace(/\p{M}+/gu, "");

/** A word's trigrams with its beginning marked, so that what begins alike is closer. Words of one letter have one. */
export function trigramsOf(word: string): string[] {
	const marked = ` ${word}`;
	if (marked.length < 3) return [marked];
	return [...new Set(Array.from({ length: marked.length - 2 }, (_, at) => marked.slice(at, at + 3)))];
}

/** Postings that are counted for one search: the rarest trigrams first, so that common ones cost nothing. */
const MOST_POSTINGS = 30_000;
/** Entries that are compared word by word. */
const MOST_COMPARED = 400;
/** A word of at least four letters may differ so much: half of the trigrams are enough. */
const ENOUGH = 0.5;

/**
 * Words by trigram, in memory. Adding is O(letters), a search O(postings of its rarest trigrams). Everything is found again in the
 * database before it is shown, so a stale entry costs a place in the order and nothing else.
 */
export class TrigramIndex {
	readonly #entries: (Entry | undefined)[] = [];
	readonly #slots = new Map<string, number>();
	readonly #postings = new Map<string, number[]>();

	get size(): number {
		return this.#slots.size;
	}

	/** Adds an object, or takes its new words. */
	put(entry: Entry): void {
		this.remove(entry.key);
		const slot = this.#entries.push(entry) - 1;
		this.#slots.set(entry.key, slot);
		for (const gram of new Set(entry.words.flatMap(trigramsOf))) {
			const posted = this.#postings.get(gram);
			if (posted) posted.push(slot);
			else this.#postings.set(gram, [slot]);
		}
	}

	remove(key: string): void {
		const slot = this.#slots.get(key);
		if (slot === undefined) return;
		this.#entries[slot] = undefined;
		this.#slots.delete(key);
	}

	/** The keys that fit every word, best first, and among equals the newest (ids rise). `allows` is asked before anything is cut off. */
	find(text: string, allows: (entry: Entry) => boolean, limit: number): string[] {
		const asked = wordsOf(text);
		if (asked.length === 0) return [];
		const scored = this.#candidates(asked, allows).flatMap((entry) => {
			const score = scoreOf(asked, entry.words);
			return score > 0 ? [{ key: entry.key, score, length: entry.words.join("").length }] : [];
		});
		scored.sort((a, b) => b.score - a.score || a.length - b.length || (a.key < b.key ? 1 : -1));
		return scored.slice(0, limit).map(({ key }) => key);
	}

	/** The entries that share most trigrams with the words. */
	#candidates(asked: readonly string[], allows: (entry: Entry) => boolean): Entry[] {
		const lists = [...new Set(asked.flatMap(trigramsOf))]
			.map((gram) => this.#postings.get(gram) ?? [])
			.sort((a, b) => a.length - b.length);
		const shared = new Map<number, number>();
		let counted = 0;
		for (const list of lists) {
			if (counted > 0 && counted + list.length > MOST_POSTINGS) break;
			counted += list.length;
			for (const slot of list) shared.set(slot, (shared.get(slot) ?? 0) + 1);
		}
		const most = [...shared].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
		const entries: Entry[] = [];
		for (const [slot] of most) {
			const entry = this.#entries[slot];
			if (entry && allows(entry)) entries.push(entry);
			if (entries.length === MOST_COMPARED) break;
		}
		return entries;
	}
}

/** The mean over the asked words of how well each fits its best word; 0 when one fits none. */
function scoreOf(asked: readonly string[], words: readonly string[]): number {
	let sum = 0;
	for (const word of asked) {
		const best = Math.max(0, ...words.map((other) => likeness(word, other)));
		if (best === 0) return 0;
		sum += best;
	}
	return sum / asked.length;
}

function likeness(asked: string, word: string): number {
	if (asked === word) return 1;
	if (word.startsWith(asked)) return 0.9;
	if (asked.length >= 3 && word.includes(asked)) return 0.8;
	if (asked.length < 4) return 0;
	const grams = trigramsOf(asked);
	const own = new Set(trigramsOf(word));
	const share = grams.filter((gram) => own.has(gram)).length / grams.length;
	return share >= ENOUGH ? share * 0.7 : 0;
}
