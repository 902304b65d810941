import { posix } from "node:path";
import type { ZipPackage } from "../../../src/ground/tables/zip-package.ts";
import { all, type Element, treeOf, within } from "./xml-tree.ts";

export interface Relation {
	type: string;
	/** The part it leads to, or null for what is outside the package. */
	part: string | null;
}

const TYPES = "[Content_Types].xml";
/** What a part that is led to by a relation of this kind says it is. */
const EXPECTED: Record<string, RegExp> = {
	officeDocument: /sheet\.main\+xml$/,
	worksheet: /worksheet\+xml$/,
	styles: /styles\+xml$/,
	theme: /theme\+xml$/,
	sharedStrings: /sharedStrings\+xml$/,
	table: /table\+xml$/,
	drawing: /drawing\+xml$/,
	image: /^image\//,
	"core-properties": /core-properties\+xml$/,
	"extended-properties": /extended-properties\+xml$/,
};

export function relationsOf(parts: ZipPackage, of: string): Map<string, Relation> {
	const rels = posix.join(posix.dirname(of), "_rels", `${posix.basename(of)}.rels`);
	if (!parts.has(rels)) return new Map();
	return new Map(
		all(treeOf(parts.text(rels)), "Relationship").map(({ attributes }) => {
			const target = attributes.Target ?? "";
			const part = target.startsWith("/") ? target.slice(1) : posix.join(posix.dirname(of), target);
			const type = (attributes.Type ?? "").split("/").at(-1)!;
			return [attributes.Id ?? "", { type, part: attributes.TargetMode === "External" ? null : part }];
		}),
	);
}

/** Content types and relations, both ways: nothing named that is not there, nothing there that nobody names. */
export function* packageFaults(parts: ZipPackage): Generator<string> {
	const names = parts.names().filter((name) => name !== TYPES);
	const types = treeOf(parts.text(TYPES));
	const defaults = new Map(all(types, "Default").map((one) => [one.attributes.Extension, one.attributes.ContentType]));
	const overrides = new Map(all(types, "Override").map((one) => [one.attributes.PartName, one.attributes.ContentType]));
	if (defaults.size + overrides.size !== types.children.length) yield `${TYPES} says something twice`;
	for (const name of overrides.keys())
		if (!names.includes((name ?? "").slice(1))) yield `${name} has a type and is missing`;
	const typeOf = (name: string) => overrides.get(`/${name}`) ?? defaults.get(name.slice(name.lastIndexOf(".") + 1));
	for (const name of names) if (!typeOf(name)) yield `${name} has no content type`;
	const reached = new Set<string>();
	const waiting = [""];
	for (let of = waiting.pop(); of !== undefined; of = waiting.pop()) {
		for (const { type, part } of relationsOf(parts, of).values()) {
			if (part === null) continue;
			if (!names.includes(part)) yield `${of || "the package"} leads to ${part}, which is missing`;
			else if (EXPECTED[type] && !EXPECTED[type].test(typeOf(part)!)) yield `${part} is ${typeOf(part)}, not a ${type}`;
			if (!reached.has(part) && names.includes(part)) waiting.push(part);
			reached.add(part);
		}
	}
	for (const name of names) {
		if (!name.endsWith(".rels")) {
			if (!reached.has(name)) yield `nothing leads to ${name}`;
			continue;
		}
		const of = posix.join(posix.dirname(posix.dirname(name)), posix.basename(name, ".rels"));
		if (name !== "_rels/.rels" && !names.includes(of)) yield `${name} belongs to no part`;
		const ids = all(treeOf(parts.text(name)), "Relationship").map(({ attributes }) => attributes.Id);
		if (new Set(ids).size !== ids.length) yield `${name} has one id twice`;
	}
}

/** Relation ids that a part uses and its relations do not have. */
export function* idFaults(root: Element, relations: ReadonlyMap<string, Relation>): Generator<string> {
	for (const { name, attributes } of [root, ...within(root)]) {
		for (const [key, id] of Object.entries(attributes))
			if (/^r:(?:id|embed|link)$/.test(key) && !relations.has(id))
				yield `<${name}> leads to ${id}, which is no relation`;
	}
}
