import { ZipPackage } from "../../../src/ground/tables/zip-package.ts";
import { orderFaults } from "./child-order.ts";
import { idFaults, packageFaults, type Relation, relationsOf } from "./package-faults.ts";
import { cellFaults, overlap, type Range, rangeOf, ruleFaults, type Styles, textOf } from "./sheet-faults.ts";
import { all, child, type Element, treeOf } from "./xml-tree.ts";

/**
 * What Excel would want to repair in a workbook (ECMA-376 part 1 and Excel's own limits), a line each; empty for one that is
 * whole. Other programs open broken files in silence, so that they cannot tell.
 */
export async function workbookFaults(bytes: Buffer): Promise<string[]> {
	const parts = await ZipPackage.read(bytes, { parts: 5000, bytes: 1_000_000_000 });
	const faults = [...packageFaults(parts)];
	for (const name of parts.names().filter((one) => /\.(?:xml|rels)$/.test(one))) {
		const root = treeOf(parts.text(name));
		const found = [...orderFaults(root), ...idFaults(root, relationsOf(parts, name))];
		faults.push(...found.map((fault) => `${name}: ${fault}`));
	}
	const path = [...relationsOf(parts, "").values()].find(({ type }) => type === "officeDocument")?.part ?? "";
	const book = treeOf(parts.text(path));
	const relations = relationsOf(parts, path);
	const of = (type: string) => [...relations.values()].find((one) => one.type === type)?.part;
	if (!parts.has(of("styles") ?? "")) return faults;
	const styles = treeOf(parts.text(of("styles")!));
	faults.push(...styleFaults(styles).map((fault) => `styles: ${fault}`));
	const strings = of("sharedStrings") ? all(treeOf(parts.text(of("sharedStrings")!)), "si") : [];
	if (strings.some((one) => textOf(one).length > 32_767)) faults.push("a shared text is too long");
	faults.push(...bookFaults(book, relations));
	const known: Styles = { cells: all(styles, "cellXfs", "xf").length, differential: all(styles, "dxfs", "dxf").length };
	const names = all(book, "sheets", "sheet").map(({ attributes }) => attributes.name!);
	const tables = new Tables(all(book, "definedNames", "definedName").map(({ attributes }) => attributes.name!));
	for (const { attributes } of all(book, "sheets", "sheet")) {
		const part = relations.get(attributes["r:id"]!)?.part;
		if (!part) continue;
		const sheet = treeOf(parts.text(part));
		const found = [...cellFaults(sheet, known, strings.length), ...ruleFaults(sheet, known, names)];
		for (const { type, part: table } of relationsOf(parts, part).values())
			if (type === "table" && table) found.push(...tables.faults(treeOf(parts.text(table)), sheet, part, strings));
		faults.push(...found.map((fault) => `${attributes.name}: ${fault}`));
	}
	return faults;
}

function styleFaults(styles: Element): string[] {
	const count = (list: string, item: string) => all(styles, list, item).length;
	const formats = all(styles, "numFmts", "numFmt").map(({ attributes }) => Number(attributes.numFmtId));
	const faults = new Set(formats).size === formats.length ? [] : ["a number format stands twice"];
	for (const list of ["cellStyleXfs", "cellXfs"]) {
		for (const [index, { attributes }] of all(styles, list, "xf").entries()) {
			const format = Number(attributes.numFmtId ?? 0);
			if (format >= 164 && !formats.includes(format)) faults.push(`${list} ${index} has number format ${format}`);
			for (const [key, most] of [
				["fontId", count("fonts", "font")],
				["fillId", count("fills", "fill")],
				["borderId", count("borders", "border")],
				["xfId", list === "cellXfs" ? count("cellStyleXfs", "xf") : 1],
			] as const)
				if (!(Number(attributes[key] ?? 0) < most))
					faults.push(`${list} ${index} has ${key} ${attributes[key]} of ${most}`);
		}
	}
	return faults;
}

