import { z } from "zod";

type Json = unknown;
type Doc = Record<string, Json>;

const MAX_OPERATIONS = 1_000;

/** RFC 7644 3.5.2, as Entra ID sends it: "Add", "Replace" and "Remove" with any case. */
export const PatchBody = z.object({
	schemas: z.array(z.string()).optional(),
	Operations: z
		.array(
			z.object({
				op: z.preprocess(
					(op) => (typeof op === "string" ? op.toLowerCase() : op),
					z.enum(["add", "replace", "remove"]),
				),
				path: z.string().max(300).nullish(),
				value: z.unknown().optional(),
			}),
		)
		.min(1)
		.max(MAX_OPERATIONS),
});
type Operation = z.output<typeof PatchBody>["Operations"][number];

/** A path that says nothing we know how to follow: SCIM's invalidPath. */
export class InvalidPath extends Error {}

interface Path {
	attribute: string;
	filter: { attribute: string; value: string } | null;
	sub: string | null;
}

const NAME = "[A-Za-z][A-Za-z0-9_$-]*";
const PATH = new RegExp(
	`^(${NAME})(?:\\[\\s*(${NAME})\\s+eq\\s+("(?:[^"\\\\]|\\\\.)*"|true|false)\\s*\\])?(?:\\.(${NAME}))?$`,
	"i",
);

function parsePath(text: string): Path {
	// A full URN only adds the schema's name in front of the attribute, so the name is dropped.
	const match = PATH.exec(text.replace(/^urn:.*:(?=[^:]+$)/i, "").trim());
	if (!match) throw new InvalidPath(text);
	const [, attribute, filterAttribute, filterValue, sub] = match;
	return {
		attribute: attribute!,
		filter: filterAttribute
			? {
					attribute: filterAttribute,
					value: String(JSON.parse(filterValue!.toLowerCase() === "true" ? "true" : filterValue!)),
				}
			: null,
		sub: sub ?? null,
	};
}

/** The document as it would be after the operations. The document itself is left as it was. */
export function patched(document: object, operations: readonly Operation[]): Doc {
	const doc = structuredClone(document) as Doc;
	for (const operation of operations) {
		if (operation.path) apply(doc, operation, parsePath(operation.path));
		else if (operation.op !== "remove" && isDoc(operation.value)) merge(doc, operation);
		else throw new InvalidPath("(none)");
	}
	return doc;
}

/** Without a path the value is an object whose names are themselves paths. */
function merge(doc: Doc, { op, value }: Operation): void {
	for (const [name, part] of Object.entries(value as Doc)) {
		if (/^urn:[^[\]]*$/i.test(name) && isDoc(part)) merge(doc, { op, value: part });
		else if (name !== "schemas") apply(doc, { op, value: part }, parsePath(name));
	}
}

function apply(doc: Doc, { op, value }: Pick<Operation, "op" | "value">, path: Path): void {
	const key = keyOf(doc, path.attribute);
	if (path.filter) applyToElements(doc, key, op, value, path);
	else if (path.sub === null) set(doc, key, op, value);
	else {
		const inner = isDoc(doc[key]) ? doc[key] : {};
		doc[key] = inner;
		set(inner, keyOf(inner, path.sub), op, value);
	}
}

function set(doc: Doc, key: string, op: Operation["op"], value: Json): void {
	const old = doc[key];
	if (op === "remove") {
		if (Array.isArray(old) && Array.isArray(value)) doc[key] = without(old, value);
		else delete doc[key];
	} else if (op === "add" && Array.isArray(old)) {
		doc[key] = [...old, ...without(Array.isArray(value) ? value : [value], old)];
	} else if (isDoc(old) && isDoc(value)) doc[key] = { ...old, ...value };
	else doc[key] = value;
}

function applyToElements(doc: Doc, key: string, op: Operation["op"], value: Json, { filter, sub }: Path): void {
	const list: Json[] = Array.isArray(doc[key]) ? doc[key] : [];
	const matches = (one: Json) => {
		const value = isDoc(one) ? one[keyOf(one, filter!.attribute)] : undefined;
		return (
			(typeof value === "string" || typeof value === "boolean") &&
			String(value).toLowerCase() === filter!.value.toLowerCase()
		);
	};
	if (op === "remove" && sub === null) {
		doc[key] = list.filter((one) => !matches(one));
		return;
	}
	let found = list.filter(matches) as Doc[];
	if (found.length === 0 && op !== "remove") {
		found = [{ [filter!.attribute]: filter!.value }];
		list.push(found[0]);
	}
	for (const one of found) {
		if (sub !== null) set(one, keyOf(one, sub), op, value);
		else if (isDoc(value)) Object.assign(one, value);
	}
	doc[key] = list;
}

/** The elements of a list that another list does not have. Members and e-mails are the same when their value is. */
function without(list: readonly Json[], others: readonly Json[]): Json[] {
	const known = new Set(others.map(identityOf));
	return list.filter((one) => !known.has(identityOf(one)));
}

function identityOf(one: Json): Json {
	return isDoc(one) ? one.value : one;
}

/** Names are compared without regard to case; only own properties are seen. */
function keyOf(doc: Doc, name: string): string {
	return Object.keys(doc).find((key) => key.toLowerCase() === name.toLowerCase()) ?? name;
}

function isDoc(value: Json): value is Doc {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
