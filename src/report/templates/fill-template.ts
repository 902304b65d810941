import { stockholmTimestamp } from "../../ground/calendar/stockholm.ts";
import { cellText } from "../../ground/tables/cell-text.ts";
import { ZipPackage } from "../../ground/tables/zip-package.ts";
import { Invalid } from "../../ground/errors.ts";
import type { Anchor } from "./anchors.ts";
import { type Filled, grownNames, growTables } from "./grow-ranges.ts";
import { TEMPLATE_LIMITS } from "./limits.ts";
import { type Fill, SheetRefused, SheetXml } from "./sheet-xml.ts";
import type { Sources, SourceValue } from "./sources.ts";
import { elementsNamed } from "./xml-elements.ts";

/**
 * The template with the report's values in its places. Only the sheets that are filled are written anew, cell by cell; every
 * other part (charts, pictures, styles, other sheets) keeps its bytes. Formulas are counted again when the file is opened.
 */
export async function fillTemplate(
	template: Buffer,
	anchors: readonly Anchor[],
	mapping: Readonly<Record<string, string>>,
	sources: Sources,
): Promise<Buffer> {
	const parts = await ZipPackage.read(template, TEMPLATE_LIMITS);
	const paths = sheetPaths(parts);
	const sheets = new Map<string, SheetXml>();
	let book = parts.text(WORKBOOK);
	for (const anchor of anchors) {
		const source = mapping[anchor.id];
		const path = paths.get(anchor.sheet);
		if (!source || !path) continue;
		const sheet = sheets.get(path) ?? openSheet(parts.text(path));
		sheets.set(path, sheet);
		if (anchor.kind === "value") {
			const value = sources.values.find(({ key }) => key === source);
			fillValue(sheet, anchor, value);
			continue;
		}
		const table = sources.tables.find(({ key }) => key === source);
		const filled = table && fillTable(sheet, anchor, table);
		if (!filled) continue;
		sheet.grow(filled);
		growTables(parts, path, filled);
		book = grownNames(book, filled);
	}
	for (const [path, sheet] of sheets) parts.set(path, sheet.toString());
	if (sheets.size > 0) parts.set(WORKBOOK, countedOnOpening(book));
	return parts.toBuffer({ dated: true });
}

const WORKBOOK = "xl/workbook.xml";

function openSheet(xml: string): SheetXml {
	try {
		return new SheetXml(xml);
	} catch (error) {
		if (error instanceof SheetRefused) throw new Invalid({ "": error.message });
		throw error;
	}
}

function fillValue(sheet: SheetXml, { row, column, sheet: name }: Anchor, value: SourceValue | undefined): void {
	if (!value) return;
	if (sheet.hasFormula(row, column)) {
		throw new Invalid({ "": `Bladet ${name}, rad ${row}: platsen innehåller en formel. Välj en tom cell i mallen.` });
	}
	sheet.set(row, column, fillOf(value), sheet.styleOf(row, column));
}

/** Below the headings, a row each. What the template already has there is never written over. Returns where it was filled. */
function fillTable(sheet: SheetXml, anchor: Anchor, table: Sources["tables"][number]): Filled | null {
	const columns = anchor.headings.filter(({ label }) => table.labels.includes(label));
	const styles = columns.map(({ column }) => sheet.styleOf(anchor.row + 1, column));
	let at = anchor.row;
	for (const values of table.rows()) {
		at++;
		for (const [index, { column, label }] of columns.entries()) {
			if (sheet.isFilled(at, column)) {
				throw new Invalid({
					"": `Bladet ${anchor.sheet}, rad ${at}: där finns redan innehåll. Lämna raderna under rubrikerna tomma i mallen, så långt som tabellen ”${table.label}” kan bli.`,
				});
			}
			const value = values.get(label)!;
			if (value.value !== null && value.value !== "") {
				sheet.set(at, column, fillOf(value), sheet.styleOf(at, column) || styles[index]!);
			}
		}
	}
	const numbers = columns.map(({ column }) => column);
	if (at === anchor.row || numbers.length === 0) return null;
	const [left, right] = [Math.min(...numbers), Math.max(...numbers)];
	return { sheet: anchor.sheet, top: anchor.row, bottom: at, left, right };
}

/** Numbers as numbers, amounts in kronor; dates as text, since only the template knows how its cells show numbers. */
function fillOf({ type, value }: SourceValue): Fill {
	if (value === null) return { kind: "text", text: "" };
	if (type === "count" || type === "year" || type === "share") return { kind: "number", number: Number(value) };
	if (type === "ore") return { kind: "number", number: Number(value) / 100 };
	if (type === "mnkr") return { kind: "number", number: Number(value) / 100_000_000 };
	return { kind: "text", text: cellText(type === "instant" ? stockholmTimestamp(String(value)) : String(value)) };
}

/** Sheet name → its part. */
export function sheetPaths(parts: ZipPackage): Map<string, string> {
	const targets = new Map<string, string>();
	for (const { attributes } of elementsNamed(parts.text("xl/_rels/workbook.xml.rels"), "Relationship"))
		targets.set(attribute(attributes, "Id"), attribute(attributes, "Target"));
	const paths = new Map<string, string>();
	for (const { attributes } of elementsNamed(parts.text(WORKBOOK), "sheet")) {
		const target = targets.get(attribute(attributes, "r:id")) ?? "";
		const path = target.startsWith("/") ? target.slice(1) : `xl/${target}`;
		if (parts.has(path)) paths.set(attribute(attributes, "name"), path);
	}
	return paths;
}

function attribute(attributes: string, name: string): string {
	const found = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1] ?? "";
	return found
		.replace(/&(lt|gt|quot|apos);/g, (_, of: "lt" | "gt" | "quot" | "apos") => ENTITIES[of])
		.replaceAll("&amp;", "&");
}
const ENTITIES = { lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * Tells the program to compute every formula when the file is opened, because the stored results are older than the filled
 * values.
 */
function countedOnOpening(xml: string): string {
	if (/<calcPr\b/.test(xml)) {
		return xml.replace(/<calcPr\b([^>]*?)(\/?)>/, (_, attributes: string, end: string) => {
			// one blank and no more: a run of them that is followed by something else would be walked from each of its blanks (T58)
			const others = attributes.replace(/\sfullCalcOnLoad="[^"]*"/, "");
			return `<calcPr${others} fullCalcOnLoad="1"${end}>`;
		});
	}
	const before = ["</definedNames>", "</externalReferences>", "</functionGroups>", "</sheets>"].find((tag) =>
		xml.includes(tag),
	);
	return before ? xml.replace(before, `${before}<calcPr fullCalcOnLoad="1"/>`) : xml;
}
