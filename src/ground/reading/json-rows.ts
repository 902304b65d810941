import { FileRefused } from "./file-refused.ts";
import type { KeyedRows } from "./keyed-rows.ts";
import { MAX_ROW_CHARS } from "./split-rows.ts";

/** The names under which a row store puts its list of rows inside an object. */
const LISTS = new Set(["results", "value", "data", "records"]);
const TOTALS = new Set(["resultCount", "@odata.count", "total"]);
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;
const TOKEN = /[-+.\w]*/y;

type Place = "start" | "members" | "rows" | "end";

/** Thrown when the text that has arrived ends inside a row although the file goes on. */
const MORE = Symbol("more text is needed");

/**
 * Reads the rows of a JSON text a window at a time, in constant memory. Numbers keep the digits they are written with, so long
 * identity numbers and ören are exact.
 */
export class JsonRows {
	/** `count` is the rows read so far; `total` is how many rows the store says that it has. */
	count = 0;
	total: number | null = null;
	readonly #records: KeyedRows;
	#place: Place = "start";
	#isWrapped = false;
	#needsComma = false;
	#hasList = false;
	#text = "";
	#at = 0;
	#line = 1;

	constructor(records: KeyedRows) {
		this.#records = records;
	}

	push(window: string, isLast: boolean): void {
		this.#text += window;
		this.#at = 0;
		let done = 0;
		try {
			for (;;) {
				this.#step();
				done = this.#at;
			}
		} catch (error) {
			if (error !== MORE) throw error;
		}
		const rest = this.#text.slice(done);
		if (isLast && (this.#place !== "end" || rest.trim() !== "")) this.#refuseCut(done);
		if (rest.length > MAX_ROW_CHARS) throw new FileRefused(`${this.#here(done)} är orimligt lång.`);
		this.#line += breaksIn(this.#text.slice(0, done));
		this.#text = rest;
	}

	/** Reads one row or one member; throws MORE, having changed nothing, when the text ends inside it. */
	#step(): void {
		const char = this.#peek();
		if (this.#place === "end") this.#wrong();
		if (this.#place === "start") {
			if (char !== "{" && char !== "[") this.#wrong();
			this.#at += 1;
			this.#isWrapped = char === "{";
			this.#hasList = char === "[";
			this.#place = this.#isWrapped ? "members" : "rows";
			return;
		}
		const closing = this.#place === "rows" ? "]" : "}";
		if (char === closing) {
			this.#at += 1;
			this.#close();
			return;
		}
		if (this.#needsComma) {
			this.#take(",");
			this.#peek();
		}
		if (this.#place === "rows") this.#row();
		else this.#member();
	}

	#close(): void {
		this.#needsComma = true;
		if (this.#place === "rows" && this.#isWrapped) {
			this.#place = "members";
			return;
		}
		if (!this.#hasList) throw new FileRefused("Filen är JSON men har ingen lista med rader (results).");
		this.#place = "end";
	}

	#member(): void {
		const name = bare(this.#string());
		this.#take(":");
		if (!this.#hasList && LISTS.has(name) && this.#peek() === "[") {
			this.#at += 1;
			this.#hasList = true;
			this.#place = "rows";
			this.#needsComma = false;
			return;
		}
		const value = this.#value(0);
		if (TOTALS.has(name) && value !== null && /^\d{1,15}$/.test(value)) this.total = Number(value);
		this.#needsComma = true;
	}

	#row(): void {
		if (this.#peek() !== "{") this.#wrong();
		this.#at += 1;
		const values = new Map<string, string>();
		let flaw = "";
		if (this.#peek() === "}") this.#at += 1;
		else {
			for (;;) {
				const name = bare(this.#string());
				this.#take(":");
				const value = this.#value(0);
				if (value === null) flaw ||= `Uppgiften ”${name.slice(0, 40)}” är en lista eller ett objekt, inte ett värde.`;
				if (values.has(name)) flaw ||= `Uppgiften ”${name.slice(0, 40)}” finns två gånger.`;
				values.set(name, value ?? "");
				if (this.#peek() === "}") break;
				this.#take(",");
			}
			this.#at += 1;
		}
		this.count += 1;
		this.#needsComma = true;
		if (flaw) this.#records.flawed(this.count, flaw, undefined, values);
		else this.#records.add(values, this.count);
	}

	/** Reads a value as text. A list or an object is skipped and gives null. */
	#value(depth: number): string | null {
		const char = this.#peek();
		if (char === '"') return this.#string();
		if (char === "{" || char === "[") return this.#nested(depth);
		const token = this.#token();
		if (token === "null") return "";
		if (token === "true" || token === "false") return token;
		if (!NUMBER.test(token)) return this.#wrong();
		// Three decimals would read as thousands in a text (`1.234`), so a zero is added: a JSON number always means decimals.
		return /\.\d{3}$/.test(token) ? `${token}0` : token;
	}

	#nested(depth: number): null {
		if (depth > 50) throw new FileRefused(`${this.#here(this.#at)} är orimligt djupt nästlad.`);
		const isObject = this.#text[this.#at] === "{";
		const closing = isObject ? "}" : "]";
		this.#at += 1;
		for (let first = true; this.#peek() !== closing; first = false) {
			if (!first) this.#take(",");
			if (isObject) {
				this.#peek();
				this.#string();
				this.#take(":");
			}
			this.#value(depth + 1);
		}
		this.#at += 1;
		return null;
	}

	#string(): string {
		if (this.#peek() !== '"') this.#wrong();
		for (let at = this.#at + 1; ; at += 1) {
			const quote = this.#text.indexOf('"', at);
			if (quote < 0) throw MORE;
			let escapes = 0;
			while (this.#text[quote - 1 - escapes] === "\\") escapes += 1;
			at = quote;
			if (escapes % 2 === 1) continue;
			const literal = this.#text.slice(this.#at, quote + 1);
			this.#at = quote + 1;
			return this.#unescaped(literal);
		}
	}

	#unescaped(literal: string): string {
		try {
			return JSON.parse(literal) as string;
		} catch {
			return this.#wrong();
		}
	}

	/** Reads a number or a word: the characters up to the next mark. */
	#token(): string {
		TOKEN.lastIndex = this.#at;
		const token = TOKEN.exec(this.#text)?.[0] ?? "";
		if (this.#at + token.length >= this.#text.length) throw MORE;
		if (token === "") this.#wrong();
		this.#at += token.length;
		return token;
	}

	#take(char: string): void {
		if (this.#peek() !== char) this.#wrong();
		this.#at += 1;
	}

	/** The next character that is not white space. */
	#peek(): string {
		for (; this.#at < this.#text.length; this.#at += 1) {
			const char = this.#text[this.#at]!;
			if (char !== " " && char !== "\n" && char !== "\r" && char !== "\t" && char !== "\ufeff") return char;
		}
		throw MORE;
	}

	#wrong(): never {
		const line = this.#line + breaksIn(this.#text.slice(0, this.#at));
		throw new FileRefused(
			`Filen är inte giltig JSON: oväntat tecken på rad ${line}, efter ${this.count} lästa poster.`,
		);
	}

	#refuseCut(done: number): never {
		const { count } = this;
		if (this.#place === "start") throw new FileRefused("Filen är tom.");
		throw new FileRefused(
			`Filen är avkortad: ${this.#here(done).toLowerCase()} avslutas aldrig, efter ${count} lästa poster.`,
		);
	}

	#here(at: number): string {
		return `Posten som börjar på rad ${this.#line + breaksIn(this.#text.slice(0, at))}`;
	}
}

/** Removes the byte order mark that some stores leave in the first name. */
function bare(name: string): string {
	return name.replace(/^\ufeff/, "").trim();
}

function breaksIn(text: string): number {
	return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}
