import {
	AlignmentType,
	BorderStyle,
	Paragraph,
	ShadingType,
	Table as WordTable,
	TableCell,
	TableLayoutType,
	TableRow,
	TextRun,
	VerticalAlign,
	WidthType,
} from "docx";
import { COLOURS, TONE_LOOKS } from "../../ground/tables/look.ts";
import { cellWords, factsTable, type PaperCell, type Table } from "./paper.ts";

/** A colour as Word writes it. */
export const hex = (argb: string) => argb.slice(2);

const LINE = { style: BorderStyle.SINGLE, size: 4, color: "B9C3C0" };
const HEAD_LINE = { style: BorderStyle.SINGLE, size: 12, color: hex(COLOURS.accent) };
const NONE = { style: BorderStyle.NONE, size: 0, color: "auto" };
const PAD = { left: 80, right: 80 };

export function tableOf(block: Table, width: number): WordTable {
	const shares = block.columns.reduce((sum, column) => sum + column.share, 0);
	const columnWidths = block.columns.map((column) => Math.floor((width * column.share) / shares));
	const cell = (said: PaperCell, index: number, head: boolean) => {
		const wide = columnWidths[index]!;
		const side = block.columns[index]!.align;
		const alignment = side ? { end: AlignmentType.END, center: AlignmentType.CENTER }[side] : AlignmentType.START;
		const fill = head ? COLOURS.head : groundOf(said);
		return new TableCell({
			width: { size: wide, type: WidthType.DXA },
			verticalAlign: VerticalAlign.TOP,
			margins: { top: 40, bottom: 40, ...PAD },
			borders: { top: NONE, left: NONE, right: NONE, bottom: head ? HEAD_LINE : LINE },
			...(fill ? { shading: { type: ShadingType.CLEAR, color: "auto", fill: hex(fill) } } : {}),
			children: [
				...(isBare(said) ? [] : [new Paragraph({ alignment, children: cellRuns(said, head) })]),
				...barOf(said, wide - PAD.left - PAD.right),
			],
		});
	};
	const head = new TableRow({
		tableHeader: true,
		cantSplit: true,
		children: block.columns.map((column, index) => cell(column.label, index, true)),
	});
	const rows = block.rows.map(
		(row) => new TableRow({ cantSplit: true, children: row.map((said, index) => cell(said, index, false)) }),
	);
	return new WordTable({
		layout: TableLayoutType.FIXED,
		width: { size: width, type: WidthType.DXA },
		columnWidths,
		rows: [head, ...rows],
	});
}

export function factsOf(facts: readonly (readonly [string, string])[], width: number): WordTable {
	return tableOf(factsTable("Om rapporten", facts), width);
}

function groundOf(said: PaperCell): string | null {
	return typeof said === "string" || !said.tone ? null : TONE_LOOKS[said.tone].ground;
}

function cellRuns(said: PaperCell, head: boolean): TextRun[] {
	if (typeof said === "string")
		return runs(said, { bold: head, size: 18, ...(head ? { color: hex(COLOURS.dark) } : {}) });
	const colour = said.tone ? { color: hex(TONE_LOOKS[said.tone].ink) } : {};
	return runs(cellWords(said), { bold: said.bold ?? false, size: 18, ...colour });
}

/** A bar without words. */
function isBare(said: PaperCell): boolean {
	return typeof said !== "string" && said.text === "" && said.bar !== undefined;
}

/** A bar is a shaded line whose right indent is what is left: no picture, nothing more to read aloud. */
function barOf(said: PaperCell, width: number): Paragraph[] {
	if (typeof said === "string" || said.bar === undefined) return [];
	const right = Math.round(width * (1 - Math.min(1, Math.max(0.01, said.bar))));
	return [
		new Paragraph({
			children: [new TextRun({ text: "", size: 10 })],
			shading: { type: ShadingType.CLEAR, color: "auto", fill: hex(COLOURS.bar) },
			indent: { right },
			spacing: { line: 120, lineRule: "exact" },
		}),
	];
}

export function runs(text: string, look: { bold?: boolean; size?: number; color?: string } = {}): TextRun[] {
	return text
		.split("\n")
		.map((line, index) => new TextRun({ text: line, ...look, ...(index > 0 ? { break: 1 } : {}) }));
}
