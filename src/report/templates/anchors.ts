import type { ReadSheet } from "../../ground/reading/workbook/read-workbook.ts";
import { columnOf } from "./grow-ranges.ts";
import type { Sources } from "./sources.ts";
import { elementsNamed } from "./xml-elements.ts";

/** A place in a template that the report can fill. Stored with the template; columns and rows count from 1. */
export interface Anchor {
	/** `namn:Planerade` or `rubrik:Blad1!5`. */
	id: string;
	kind: "value" | "table";
	sheet: string;
	row: number;
	column: number;
	/** For a table: what the heading says, by column. */
	headings: readonly { column: number; label: string }[];
}

/** The least number of headings that makes a row the heading of a table. */
const LEAST_HEADINGS = 2;
const MAX_ANCHORS = 200;
const MAX_NAMES = 2_000;
const MAX_REFERENCE = 300;

/** Named cells, named heading rows, and rows whose texts are the headings of one of the report's tables. */
export function findAnchors(workbookXml: string, sheets: readonly ReadSheet[], sources: Sources): Anchor[] {
	const named = namesIn(workbookXml).flatMap((name) => namedAnchor(name, sheets));
	const taken = new Set(named.filter(({ kind }) => kind === "table").map(({ sheet, row }) => `${sheet}!${row}`));
	const headed = sheets
		.flatMap((sheet) => headedAnchors(sheet, sources))
		.filter(({ sheet, row }) => !taken.has(`${sheet}!${row}`));
	return [...named, ...headed].slice(0, MAX_ANCHORS);
}

interface Name {
	name: string;
	sheet: string;
	from: { row: number; column: number };
	to: { row: number; column: number };
}

const REFERENCE = /^(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?$/;

/** Names people have given; the program's own (print areas, filters) begin with `_`. */
function namesIn(workbookXml: string): Name[] {
	const names: Name[] = [];
	for (const { attributes, body: text } of elementsNamed(workbookXml, "definedName")) {
		if (text.length > MAX_REFERENCE) continue;
		const name = /\bname="([^"]*)"/.exec(attributes)?.[1] ?? "";
		const found = REFERENCE.exec(plain(text));
		if (name === "" || name.startsWith("_") || /\bhidden="(?:1|true)"/.test(attributes) || !found) continue;
		const [, quoted, bare, left, top, right, bottom] = found;
		const from = { row: Number(top), column: columnOf(left!) };
		const to = right ? { row: Number(bottom), column: columnOf(right) } : from;
		if (names.length >= MAX_NAMES) break;
		names.push({ name: plain(name), sheet: quoted?.replaceAll("''", "'") ?? bare!, from, to });
	}
	return names;
}

function namedAnchor({ name, sheet, from, to }: Name, sheets: readonly ReadSheet[]): Anchor[] {
	const found = sheets.find((one) => one.name === sheet);
	if (!found) return [];
	const place = { id: `namn:${name}`, sheet, row: from.row, column: from.column };
	if (from.row === to.row && from.column === to.column) return [{ ...place, kind: "value", headings: [] }];
	const row = found.rows.find((one) => one.number === from.row);
	const headings = headingsOf(row).filter(({ column }) => column >= from.column && column <= to.column);
	return headings.length === 0 ? [] : [{ ...place, kind: "table", headings }];
}

function headedAnchors(sheet: ReadSheet, sources: Sources): Anchor[] {
	return sheet.rows.flatMap((row): Anchor[] => {
		const { number } = row;
		const headings = headingsOf(row);
		const best = bestTable(
			headings.map(({ label }) => label),
			sources,
		);
		if (!best) return [];
		const known = headings.filter(({ label }) => best.labels.includes(label));
		const id = `rubrik:${sheet.name}!${number}`;
		return [{ id, kind: "table", sheet: sheet.name, row: number, column: known[0]!.column, headings: known }];
	});
}

function headingsOf(row: ReadSheet["rows"][number] | undefined): { column: number; label: string }[] {
	return [...(row?.cells ?? [])].map(([column, text]) => ({ column: column + 1, label: text.trim() }));
}

/** The table that knows most of the headings, if any knows enough of them. */
export function bestTable(labels: readonly string[], { tables }: Sources): Sources["tables"][number] | undefined {
	const known = (table: Sources["tables"][number]) =>
		new Set(labels.filter((label) => table.labels.includes(label))).size;
	const best = tables.reduce((one, other) => (known(other) > known(one) ? other : one));
	return known(best) >= LEAST_HEADINGS ? best : undefined;
}

/** What each place gets when nobody has chosen: the value with the place's own name, the table its headings are from. */
export function guessMapping(anchors: readonly Anchor[], sources: Sources): Record<string, string> {
	const guesses = anchors.map((anchor): [string, string] => {
		if (anchor.kind === "table")
			return [
				anchor.id,
				bestTable(
					anchor.headings.map(({ label }) => label),
					sources,
				)?.key ?? "",
			];
		const name = anchor.id.slice("namn:".length).toLowerCase();
		return [anchor.id, sources.values.find((value) => value.key === name)?.key ?? ""];
	});
	return Object.fromEntries(guesses.filter(([, source]) => source !== ""));
}

const ENTITIES: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function plain(xml: string): string {
	return xml.replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => ENTITIES[name]!);
}
