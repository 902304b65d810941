import { SaxesParser } from "saxes";

/** A Word part that is not what it should be. */
export class PartRefused extends Error {}

/** An element of a part, by where it stands in the text: what is not changed keeps every character. */
export interface Node {
	/** Without prefix; of another vocabulary than Word's own: "". */
	name: string;
	attributes: Readonly<Record<string, string>>;
	start: number;
	/** After the start tag, and before the end tag; the same for an empty element. */
	from: number;
	to: number;
	end: number;
	text: string;
	children: Node[];
}

export interface Part {
	xml: string;
	/** What Word's own names begin with in this part, such as "w:". */
	prefix: string;
	root: Node;
}

/** The vocabulary, as Office writes it and as the strict form of the standard does. */
const WORD = [
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
	"http://purl.oclc.org/ooxml/wordprocessingml/main",
];
/** Deeper or larger than any letter is: made to be slow (T58). */
const MAX_DEPTH = 200;
const MAX_ELEMENTS = 300_000;

/** Reads a part into its elements. Declared entities are refused with the declaration, so that none can grow (T14). */
export function readPart(source: string): Part {
	const xml = source.replace(/^\ufeff/, "");
	const parser = new SaxesParser({ xmlns: true });
	const root: Node = {
		name: "",
		attributes: {},
		start: 0,
		from: 0,
		to: xml.length,
		end: xml.length,
		text: "",
		children: [],
	};
	const open = [root];
	let elements = 0;
	let prefix = "w:";
	let start = 0;
	parser.on("doctype", () => {
		throw new PartRefused("doctype");
	});
	parser.on("error", (error) => {
		throw new PartRefused(error.message);
	});
	parser.on("opentagstart", () => {
		start = xml.lastIndexOf("<", parser.position - 1);
		if (++elements > MAX_ELEMENTS || open.length > MAX_DEPTH) throw new PartRefused("too large");
	});
	parser.on("opentag", ({ uri, local, prefix: own, attributes }) => {
		const isWord = WORD.includes(uri);
		if (isWord && elements === 1) prefix = own === "" ? "" : `${own}:`;
		const named = Object.values(attributes).map((one) => [one.local, one.value]);
		const from = parser.position;
		const node = {
			name: isWord ? local : "",
			attributes: Object.fromEntries(named) as Record<string, string>,
			start,
			from,
		};
		const whole: Node = { ...node, to: from, end: from, text: "", children: [] };
		open.at(-1)!.children.push(whole);
		open.push(whole);
	});
	parser.on("text", (text) => {
		open.at(-1)!.text += text;
	});
	parser.on("closetag", ({ isSelfClosing }) => {
		const node = open.pop()!;
		node.end = parser.position;
		node.to = isSelfClosing ? node.end : xml.lastIndexOf("</", parser.position - 1);
	});
	parser.write(xml).close();
	return { xml, prefix, root };
}

export function childNamed(node: Node | undefined, name: string): Node | undefined {
	return node?.children.find((child) => child.name === name);
}

/** Every element of a name, outermost first; those inside one that was found are left out. */
export function outermost(node: Node, name: string): Node[] {
	return node.children.flatMap((child) => (child.name === name ? [child] : outermost(child, name)));
}

/** The text of a paragraph or of any other element. */
export function textOf(node: Node): string {
	return node.children.map((child) => (child.name === "t" ? child.text : textOf(child))).join("");
}

export interface Edit {
	from: number;
	to: number;
	text: string;
}

/** The part with its edits, which do not lie in each other. */
export function edited({ xml }: Part, edits: readonly Edit[]): string {
	let [made, at] = ["", 0];
	for (const { from, to, text } of [...edits].sort((a, b) => a.from - b.from)) {
		made += xml.slice(at, from) + text;
		at = to;
	}
	return made + xml.slice(at);
}

/** Characters that XML cannot hold are left out. */
export function escaped(text: string): string {
	return text
		.replace(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
		.replaceAll("&", "&amp;")
		.replaceAll("<", "&lt;")
		.replaceAll(">", "&gt;");
}
