import iconv from "iconv-lite";
import type { ChosenEncoding } from "./encoding.ts";
import { decodedTwice } from "./twice-encoded.ts";

export type DamageKind = "cp850" | "twice" | "replaced";

/** Letters that were damaged on the way: what the file looks like now, and would with the suggested encoding. */
export interface LetterDamage {
	kind: DamageKind;
	/** Null when the letters are lost, so that no other reading brings them back. */
	suggested: ChosenEncoding | null;
	samples: { before: string; after: string | null }[];
}

/**
 * å ä ö Å Ä Ö é of code page 850 as windows-1252 shows them: quotes, daggers and signs inside words, where no text has them. A quote
 * beside one letter only may be a quote, so both sides are asked for, but for Ö and Ä and Å where a word begins.
 */
const CP850 = /(?<=\p{L})[„†”‚](?=\p{L})|(?<=\p{L})[Ž™](?=\p{L})|(?<!\p{L})™(?=\p{Ll})/gu;
/** UTF-8 read as windows-1252 and written as UTF-8 once more. */
const TWICE = /Ã[¥¤¶„…–©¼]/g;
const REPLACED = /\ufffd/g;
const SWEDISH = /[åäöÅÄÖ]/g;
/** Of all text that is read no more than this much is looked at: what is damaged is so from the first names on. */
const MAX_CHARS = 8_000_000;
const SAMPLES = 5;
/** So many whole letters for each one that looks damaged tell that it is no damage. */
const WHOLE_PER_HIT = 20;

/** Looks at the text of a file as it is decoded. */
export class LetterScan {
	#left = MAX_CHARS;
	#whole = 0;
	readonly #hits: Record<DamageKind, number> = { cp850: 0, twice: 0, replaced: 0 };
	readonly #samples: Record<DamageKind, Set<string>> = { cp850: new Set(), twice: new Set(), replaced: new Set() };

	add(text: string): void {
		// biome-ignore lint/suspicious/noControlCharactersInRegex: everything but ASCII is looked for
		if (this.#left <= 0 || !/[^\x00-\x7f]/.test(text)) return;
		this.#left -= text.length;
		this.#whole += text.match(SWEDISH)?.length ?? 0;
		this.#look("cp850", text, CP850);
		this.#look("twice", text, TWICE);
		this.#look("replaced", text, REPLACED);
	}

	/** What is wrong with the letters, the worst first; null for a sound file. */
	get damage(): LetterDamage | null {
		const { cp850, twice, replaced } = this.#hits;
		if (twice > 0) return this.#found("twice");
		if (cp850 > 0 && cp850 * WHOLE_PER_HIT > this.#whole) return this.#found("cp850");
		return replaced > 0 ? this.#found("replaced") : null;
	}

	#look(kind: DamageKind, text: string, pattern: RegExp): void {
		for (const { index } of text.matchAll(pattern)) {
			this.#hits[kind] += 1;
			const samples = this.#samples[kind];
			if (samples.size < SAMPLES) samples.add(cellAround(text, index));
			// One window with plenty of hits tells as much as all of them.
			else if (this.#hits[kind] > 10_000) return;
		}
	}

	#found(kind: DamageKind): LetterDamage {
		const samples = [...this.#samples[kind]].map((before) => ({ before, after: mended(before, kind) }));
		return { kind, suggested: SUGGESTED[kind], samples };
	}
}

const SUGGESTED: Readonly<Record<DamageKind, ChosenEncoding | null>> = {
	cp850: "CP850",
	twice: "UTF-8 två gånger",
	replaced: null,
};

function mended(text: string, kind: DamageKind): string | null {
	if (kind === "replaced") return null;
	return kind === "twice" ? decodedTwice(text) : iconv.decode(bytesOf(text), "cp850");
}

/** The bytes that windows-1252 showed as this text; those it has no character for kept their number. */
function bytesOf(text: string): Buffer {
	return Buffer.concat(
		[...text].map((char) => (char.charCodeAt(0) < 0x100 ? Buffer.from([char.charCodeAt(0)]) : iconv.encode(char, "windows-1252"))),
	);
}

/** The cell's text around a place, at most 40 characters. */
function cellAround(text: string, at: number): string {
	const before = /[^;,\t|"\r\n]{0,20}$/.exec(text.slice(Math.max(0, at - 20), at))?.[0] ?? "";
	const after = /^[^;,\t|"\r\n]{0,20}/.exec(text.slice(at, at + 20))?.[0] ?? "";
	return (before + after).trim();
}

/** What the controller is told. */
export function damageText({ kind, suggested, samples }: LetterDamage): string {
	const example = samples[0] ? ` (”${samples[0].before}”)` : "";
	if (kind === "replaced") {
		return `Bokstäver i filen är förlorade och ersatta av ett utbytestecken${example}. Ta ut filen på nytt, helst som UTF-8.`;
	}
	return `Bokstäver i filen är skadade${example}. Läst som ${suggested} blir texten ”${samples[0]?.after ?? ""}”.`;
}
