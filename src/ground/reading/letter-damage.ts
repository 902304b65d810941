import iconv from "iconv-lite";
import type { ChosenEncoding } from "./encoding-names.ts";
import { decodedTwice } from "./twice-encoded.ts";

type DamageKind = "cp850" | "twice" | "replaced";

/** Letters that were damaged on the way: what the file looks like now, and would with the suggested encoding. */
export interface LetterDamage {
	kind: DamageKind;
	/** Null when the letters are lost, so that no other reading brings them back. */
	suggested: ChosenEncoding | null;
	samples: { before: string; after: string | null }[];
}

/** å ä ö é of code page 850 as windows-1252 shows them: quotes and daggers, which no text has between two letters. */
const INSIDE = new Set("„†”‚Ž™".split("").map((char) => char.charCodeAt(0)));
/** Ö of code page 850, which also begins words. A quote may stand there, but no sign before a small letter. */
const TRADEMARK = "™".charCodeAt(0);
const WHOLE = new Set("åäöÅÄÖ".split("").map((char) => char.charCodeAt(0)));
/** UTF-8 read as windows-1252 and written as UTF-8 once more: Ã and then one of these. */
const TILDE = "Ã".charCodeAt(0);
const AFTER_TILDE = new Set("¥¤¶„…–©¼".split("").map((char) => char.charCodeAt(0)));
const REPLACEMENT = 0xfffd;
const LETTER = /\p{L}/u;
const SMALL = /\p{Ll}/u;
const SAMPLES = 5;
/** So many whole letters for each one that looks damaged tell that it is no damage. */
const WHOLE_PER_HIT = 20;

/** Looks at the text of a file as it is decoded. Character by character, because that costs a twentieth of the reading. */
export class LetterScan {
	#whole = 0;
	readonly #hits: Record<DamageKind, number> = { cp850: 0, twice: 0, replaced: 0 };
	readonly #samples: Record<DamageKind, Set<string>> = { cp850: new Set(), twice: new Set(), replaced: new Set() };

	add(text: string): void {
		for (let at = 0; at < text.length; at += 1) {
			const code = text.charCodeAt(at);
			if (code < 0x80) continue;
			if (WHOLE.has(code)) this.#whole += 1;
			else if (code === TILDE && AFTER_TILDE.has(text.charCodeAt(at + 1))) this.#hit("twice", text, at);
			else if (INSIDE.has(code) && isDamage(text, at, code)) this.#hit("cp850", text, at);
			else if (code === REPLACEMENT) this.#hit("replaced", text, at);
		}
	}

	/** What is wrong with the letters, the worst first; null for a sound file. */
	get damage(): LetterDamage | null {
		const { cp850, twice, replaced } = this.#hits;
		if (twice > 0) return this.#found("twice");
		if (cp850 > 0 && cp850 * WHOLE_PER_HIT > this.#whole) return this.#found("cp850");
		return replaced > 0 ? this.#found("replaced") : null;
	}

	#hit(kind: DamageKind, text: string, at: number): void {
		this.#hits[kind] += 1;
		const samples = this.#samples[kind];
		if (samples.size < SAMPLES) samples.add(cellAround(text, at));
	}

	#found(kind: DamageKind): LetterDamage {
		const samples = [...this.#samples[kind]].map((before) => ({ before, after: mended(before, kind) }));
		return { kind, suggested: SUGGESTED[kind], samples };
	}
}

function isDamage(text: string, at: number, code: number): boolean {
	const [before, after] = [text[at - 1] ?? "", text[at + 1] ?? ""];
	if (LETTER.test(before)) return LETTER.test(after);
	return code === TRADEMARK && SMALL.test(after);
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
		[...text].map((char) =>
			char.charCodeAt(0) < 0x100 ? Buffer.from([char.charCodeAt(0)]) : iconv.encode(char, "windows-1252"),
		),
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
