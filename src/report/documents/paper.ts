import type { Tone } from "../../ground/tables/look.ts";

/** A document for the nämnd's papers, before it is Word or PDF: the same content makes both. */
export interface Paper {
	title: string;
	/** The line under the title: whose document it is. */
	lead: string;
	/** The day on the document, YYYY-MM-DD. Comes from what the document is about, so that the same content is the same bytes. */
	dated: string;
	landscape: boolean;
	/** A first page of its own, followed by the contents. */
	cover?: Cover;
	blocks: readonly Block[];
}

export type Block =
	| { kind: "heading"; level: 1 | 2 | 3; text: string; new_page?: true }
	| { kind: "text"; text: string }
	/** Points of a list; or what is proposed, each beginning with "att". */
	| { kind: "list"; mark: "•" | "att"; items: readonly string[] }
	/** A word that judges, in its tone with its sign, and the reason beside it. */
	| { kind: "judged"; tone: Tone; word: string; text: string }
	| Table;

export interface Table {
	kind: "table";
	label: string;
	columns: readonly PaperColumn[];
	rows: readonly (readonly PaperCell[])[];
	/** What is read under it. */
	caption?: string;
}

/** A text; or a text that stands out, or a share that is drawn as a bar. */
export type PaperCell = string | Toned;

export interface Toned {
	text: string;
	tone?: Tone;
	bold?: true;
	/** A share of one. */
	bar?: number;
}

export interface Cover {
	/** Over the title: the region. */
	over: string;
	/** Under the title. */
	under: string;
	/** Whose word it is, and the word. */
	whose: string;
	judged: Extract<Block, { kind: "judged" }>;
	facts: readonly (readonly [string, string])[];
}

export interface PaperColumn {
	label: string;
	/** The column's share of the page's width. */
	share: number;
	align?: "end" | "center";
}

/** Facts as a table of two columns: what, and what it is. Empty ones are left out. */
export function factsTable(label: string, facts: readonly (readonly [string, string | null])[]): Table {
	return {
		kind: "table",
		label,
		columns: [
			{ label: "Uppgift", share: 2 },
			{ label: "Innehåll", share: 3 },
		],
		rows: facts.flatMap(([term, value]) => (value ? [[term, value]] : [])),
	};
}

const CONTROL = /[^\P{Cc}\t\n]|[\ufffe\uffff\u202a-\u202e\u2066-\u2069]/gu;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The paper with every text made fit for XML and PDF: no control characters, half characters or marks that turn the direction. */
export function cleanPaper(paper: Paper): Paper {
	return cleaned(paper) as Paper;
}

function cleaned(value: unknown): unknown {
	if (typeof value === "string") return cleanText(value);
	if (Array.isArray(value)) return value.map(cleaned);
	if (value === null || typeof value !== "object") return value;
	return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, cleaned(one)]));
}

function cleanText(text: string): string {
	return text.replace(/\r\n?/g, "\n").replace(CONTROL, "").replace(LONE_SURROGATE, "\ufffd");
}

/** What a cell says, however it looks. */
export function cellWords(cell: PaperCell): string {
	return typeof cell === "string" ? cell : cell.text;
}
