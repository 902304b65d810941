import { sha256 } from "./canonical.ts";

interface Kept<T> {
	content: T;
	characters: number;
}

/**
 * Remembers what texts that never change were parsed into, by their digest: the same digest is the same text, in whatever database
 * it stands. Only a text that has its digest is remembered: one that somebody has altered in the file is read anew each time, and
 * stands in for no other. Together they have at most `most` characters, those of the text where `sizeOf` does not say how much of it is kept, and
 * the longest unused goes first.
 */
export function byDigest<T>(
	most: number,
	parse: (text: string) => T,
	sizeOf: (text: string, content: T) => number = (text) => text.length,
) {
	const kept = new Map<string, Kept<T>>();
	return async (digest: string, read: () => Promise<string>): Promise<T> => {
		const known = kept.get(digest);
		if (known) {
			kept.delete(digest);
			kept.set(digest, known);
			return known.content;
		}
		const text = await read();
		const content = parse(text);
		const characters = sizeOf(text, content);
		if (characters > most || sha256(text) !== digest) return content;
		kept.set(digest, { content: frozen(content), characters });
		forgetOldest(kept, most);
		return content;
	};
}

function forgetOldest(kept: Map<string, Kept<unknown>>, most: number): void {
	let characters = [...kept.values()].reduce((sum, one) => sum + one.characters, 0);
	for (const [digest, one] of kept) {
		if (characters <= most) return;
		kept.delete(digest);
		characters -= one.characters;
	}
}

/** Everybody who asks gets the same object: nobody may write in it. */
function frozen<T>(value: T): T {
	if (typeof value !== "object" || value === null) return value;
	for (const own of Object.values(value)) frozen(own);
	return Object.freeze(value);
}
