import { FileRefused } from "./file-refused.ts";

const MAX_POST = 65_536;

/** One post of a SIE file: one line. `label` is in upper case, `{` and `}` for the marks around a voucher's rows. */
export interface SiePost {
	label: string;
	fields: (string | readonly string[])[];
	line: number;
	/** Why the post cannot be relied on, in Swedish; the fields are then those before the fault. */
	flaw: string | null;
}

/**
 * Divides a SIE text into posts. A post is one line and a field never goes on over it, so a quote that is not closed costs its own
 * row alone. Fields are parted by spaces and tabs, `\"` is a quote and `\\` a backslash inside quotes. Throws `FileRefused` for
 * what is no text file.
 */
export class SieSplitter {
	#text = "";
	#line = 1;

	*push(window: string, isLast: boolean): Generator<SiePost> {
		const text = this.#text + window;
		let at = 0;
		while (at < text.length) {
			const end = endOfLine(text, at);
			if ((end < 0 ? text.length : end) - at > MAX_POST) {
				throw new FileRefused(`Rad ${this.#line} är orimligt lång. Kontrollera att det är rätt fil.`);
			}
			// A CR at the very end may be half of a CRLF.
			if (!isLast && (end < 0 || (text[end] === "\r" && end + 1 === text.length))) break;
			const line = text.slice(at, end < 0 ? text.length : end);
			if (line.includes("\0")) {
				throw new FileRefused(`Filen är inte en ren textfil: rad ${this.#line} innehåller ett nolltecken.`);
			}
			const post = postOf(line, this.#line);
			if (post) yield post;
			this.#line += 1;
			if (end < 0) at = text.length;
			else at = text[end] === "\r" && text[end + 1] === "\n" ? end + 2 : end + 1;
		}
		this.#text = text.slice(at);
	}
}

function endOfLine(text: string, from: number): number {
	const lf = text.indexOf("\n", from);
	const reach = lf < 0 ? text.length : lf;
	// A CR is looked for up to the LF only, or every line of a file without CR would be searched to its end.
	for (let at = from; at < reach; at += 1) if (text.charCodeAt(at) === 13) return at;
	return lf;
}

function postOf(text: string, line: number): SiePost | null {
	const post: SiePost = { label: "", fields: [], line, flaw: null };
	let list: string[] | null = null;
	for (const { kind, text: field } of fieldsOf(text)) {
		if (kind === "unclosed") {
			post.flaw = "Citattecknet avslutas inte på raden.";
			break;
		}
		if (post.label === "") {
			post.label = field.toUpperCase();
			if (post.label === "{" || post.label === "}") return post;
		} else if (kind === "mark" && field === "{") list = [];
		else if (kind === "mark") {
			if (!list) post.flaw = "Raden har en slutklammer utan början.";
			else post.fields.push(list);
			list = null;
		} else if (list) list.push(field);
		else post.fields.push(field);
	}
	// `#VER … {` with the mark on the same line: the rows follow all the same
	if (list && !(post.label === "#VER" && list.length === 0)) post.flaw ??= "Objektlistan avslutas inte på raden.";
	return post.label === "" ? null : post;
}

function* fieldsOf(text: string): Generator<{ kind: "quoted" | "mark" | "bare" | "unclosed"; text: string }> {
	const pattern = /"((?:[^"\\]|\\.)*)"|(")|([{}])|([^\s{}"]+)/g;
	for (const [, quoted, open, mark, bare] of text.matchAll(pattern)) {
		if (open !== undefined) return yield { kind: "unclosed", text: "" };
		if (quoted !== undefined) yield { kind: "quoted", text: quoted.replace(/\\(["\\])/g, "$1").replace(/\s+/g, " ") };
		else if (mark !== undefined) yield { kind: "mark", text: mark };
		else yield { kind: "bare", text: bare ?? "" };
	}
}
