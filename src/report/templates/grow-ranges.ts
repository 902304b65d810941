import type { ZipPackage } from "../../ground/tables/zip-package.ts";
import { Invalid } from "../../ground/errors.ts";

/** Where a table has been filled: its row of headings, its last row, and its columns from the first to the last. */
export interface Filled {
	sheet: string;
	top: number;
	bottom: number;
	left: number;
	right: number;
}

interface Range {
	left: number;
	top: number;
	right: number;
	bottom: number;
}

const RANGE = /^(\$?)([A-Z]{1,3})(\$?)(\d+)(?::(\$?)([A-Z]{1,3})(\$?)(\d+))?$/;

function rangeOf(ref: string): Range | null {
	const found = RANGE.exec(ref);
	if (!found) return null;
	const [left, top] = [columnOf(found[2]!), Number(found[4])];
	return found[6] === undefined
		? { left, top, right: left, bottom: top }
		: { left, top, right: columnOf(found[6]), bottom: Number(found[8]) };
}

/**
 * Extends a range that covers the first row below the headings and ends before the last filled row; every other range is left
 * as it is. A range over the headings alone is not extended, since it only names them.
 */
export function grown(ref: string, filled: Filled): string {
	const range = rangeOf(ref);
	if (!range || range.left > filled.right || range.right < filled.left) return ref;
	if (range.top > filled.top + 1 || range.bottom <= filled.top || range.bottom >= filled.bottom) return ref;
	const [, a, left, b, top, c = a, right = left, d = b] = RANGE.exec(ref)!;
	return `${a}${left}${b}${top}:${c}${right}${d}${filled.bottom}`;
}

// in the expressions an element's attributes hold no "<", so that a comment full of beginnings is gone through once (T58)

/** What a sheet says about its cells after them: colours, lists to choose from and the filter, each with its ranges. */
export function grownRules(xml: string, filled: Filled): string {
	const each = (refs: string) =>
		refs
			.split(/\s+/)
			.map((ref) => grown(ref, filled))
			.join(" ");
	return xml
		.replace(
			/(<(?:conditionalFormatting|dataValidation|ignoredError)\b[^<>]*?\ssqref=")([^"]*)/g,
			(_, head: string, refs: string) => head + each(refs),
		)
		.replace(/(<(?:\w+:)?sqref>)([^<]*)/g, (_, head: string, refs: string) => head + each(refs))
		.replace(/(<autoFilter\b[^<>]*?\sref=")([^"]*)/, (_, head: string, ref: string) => head + grown(ref, filled));
}

/** So much Excel takes in a name. The rest of the text is read anew at each comma, which would take hours for megabytes of them (T58). */
const LONGEST_NAME = 8192;
const AREA = /^((?:'(?:[^']|'')+'|[^'!,]+)!)(.+)$/;

/** Names and print areas: those that are ranges and nothing else. A single cell that has a name keeps it. */
export function grownNames(workbook: string, filled: Filled): string {
	return workbook.replace(/(<definedName\b[^<>]*>)([^<]*)/g, (whole, head: string, text: string) => {
		if (text.length > LONGEST_NAME) return whole;
		const areas = text
			.replaceAll("&apos;", "'")
			.split(/,(?=(?:[^']*'[^']*')*[^']*$)/)
			.map((area) => AREA.exec(area));
		if (areas.some((area) => !area || !RANGE.test(area[2]!))) return whole;
		return (
			head +
			areas
				.map((area) => {
					const [, sheet = "", ref = ""] = area!;
					return sheet + (sheetOf(sheet) === filled.sheet && ref.includes(":") ? grown(ref, filled) : ref);
				})
				.join(",")
		);
	});
}

const ENTITIES: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function sheetOf(text: string): string {
	const name = text.slice(0, -1).replace(/&(lt|gt|amp|quot|apos);/g, (_, of: string) => ENTITIES[of]!);
	return name.startsWith("'") ? name.slice(1, -1).replaceAll("''", "'") : name;
}

/**
 * Extends Excel's own tables on the sheet. A table with a row of sums has no room below it, and no table may grow over another.
 */
export function growTables(parts: ZipPackage, sheetPath: string, filled: Filled): void {
	const others: Range[] = [];
	for (const name of tablesOf(parts, sheetPath)) {
		const xml = parts.text(name);
		const ref = refOf(xml);
		const range = rangeOf(grown(ref, filled));
		if (!range) continue;
		const sums = /<table\b[^>]*\stotalsRowCount="[1-9]/.test(xml);
		const reaches = filled.bottom >= range.bottom && filled.top >= range.top && filled.top < range.bottom;
		if (sums && reaches && range.left <= filled.right && range.right >= filled.left)
			throw new Invalid({
				"": `Bladet ${filled.sheet}: tabellen har en summarad som står i vägen. Ta bort den i mallen.`,
			});
		if (others.some((other) => overlap(other, range)))
			throw new Invalid({
				"": `Bladet ${filled.sheet}: tabellen skulle växa in i en annan tabell. Flytta isär dem i mallen.`,
			});
		others.push(range);
		const grow = (_: string, head: string, found: string) => head + grown(found, filled);
		const changed = xml
			.replace(/(<table\b[^<>]*?\sref=")([^"]*)/, grow)
			.replace(/(<autoFilter\b[^<>]*?\sref=")([^"]*)/, grow);
		if (changed !== xml) parts.set(name, changed);
	}
}

function overlap(a: Range, b: Range): boolean {
	return a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;
}

function refOf(xml: string): string {
	return /<table\b[^<>]*?\sref="([^"]*)"/.exec(xml)?.[1] ?? "";
}

function tablesOf(parts: ZipPackage, sheetPath: string): string[] {
	const rels = sheetPath.replace(/([^/]+)$/, "_rels/$1.rels");
	if (!parts.has(rels)) return [];
	return [...parts.text(rels).matchAll(/\bTarget="(?:\.\.\/|\/xl\/)(tables\/[^"]+)"/g)]
		.map(([, target]) => `xl/${target}`)
		.filter((name) => parts.has(name));
}

/** A → 1, AA → 27. */
export function columnOf(name: string): number {
	return [...name].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}
