import { FileRefused } from "./file-refused.ts";

const MAX_POST = 65_536;

/** One post of a SIE file; `line` is where it begins. `label` is in upper case, `{` and `}` for the marks around a voucher's rows. */
export interface SiePost {
	label: string;
	fields: (string | readonly string[])[];
	line: number;
}

/**
 * Divides a SIE text into posts, one line each; a quoted field may go on over lines. Fields are parted by spaces and tabs,
 * `\"` is a quote and `\\` a backslash inside quotes. Throws `FileRefused` for a quote or an object list that is never closed.
 */
export class SieSplitter {
	#text = "";
	#line = 1;

	*push(window: string, isLast: boolean): Generator<SiePost> {
		this.#text += window;
		let at = 0;
		for (;;) {
			const end = this.#endOfPost(at, isLast);
			if (end < 0) break;
			const post = postOf(this.#text.slice(at, end), this.#line);
			if (post) yield post;
			this.#line += breaksIn(this.#text.slice(at, end)) + 1;
			at = this.#text[end] === "\r" && this.#text[end + 1] === "\n" ? end + 2 : end + 1;
			if (at >= this.#text.length) break;
		}
		this.#text = this.#text.slice(at);
	}

	/** The line break that ends the post, −1 when more text is needed. */
	#endOfPost(from: number, isLast: boolean): number {
		const text = this.#text;
		let quote = -1;
		for (let at = from; at < text.length; at += 1) {
			if (at - from > MAX_POST) this.#refuse(from, quote);
			const char = text[at];
			if (char === "\0")
				throw new FileRefused(`Filen är inte en ren textfil: rad ${this.#lineAt(from, at)} innehåller ett nolltecken.`);
			if (char === "\\" && quote >= 0) at += 1;
			else if (char === '"') quote = quote < 0 ? at : -1;
			// a CR at the very end may be half of a CRLF
			else if (quote < 0 && (char === "\n" || (char === "\r" && (isLast || at + 1 < text.length)))) return at;
		}
		if (!isLast || from >= text.length) return -1;
		if (quote >= 0) this.#refuse(from, quote);
		return text.length;
	}

	#refuse(from: number, quote: number): never {
		if (quote < 0) throw new FileRefused(`Rad ${this.#line} är orimligt lång. Kontrollera att det är rätt fil.`);
		throw new FileRefused(`Citattecknet som öppnas på rad ${this.#lineAt(from, quote)} stängs aldrig.`);
	}

	#lineAt(from: number, at: number): number {
		return this.#line + breaksIn(this.#text.slice(from, at));
	}
}

function postOf(text: string, line: number): SiePost | null {
	const post: SiePost = { label: "", fields: [], line };
	let list: string[] | null = null;
	for (const { quoted, text: field } of fieldsOf(text)) {
		if (post.label === "") {
			post.label = field.toUpperCase();
			if (post.label === "{" || post.label === "}") return post;
		} else if (!quoted && field === "{") list = [];
		else if (!quoted && field === "}") {
			if (!list) throw new FileRefused(`Rad ${line} har en slutklammer utan början.`);
			post.fields.push(list);
			list = null;
		} else if (list) list.push(field);
		else post.fields.push(field);
	}
	// `#VER … {` with the mark on the same line: the rows follow all the same
	if (list && !(post.label === "#VER" && list.length === 0)) {
		throw new FileRefused(`Objektlistan på rad ${line} avslutas aldrig.`);
	}
	return post.label === "" ? null : post;
}

function* fieldsOf(text: string): Generator<{ quoted: boolean; text: string }> {
	const pattern = /"((?:[^"\\]|\\[\s\S])*)"|([{}])|([^\s{}"]+)/g;
	for (const [, quoted, mark, bare] of text.matchAll(pattern)) {
		if (quoted !== undefined) yield { quoted: true, text: quoted.replace(/\\(["\\])/g, "$1").replace(/\s+/g, " ") };
		else yield { quoted: false, text: mark ?? bare ?? "" };
	}
}

function breaksIn(text: string): number {
	return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}
