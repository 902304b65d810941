import { COLOURS, TONE_LOOKS } from "../../ground/tables/look.ts";
import { cellWords, factsTable, type PaperCell, type Table } from "./paper.ts";

/** A colour as Word writes it. */
export const hex = (argb: string) => argb.slice(2);

const PAD = { left: 80, right: 80 };
const MARGINS = `<w:tcMar>${edge("top", 40)}${edge("left", PAD.left)}${edge("bottom", 40)}${edge("right", PAD.right)}</w:tcMar>`;
const NONE = 'w:val="none" w:color="auto" w:sz="0"';
const [HEAD_BORDERS, BORDERS] = [
	`w:val="single" w:color="${hex(COLOURS.accent)}" w:sz="12"`,
	'w:val="single" w:color="B9C3C0" w:sz="4"',
].map(
	(line) => `<w:tcBorders><w:top ${NONE}/><w:left ${NONE}/><w:bottom ${line}/><w:right ${NONE}/></w:tcBorders>`,
) as [string, string];
const TABLE_BORDERS = ["top", "left", "bottom", "right", "insideH", "insideV"]
	.map((side) => `<w:${side} w:val="single" w:color="auto" w:sz="4"/>`)
	.join("");
const SIZE = '<w:sz w:val="18"/><w:szCs w:val="18"/>';
const BOLD = "<w:b/><w:bCs/>";
const NOT_BOLD = '<w:b w:val="false"/><w:bCs w:val="false"/>';

function edge(side: string, width: number): string {
	return `<w:${side} w:type="dxa" w:w="${width}"/>`;
}

/**
 * A table as the file holds it. The library makes some twenty objects of each cell, nearly a millisecond of work, and a report's
 * tables have ten thousand: they are written straight.
 */
export function tableXml(block: Table, width: number): string {
	const shares = block.columns.reduce((sum, column) => sum + column.share, 0);
	const widths = block.columns.map((column) => Math.floor((width * column.share) / shares));
	const cell = (said: PaperCell, index: number, head: boolean) =>
		cellXml(said, { width: widths[index]!, side: block.columns[index]!.align ?? "start", head });
	const head = rowXml(
		block.columns.map(({ label }, index) => cell(label, index, true)),
		"<w:cantSplit/><w:tblHeader/>",
	);
	const rows = block.rows.map((row) =>
		rowXml(
			row.map((said, index) => cell(said, index, false)),
			"<w:cantSplit/>",
		),
	);
	const grid = widths.map((wide) => `<w:gridCol w:w="${wide}"/>`).join("");
	const properties = `<w:tblW w:type="dxa" w:w="${width}"/><w:tblBorders>${TABLE_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>`;
	return `<w:tbl><w:tblPr>${properties}</w:tblPr><w:tblGrid>${grid}</w:tblGrid>${head}${rows.join("")}</w:tbl>`;
}

export function factsXml(facts: readonly (readonly [string, string])[], width: number): string {
	return tableXml(factsTable("Om rapporten", facts), width);
}

const rowXml = (cells: readonly string[], properties: string) =>
	`<w:tr><w:trPr>${properties}</w:trPr>${cells.join("")}</w:tr>`;

function cellXml(said: PaperCell, { width, side, head }: { width: number; side: string; head: boolean }): string {
	const fill = head ? COLOURS.head : groundOf(said);
	const properties = [
		edge("tcW", width),
		head ? HEAD_BORDERS : BORDERS,
		fill ? shade(fill) : "",
		MARGINS,
		'<w:vAlign w:val="top"/>',
	].join("");
	const words = isBare(said) ? "" : `<w:p><w:pPr><w:jc w:val="${side}"/></w:pPr>${runsXml(said, head)}</w:p>`;
	return `<w:tc><w:tcPr>${properties}</w:tcPr>${words}${barXml(said, width - PAD.left - PAD.right)}</w:tc>`;
}

const shade = (argb: string) => `<w:shd w:fill="${hex(argb)}" w:color="auto" w:val="clear"/>`;

function groundOf(said: PaperCell): string | null {
	return typeof said === "string" || !said.tone ? null : TONE_LOOKS[said.tone].ground;
}

function runsXml(said: PaperCell, head: boolean): string {
	const bold = head || (typeof said !== "string" && said.bold === true);
	const ink = head ? COLOURS.dark : inkOf(said);
	const look = `<w:rPr>${bold ? BOLD : NOT_BOLD}${ink ? `<w:color w:val="${hex(ink)}"/>` : ""}${SIZE}</w:rPr>`;
	return cellWords(said)
		.split("\n")
		.map((line, index) => `<w:r>${look}${index > 0 ? "<w:br/>" : ""}${textXml(line)}</w:r>`)
		.join("");
}

function inkOf(said: PaperCell): string | null {
	return typeof said === "string" || !said.tone ? null : TONE_LOOKS[said.tone].ink;
}

/** A bar without words. */
function isBare(said: PaperCell): boolean {
	return typeof said !== "string" && said.text === "" && said.bar !== undefined;
}

/** A bar is a shaded line whose right indent is what is left: no picture, nothing more to read aloud. */
function barXml(said: PaperCell, width: number): string {
	if (typeof said === "string" || said.bar === undefined) return "";
	const right = Math.round(width * (1 - Math.min(1, Math.max(0.01, said.bar))));
	const line = `${shade(COLOURS.bar)}<w:spacing w:line="120" w:lineRule="exact"/><w:ind w:right="${right}"/>`;
	return `<w:p><w:pPr>${line}</w:pPr><w:r><w:rPr><w:sz w:val="10"/><w:szCs w:val="10"/></w:rPr>${textXml("")}</w:r></w:p>`;
}

const ESCAPED: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

/** T01: what somebody wrote is text and nothing else. */
function textXml(text: string): string {
	return `<w:t xml:space="preserve">${text.replace(/[&<>"']/g, (sign) => ESCAPED[sign]!)}</w:t>`;
}
