import { parseXml } from "./parse-xml.ts";
import { NOT_A_WORKBOOK, WorkbookRefused, type ZipParts } from "./zip-parts.ts";

const MAX_TEXT = 20_000_000;

/** Cells that are shown as one, whose text stands in the first: rows from 1, columns from 0, all of them with the last. */
export interface Merge {
	top: number;
	left: number;
	bottom: number;
	right: number;
}

/** The sheets in the workbook's order, the hidden ones last, with the names of their parts: of two alike the one that is seen is meant. */
export async function listSheets(parts: ZipParts): Promise<{ name: string; part: string }[]> {
	const targets = new Map<string, string>();
	await parseXml(parts, "xl/_rels/workbook.xml.rels", {
		open(name, attributes) {
			if (name === "Relationship") targets.set(attributes.Id ?? "", attributes.Target ?? "");
		},
	});
	const seen: { name: string; part: string }[] = [];
	const hidden: typeof seen = [];
	await parseXml(parts, "xl/workbook.xml", {
		open(name, attributes) {
			if (name !== "sheet") return;
			const target = targets.get(attributes["r:id"] ?? "") ?? "";
			const part = target.startsWith("/") ? target.slice(1) : `xl/${target}`;
			const isSeen = (attributes.state ?? "visible") === "visible";
			if (parts.has(part)) (isSeen ? seen : hidden).push({ name: attributes.name ?? "", part });
		},
	});
	return [...seen, ...hidden];
}

/** Texts that cells point at. Phonetic readings are no part of the text. */
export async function readSharedTexts(parts: ZipParts, max = MAX_TEXT): Promise<string[]> {
	const texts: string[] = [];
	if (!parts.has("xl/sharedStrings.xml")) return texts;
	const reader = new TextReader(max);
	await parseXml(parts, "xl/sharedStrings.xml", {
		open(name) {
			if (name === "si") reader.start();
			reader.open(name);
		},
		text: (text) => reader.add(text),
		close(name) {
			reader.close(name);
			if (name === "si") texts.push(decoded(reader.text));
			return undefined;
		},
	});
	return texts;
}

/** Collects what stands in `t` and `v`, with a cap on all of it together. */
export class TextReader {
	text = "";
	#inText = false;
	#inPhonetic = false;
	#total = 0;
	readonly #max: number;

	constructor(max = MAX_TEXT) {
		this.#max = max;
	}

	start(): void {
		this.text = "";
	}

	open(name: string): void {
		if (name === "rPh") this.#inPhonetic = true;
		this.#inText = (name === "t" || name === "v") && !this.#inPhonetic;
	}

	add(text: string): void {
		if (!this.#inText) return;
		this.#total += text.length;
		if (this.#total > this.#max) throw new WorkbookRefused("Arbetsboken innehåller för mycket text för att läsas.");
		this.text += text;
	}

	close(name: string): void {
		if (name === "rPh") this.#inPhonetic = false;
		if (name === "t" || name === "v") this.#inText = false;
	}
}

/** `C7` → 2. */
export function columnOf(reference: string | undefined): number | undefined {
	const letters = /^([A-Z]{1,3})\d+$/.exec(reference ?? "")?.[1];
	if (!letters) return undefined;
	let column = 0;
	for (let at = 0; at < letters.length; at++) column = column * 26 + letters.charCodeAt(at) - 64;
	return column - 1;
}

/** `B2:C4` → its rows and columns; nothing for what is no range. */
export function mergeOf(range: string | undefined): Merge[] {
	const [, from, top, to, bottom] = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(range ?? "") ?? [];
	const [left, right] = [columnOf(`${from}1`), columnOf(`${to}1`)];
	if (left === undefined || right === undefined) return [];
	return [{ top: Number(top), left, bottom: Number(bottom), right }];
}

/** `_x0041_` is how the format writes a character by its code. */
export function decoded(text: string): string {
	return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** Replaces the zip reader's and decoder's messages, which are in English and about bytes, by a Swedish sentence. */
export function inWords(error: unknown): WorkbookRefused {
	return error instanceof WorkbookRefused ? error : new WorkbookRefused(NOT_A_WORKBOOK);
}
