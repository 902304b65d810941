import { all, child, type Element } from "./xml-tree.ts";

export interface Styles {
	cells: number;
	differential: number;
}

export interface Range {
	left: number;
	top: number;
	right: number;
	bottom: number;
}

const MAX_TEXT = 32_767;
const CELL = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/;

function cellOf(text: string): { column: number; row: number } | null {
	const found = CELL.exec(text);
	if (!found) return null;
	const column = [...found[1]!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
	const row = Number(found[2]);
	return column <= 16_384 && row >= 1 && row <= 1_048_576 ? { column, row } : null;
}

export function rangeOf(text: string): Range | null {
	const [from, to = from] = text.split(":");
	const [a, b] = [cellOf(from ?? ""), cellOf(to ?? "")];
	if (!a || !b || a.column > b.column || a.row > b.row) return null;
	return { left: a.column, top: a.row, right: b.column, bottom: b.row };
}

export function overlap(a: Range, b: Range): boolean {
	return a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;
}

/** Cells: in order, inside what the sheet says it holds, with a style that is there and a text that Excel takes. */
export function* cellFaults(sheet: Element, styles: Styles, shared: number): Generator<string> {
	const told = child(sheet, "dimension")?.attributes.ref;
	const dimension = told ? rangeOf(told) : null;
	if (told && !dimension) yield `the dimension is ${told}`;
	let lastRow = 0;
	const masters = new Map<string, number>();
	for (const row of all(sheet, "sheetData", "row")) {
		const number = Number(row.attributes.r ?? lastRow + 1);
		if (number <= lastRow) yield `row ${number} stands after row ${lastRow}`;
		lastRow = number;
		let lastColumn = 0;
		for (const cell of all(row, "c")) {
			const { r = "", s = "0", t = "n" } = cell.attributes;
			const at = cellOf(r);
			if (!at || at.row !== number || at.column <= lastColumn) yield `cell ${r} is out of order in row ${number}`;
			if (at) lastColumn = at.column;
			if (at && dimension && !overlap(dimension, { left: at.column, right: at.column, top: at.row, bottom: at.row }))
				yield `cell ${r} is outside ${told}`;
			if (!(Number(s) < styles.cells)) yield `cell ${r} has style ${s} of ${styles.cells}`;
			const value = child(cell, "v")?.text;
			if (t === "s" && !(Number(value) < shared)) yield `cell ${r} has shared text ${value} of ${shared}`;
			if (t === "n" && value !== undefined && !Number.isFinite(Number(value))) yield `cell ${r} is the number ${value}`;
			const text = t === "str" ? (value ?? "") : textOf(child(cell, "is"));
			if (text.length > MAX_TEXT) yield `cell ${r} has ${text.length} characters`;
			const formula = child(cell, "f");
			if ((formula?.text.length ?? 0) > 8192) yield `cell ${r} has a formula of ${formula!.text.length} characters`;
			const { si, ref } = formula?.attributes ?? {};
			if (si !== undefined && ref !== undefined) masters.set(si, (masters.get(si) ?? 0) + 1);
		}
	}
	for (const [si, count] of masters) if (count > 1) yield `shared formula ${si} begins ${count} times`;
}

export function textOf(element: Element | undefined): string {
	return element
		? (child(element, "t")?.text ?? "") +
				all(element, "r", "t")
					.map((one) => one.text)
					.join("")
		: "";
}

/** What a sheet says about its cells: links, lists to choose from, colours, merged cells, columns and print. */
export function* ruleFaults(sheet: Element, styles: Styles, sheets: readonly string[]): Generator<string> {
	const refs = [
		...all(sheet, "conditionalFormatting").flatMap((one) => (one.attributes.sqref ?? "").split(" ")),
		...all(sheet, "dataValidations", "dataValidation").flatMap((one) => (one.attributes.sqref ?? "").split(" ")),
		...all(sheet, "hyperlinks", "hyperlink").map((one) => one.attributes.ref ?? ""),
		...all(sheet, "mergeCells", "mergeCell").map((one) => one.attributes.ref ?? ""),
		...all(sheet, "autoFilter").map((one) => one.attributes.ref ?? ""),
	];
	for (const ref of refs) if (!rangeOf(ref)) yield `${ref} is no range`;
	for (const rule of all(sheet, "conditionalFormatting", "cfRule")) {
		const { dxfId, priority } = rule.attributes;
		if (dxfId !== undefined && !(Number(dxfId) < styles.differential))
			yield `a rule has style ${dxfId} of ${styles.differential}`;
		if (!(Number(priority) >= 1)) yield `a rule has priority ${priority}`;
	}
	for (const { attributes, children } of all(sheet, "dataValidations", "dataValidation")) {
		const list = children.find((one) => one.name === "formula1")?.text ?? "";
		if (attributes.type === "list" && list.startsWith('"') && list.length - 2 > 255)
			yield `a list has ${list.length - 2} characters`;
		for (const [key, most] of [
			["errorTitle", 32],
			["promptTitle", 32],
			["error", 255],
			["prompt", 255],
		] as const)
			if ((attributes[key]?.length ?? 0) > most) yield `the ${key} of a list has ${attributes[key]!.length} characters`;
	}
	for (const { attributes } of all(sheet, "hyperlinks", "hyperlink")) {
		const { location, ref } = attributes;
		if (location === undefined && attributes["r:id"] === undefined) yield `the link at ${ref} leads nowhere`;
		const to = location?.includes("!")
			? location.slice(0, location.lastIndexOf("!")).replace(/^'|'$/g, "").replaceAll("''", "'")
			: null;
		if (to !== null && !sheets.includes(to)) yield `the link at ${ref} leads to the sheet ${to}`;
	}
	if (all(sheet, "hyperlinks", "hyperlink").length > 65_530) yield "more links than Excel takes";
	const merged = all(sheet, "mergeCells", "mergeCell").flatMap((one) => rangeOf(one.attributes.ref ?? "") ?? []);
	for (const [index, one] of merged.entries())
		if (merged.slice(index + 1).some((other) => overlap(one, other))) yield "merged cells overlap";
	let last = 0;
	for (const { attributes } of all(sheet, "cols", "col")) {
		if (Number(attributes.min) <= last || Number(attributes.max) < Number(attributes.min))
			yield `column ${attributes.min} is out of order`;
		last = Number(attributes.max);
		if (!(Number(attributes.style ?? 0) < styles.cells)) yield `column ${attributes.min} has style ${attributes.style}`;
	}
	for (const { name, text } of child(sheet, "headerFooter")?.children ?? [])
		if (text.length > 255) yield `<${name}> has ${text.length} characters`;
}
