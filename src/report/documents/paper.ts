/** A document for the nämnd's papers, before it is Word or PDF: the same content makes both. */
export interface Paper {
	title: string;
	/** The line under the title: whose document it is. */
	lead: string;
	/** The day on the document, YYYY-MM-DD. Comes from what the document is about, so that the same content is the same bytes. */
	dated: string;
	landscape: boolean;
	blocks: readonly Block[];
}

export type Block =
	| { kind: "heading"; level: 1 | 2; text: string }
	| { kind: "text"; text: string }
	| { kind: "table"; label: string; columns: readonly PaperColumn[]; rows: readonly (readonly string[])[] };

export interface PaperColumn {
	label: string;
	/** The column's share of the page's width. */
	share: number;
	align?: "end";
}

/** Facts as a table of two columns: what, and what it is. Empty ones are left out. */
export function factsTable(label: string, facts: readonly (readonly [string, string | null])[]): Block {
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
	return {
		...paper,
		title: cleanText(paper.title),
		lead: cleanText(paper.lead),
		blocks: paper.blocks.map((block): Block => {
			if (block.kind !== "table") return { ...block, text: cleanText(block.text) };
			const columns = block.columns.map((column) => ({ ...column, label: cleanText(column.label) }));
			return { ...block, columns, rows: block.rows.map((row) => row.map(cleanText)) };
		}),
	};
}

function cleanText(text: string): string {
	return text.replace(/\r\n?/g, "\n").replace(CONTROL, "").replace(LONE_SURROGATE, "\ufffd");
}
