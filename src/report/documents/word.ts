import {
	AlignmentType,
	BorderStyle,
	Document,
	Footer,
	Header,
	HeadingLevel,
	Packer,
	PageNumber,
	PageOrientation,
	Paragraph,
	ShadingType,
	Table,
	TableCell,
	TableLayoutType,
	TableRow,
	TextRun,
	VerticalAlign,
	WidthType,
} from "docx";
import { ZipPackage } from "../../ground/tables/zip-package.ts";
import { type Block, cleanPaper, type Paper } from "./paper.ts";

/** A4 and its margins in twentieths of a point. */
const A4 = { short: 11_906, long: 16_838, margin: 1134 };
const LINE = { style: BorderStyle.SINGLE, size: 4, color: "969696" };
const NONE = { style: BorderStyle.NONE, size: 0, color: "auto" };
const HEADINGS = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2 } as const;

/** The paper as Word: real headings, tables whose heading row is repeated on each page, Swedish as its language. */
export async function toWord(given: Paper): Promise<Buffer> {
	const paper = cleanPaper(given);
	const width = (paper.landscape ? A4.long : A4.short) - 2 * A4.margin;
	const document = new Document({
		title: paper.title,
		creator: "Tillräcklig",
		lastModifiedBy: "Tillräcklig",
		description: paper.lead,
		styles: STYLES,
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
					heading(1, paper.title),
					new Paragraph({ text: paper.lead }),
					...paper.blocks.flatMap((block) => blockOf(block, width)),
				],
			},
		],
	});
	return sameBytes(await Packer.toBuffer(document), paper.dated);
}

function blockOf(block: Block, width: number): (Paragraph | Table)[] {
	if (block.kind === "heading") return [heading(block.level, block.text)];
	if (block.kind === "text") return [new Paragraph({ children: runs(block.text), spacing: { after: 120 } })];
	return [tableOf(block, width), new Paragraph({ spacing: { after: 60 } })];
}

function heading(level: 1 | 2, text: string): Paragraph {
	return new Paragraph({ heading: HEADINGS[level], keepNext: true, children: [new TextRun(text)] });
}

function tableOf(block: Extract<Block, { kind: "table" }>, width: number): Table {
	const shares = block.columns.reduce((sum, column) => sum + column.share, 0);
	const columnWidths = block.columns.map((column) => Math.floor((width * column.share) / shares));
	const cell = (text: string, index: number, head: boolean) =>
		new TableCell({
			width: { size: columnWidths[index]!, type: WidthType.DXA },
			verticalAlign: VerticalAlign.TOP,
			margins: { top: 40, bottom: 40, left: 80, right: 80 },
			borders: { top: NONE, left: NONE, right: NONE, bottom: LINE },
			...(head ? { shading: { type: ShadingType.CLEAR, color: "auto", fill: "E6EDF2" } } : {}),
			children: [
				new Paragraph({
					alignment: block.columns[index]!.align === "end" ? AlignmentType.END : AlignmentType.START,
					children: runs(text, head),
				}),
			],
		});
	const head = new TableRow({
		tableHeader: true,
		cantSplit: true,
		children: block.columns.map((column, index) => cell(column.label, index, true)),
	});
	const rows = block.rows.map(
		(row) => new TableRow({ cantSplit: true, children: row.map((text, index) => cell(text, index, false)) }),
	);
	return new Table({
		layout: TableLayoutType.FIXED,
		width: { size: width, type: WidthType.DXA },
		columnWidths,
		rows: [head, ...rows],
	});
}

function runs(text: string, bold = false): TextRun[] {
	return text.split("\n").map((line, index) => new TextRun({ text: line, bold, ...(index > 0 ? { break: 1 } : {}) }));
}

function small(text: string): Paragraph {
	return new Paragraph({ children: [new TextRun({ text, size: 17 })] });
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
			run: { font: "Calibri", size: 36, bold: true, color: "000000" },
			paragraph: { spacing: { before: 0, after: 120 } },
		},
		heading2: {
			run: { font: "Calibri", size: 26, bold: true, color: "000000" },
			paragraph: { spacing: { before: 280, after: 120 } },
		},
	},
};

/**
 * Replaces the time that the library writes as "now" by the paper's own day, so that the same paper gives the same bytes, and
 * names the language for the whole file.
 */
async function sameBytes(bytes: Buffer, dated: string): Promise<Buffer> {
	const parts = await ZipPackage.read(bytes, { parts: 100, bytes: 500_000_000 });
	const core = parts.text("docProps/core.xml");
	const dates = core.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${dated}T00:00:00Z`);
	parts.set("docProps/core.xml", dates.replace("</cp:coreProperties>", "<dc:language>sv-SE</dc:language>$&"));
	return parts.toBuffer({ dated: false });
}