function bookFaults(book: Element, relations: ReadonlyMap<string, Relation>): string[] {
	const faults: string[] = [];
	const sheets = all(book, "sheets", "sheet");
	for (const { attributes } of sheets) {
		const name = attributes.name ?? "";
		if (name.length < 1 || name.length > 31 || /[[\]:*?/\\]|^'|'$/.test(name)) faults.push(`a sheet is called ${name}`);
		if (relations.get(attributes["r:id"] ?? "")?.type !== "worksheet") faults.push(`the sheet ${name} leads nowhere`);
	}
	const unique = (what: string, values: readonly (string | undefined)[]) => {
		if (new Set(values.map((one) => one?.toLowerCase())).size !== values.length) faults.push(`${what} stands twice`);
	};
	unique(
		"a sheet's name",
		sheets.map(({ attributes }) => attributes.name),
	);
	unique(
		"a sheet's id",
		sheets.map(({ attributes }) => attributes.sheetId),
	);
	const names = all(book, "definedNames", "definedName");
	unique(
		"a defined name",
		names.map(({ attributes }) => `${attributes.name} ${attributes.localSheetId ?? ""}`),
	);
	for (const { attributes, text } of names) {
		const { name = "", localSheetId } = attributes;
		if (!/^[\p{L}_\\][\p{L}\p{N}_.\\]{0,254}$/u.test(name) || /^(?:[A-Z]{1,3}\d+|R\d*C\d*|R|C)$/i.test(name))
			faults.push(`a name is ${name}`);
		if (localSheetId !== undefined && !(Number(localSheetId) < sheets.length))
			faults.push(`${name} is of sheet ${localSheetId}`);
		for (const [, quoted, bare] of text.matchAll(/(?:'((?:[^']|'')+)'|([^'!,:()+*/-]+))!/g)) {
			const to = quoted?.replaceAll("''", "'") ?? bare;
			if (!sheets.some((sheet) => sheet.attributes.name === to)) faults.push(`${name} leads to the sheet ${to}`);
		}
	}
	return faults;
}

/** The tables of a whole workbook: their ids and names are shared with each other and with the defined names. */
class Tables {
	readonly #taken: Set<string>;
	readonly #ids = new Set<string>();
	readonly #ranges = new Map<string, Range[]>();

	constructor(names: readonly string[]) {
		this.#taken = new Set(names.map((name) => name.toLowerCase()));
	}

	*faults(table: Element, sheet: Element, part: string, strings: readonly Element[]): Generator<string> {
		const { id = "", displayName = "", ref = "" } = table.attributes;
		if (this.#ids.has(id)) yield `table id ${id} stands twice`;
		if (this.#taken.has(displayName.toLowerCase())) yield `the table's name ${displayName} is taken`;
		this.#ids.add(id);
		this.#taken.add(displayName.toLowerCase());
		const range = rangeOf(ref);
		if (!range || range.bottom === range.top) yield `the table ${displayName} is ${ref}`;
		if (!range) return;
		const others = this.#ranges.get(part) ?? [];
		if (others.some((other) => overlap(other, range))) yield `the table ${displayName} lies over another`;
		this.#ranges.set(part, [...others, range]);
		const filter = child(table, "autoFilter")?.attributes.ref;
		if (filter !== undefined && !within(rangeOf(filter), range)) yield `the filter of ${displayName} is ${filter}`;
		const columns = all(table, "tableColumns", "tableColumn").map(({ attributes }) => attributes.name ?? "");
		if (columns.length !== range.right - range.left + 1) yield `the table ${displayName} has ${columns.length} columns`;
		if (new Set(columns.map((name) => name.toLowerCase())).size !== columns.length)
			yield "a table's column stands twice";
		const row = all(sheet, "sheetData", "row").find(({ attributes }) => Number(attributes.r) === range.top);
		for (const [index, name] of columns.entries()) {
			const cell = row?.children.find(({ attributes }) => rangeOf(attributes.r ?? "")?.left === range.left + index);
			const value = child(cell, "v")?.text ?? "";
			const shown = cell?.attributes.t === "s" ? textOf(strings[Number(value)]) : value || textOf(child(cell, "is"));
			if (shown !== name) yield `the table's column ${name} has the heading ${shown}`;
		}
	}
}

function within(inner: Range | null, outer: Range): boolean {
	return (
		inner !== null &&
		inner.left >= outer.left &&
		inner.right <= outer.right &&
		inner.top >= outer.top &&
		inner.bottom <= outer.bottom
	);
}
