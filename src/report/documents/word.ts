import {
	AlignmentType,
	Bookmark,
	BorderStyle,
	Document,
	Footer,
	Header,
	HeadingLevel,
	InternalHyperlink,
	LevelFormat,
	Packer,
	PageBreak,
	PageNumber,
	PageOrientation,
	PageReference,
	Paragraph,
	ShadingType,
	TabStopType,
	TextRun,
} from "docx";
import { COLOURS, TONE_LOOKS } from "../../ground/tables/look.ts";
import { ZipPackage } from "../../ground/tables/zip-package.ts";
import { type Block, cleanPaper, type Cover, type Paper, type Table } from "./paper.ts";
import { factsXml, hex, tableXml } from "./word-tables.ts";

/** A4 and its margins in twentieths of a point. */
const A4 = { short: 11_906, long: 16_838, margin: 1134 };
const HEADINGS = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const;
const BULLETS = "punkter";

/** The paper as Word: real headings, tables whose heading row is repeated on each page, Swedish as its language. */
export async function toWord(given: Paper): Promise<Buffer> {
	const paper = cleanPaper(given);
	const width = (paper.landscape ? A4.long : A4.short) - 2 * A4.margin;
	const tables = new Tables(width);
	const document = new Document({
		title: paper.title,
		creator: "Tillräcklig",
		lastModifiedBy: "Tillräcklig",
		description: paper.lead,
		styles: STYLES,
		numbering: { config: [BULLET] },
		// long Swedish words in narrow columns are else cut where the column ends
		hyphenation: { autoHyphenation: true },
		// the numbers of pages in the contents are counted when the paper is opened
		...(paper.cover ? { features: { updateFields: true } } : {}),
		sections: [
			{
				properties: {
					titlePage: true,
					page: {
						margin: { top: A4.margin, bottom: A4.margin, left: A4.margin, right: A4.margin },
						size: {
							// The docx library swaps width and height of a landscape page itself.
							width: A4.short,
							height: A4.long,
							orientation: paper.landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
						},
					},
				},
				headers: { default: new Header({ children: [small(`${paper.title} – ${paper.lead}`)] }) },
				footers: { default: footer(paper.dated), first: footer(paper.dated) },
				children: [
					...(paper.cover
						? [...coverOf(paper.title, paper.cover, tables), ...contentsOf(paper.blocks, width)]
						: [heading(1, paper.title), new Paragraph({ text: paper.lead })]),
					...paper.blocks.flatMap((block, index) => blockOf(block, index, tables)),
				],
			},
		],
	});
	return sameBytes(await Packer.toBuffer(document), paper.dated, tables);
}

/** The tables of a paper: the library is given an empty paragraph in the place of each, and the file gets the table itself. */
class Tables {
	readonly #xml: string[] = [];
	readonly #width: number;

	constructor(width: number) {
		this.#width = width;
	}

	place(block: Table): Paragraph {
		return this.#placed(tableXml(block, this.#width));
	}

	placeFacts(facts: Cover["facts"]): Paragraph {
		return this.#placed(factsXml(facts, this.#width));
	}

	/** The document with its tables. No word of a paper becomes a paragraph's style. */
	into(xml: string): string {
		const place = /<w:p><w:pPr><w:pStyle w:val="tabell_(\d+)"\/><\/w:pPr><\/w:p>/g;
		return xml.replace(place, (_, at: string) => this.#xml[Number(at)]!);
	}

	#placed(xml: string): Paragraph {
		return new Paragraph({ style: `tabell_${this.#xml.push(xml) - 1}` });
	}
}

const BULLET = {
	reference: BULLETS,
	levels: [
		{
			level: 0,
			format: LevelFormat.BULLET,
			text: "•",
			alignment: AlignmentType.LEFT,
			style: { paragraph: { indent: { left: 360, hanging: 240 } } },
		},
	],
};

function blockOf(block: Block, index: number, tables: Tables): Paragraph[] {
	switch (block.kind) {
		case "heading":
			return [heading(block.level, block.text, { mark: markOf(index), new_page: block.new_page === true })];
		case "text":
			return [new Paragraph({ children: runs(block.text), spacing: { after: 120 } })];
		case "judged":
			return judged(block);
		case "list":
			return block.items.map((item) => listed(block.mark, item));
		default: {
			const caption = block.caption ? [small(block.caption)] : [];
			return [tables.place(block), ...caption, new Paragraph({ spacing: { after: 60 } })];
		}
	}
}

const markOf = (index: number) => `rubrik_${index}`;

function heading(level: 1 | 2 | 3, text: string, more: { mark?: string; new_page?: boolean } = {}): Paragraph {
	const run = new TextRun(text);
	return new Paragraph({
		heading: HEADINGS[level],
		keepNext: true,
		pageBreakBefore: more.new_page ?? false,
		children: [more.mark ? new Bookmark({ id: more.mark, children: [run] }) : run],
	});
}

function listed(mark: "•" | "att", text: string): Paragraph {
	if (mark === "•")
		return new Paragraph({ children: runs(text), numbering: { reference: BULLETS, level: 0 }, spacing: { after: 60 } });
	return new Paragraph({
		children: [new TextRun({ text: "att\t", bold: true }), ...runs(text)],
		indent: { left: 737, hanging: 737 },
		tabStops: [{ type: TabStopType.LEFT, position: 737 }],
		spacing: { after: 80 },
	});
}

function judged({ tone, word, text }: Extract<Block, { kind: "judged" }>, size = 24): Paragraph[] {
	const { ink, ground, sign } = TONE_LOOKS[tone];
	const shaded = (children: TextRun[], keepNext: boolean) =>
		new Paragraph({
			children,
			keepNext,
			shading: { type: ShadingType.CLEAR, color: "auto", fill: hex(ground) },
			border: { left: { style: BorderStyle.SINGLE, size: 24, color: hex(ink), space: 6 } },
			indent: { left: 120 },
			spacing: { after: 0 },
		});
	const said = shaded([new TextRun({ text: `${sign}\u00a0${word}`, bold: true, size, color: hex(ink) })], true);
	const reason = text === "" ? [] : [shaded(runs(text), false)];
	return [said, ...reason, new Paragraph({ spacing: { after: 60 } })];
}

function coverOf(title: string, cover: Cover, tables: Tables): Paragraph[] {
	const grey = (text: string, size: number, before = 0) =>
		new Paragraph({
			spacing: { before, after: 80 },
			children: [new TextRun({ text, size, color: hex(COLOURS.grey), bold: size < 26 })],
		});
	return [
		grey(cover.over, 22, 1400),
		heading(1, title),
		grey(cover.under, 26),
		grey(cover.whose, 20, 500),
		...judged(cover.judged, 30),
		tables.placeFacts(cover.facts),
	];
}

/** The headings with their pages, on a page of its own. */
function contentsOf(blocks: readonly Block[], width: number): Paragraph[] {
	const lines = blocks.flatMap((block, index) => {
		if (block.kind !== "heading") return [];
		const mark = markOf(index);
		const link = new InternalHyperlink({ anchor: mark, children: [new TextRun(block.text)] });
		return [
			new Paragraph({
				children: [link, new TextRun("\t"), new PageReference(mark)],
				tabStops: [{ type: TabStopType.RIGHT, position: width, leader: "dot" }],
				indent: { left: block.level === 3 ? 300 : 0 },
				spacing: { before: block.level === 2 ? 100 : 0, after: 20 },
			}),
		];
	});
	const head = new Paragraph({
		children: [new PageBreak(), new TextRun({ text: "Innehåll", bold: true, size: 28, color: hex(COLOURS.dark) })],
		spacing: { after: 160 },
	});
	return [head, ...lines];
}

function runs(text: string): TextRun[] {
	return text.split("\n").map((line, index) => new TextRun({ text: line, ...(index > 0 ? { break: 1 } : {}) }));
}

function small(text: string): Paragraph {
	return new Paragraph({ children: [new TextRun({ text, size: 17, color: hex(COLOURS.grey) })] });
}

function footer(dated: string): Footer {
	const page = [`${dated}    Sida `, PageNumber.CURRENT, " av ", PageNumber.TOTAL_PAGES];
	return new Footer({ children: [new Paragraph({ children: [new TextRun({ size: 17, children: page })] })] });
}

const STYLES = {
	default: {
		document: {
			run: { font: "Calibri", size: 20, language: { value: "sv-SE", eastAsia: "sv-SE", bidirectional: "ar-SA" } },
		},
		heading1: {
			run: { font: "Calibri", size: 44, bold: true, color: hex(COLOURS.dark) },
			paragraph: { spacing: { before: 0, after: 120 } },
		},
		heading2: {
			run: { font: "Calibri", size: 28, bold: true, color: hex(COLOURS.dark) },
			paragraph: { spacing: { before: 280, after: 120 } },
		},
		heading3: {
			run: { font: "Calibri", size: 22, bold: true, color: hex(COLOURS.dark) },
			paragraph: { spacing: { before: 200, after: 80 } },
		},
	},
};

/**
 * Replaces the time that the library writes as "now" by the paper's own day, so that the same paper gives the same bytes, and
 * names the language for the whole file.
 */
async function sameBytes(bytes: Buffer, dated: string, tables: Tables): Promise<Buffer> {
	const parts = await ZipPackage.read(bytes, { parts: 100, bytes: 500_000_000 });
	const core = parts.text("docProps/core.xml");
	const dates = core.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${dated}T00:00:00Z`);
	parts.set("docProps/core.xml", dates.replace("</cp:coreProperties>", "<dc:language>sv-SE</dc:language>$&"));
	parts.set("word/document.xml", tables.into(renumbered(parts.text("word/document.xml"))));
	return parts.toBuffer({ dated: false });
}

/** The library numbers bookmarks through all the documents that a process makes; here each document begins with one. */
function renumbered(xml: string): string {
	const numbers = new Map<string, number>();
	return xml.replace(/(<w:bookmark(?:Start|End)\b[^>]*\bw:id=")(\d+)"/g, (_, before: string, id: string) => {
		const number = numbers.get(id) ?? numbers.size + 1;
		numbers.set(id, number);
		return `${before}${number}"`;
	});
}
