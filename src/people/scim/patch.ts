import { z } from "zod";
import { Invalid } from "../../ground/errors.ts";

type Json = unknown;
type Doc = Record<string, Json>;

const MAX_OPERATIONS = 1_000;
/** No resource has so many names: each operation looks for its own among them. */
const MAX_NAMES = 100;
/** How many elements of lists all operations of a request walk together (T58): as a thousand do that each add one of 2 000 members. */
const MAX_WALKED = 2_000_000;

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
type Change = Pick<Operation, "op" | "value">;
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

/** Counts a list that is about to be walked, and refuses the request when it has been too many. */
type Walk = (list: readonly Json[]) => void;

const tooMuch = () => new Invalid({ "": "Too many operations for so large a resource" });

/** The document as it would be after the operations. The document itself is left as it was. */
export function patched(document: object, operations: readonly Operation[]): Doc {
	const doc = structuredClone(document) as Doc;
	let walked = 0;
	const walk: Walk = (list) => {
		walked += list.length;
		if (walked > MAX_WALKED) throw tooMuch();
	};
	for (const operation of operations) {
		if (operation.path) apply(doc, operation, parsePath(operation.path), walk);
		else if (operation.op !== "remove" && isDoc(operation.value)) merge(doc, operation, walk);
		else throw new InvalidPath("(none)");
	}
	return doc;
}

/** Without a path the value is an object whose names are themselves paths. */
function merge(doc: Doc, { op, value }: Operation, walk: Walk): void {
	for (const [name, part] of Object.entries(value as Doc)) {
		if (/^urn:[^[\]]*$/i.test(name) && isDoc(part)) merge(doc, { op, value: part }, walk);
		else if (name !== "schemas") apply(doc, { op, value: part }, parsePath(name), walk);
	}
}

function apply(doc: Doc, { op, value }: Change, path: Path, walk: Walk): void {
	const key = keyOf(doc, path.attribute);
	if (path.filter) applyToElements(doc, { key, path, walk }, op, value);
	else if (path.sub === null) set(doc, key, { op, value }, walk);
	else {
		const inner = isDoc(doc[key]) ? doc[key] : {};
		doc[key] = inner;
		set(inner, keyOf(inner, path.sub), { op, value }, walk);
	}
}

function set(doc: Doc, key: string, { op, value }: Change, walk: Walk): void {
	const old = doc[key];
	if (Array.isArray(old)) walk(old);
	if (op === "remove") {
		if (Array.isArray(old) && Array.isArray(value)) doc[key] = without(old, value);
		else delete doc[key];
	} else if (op === "add" && Array.isArray(old)) {
		doc[key] = [...old, ...without(Array.isArray(value) ? value : [value], old)];
	} else if (isDoc(old) && isDoc(value)) doc[key] = { ...few(old), ...few(value) };
	else doc[key] = value;
}

function applyToElements(
	doc: Doc,
	{ key, path, walk }: { key: string; path: Path; walk: Walk },
	op: Operation["op"],
	value: Json,
): void {
	const { filter, sub } = path;
	const list: Json[] = Array.isArray(doc[key]) ? doc[key] : [];
	walk(list);
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
		if (sub !== null) set(one, keyOf(one, sub), { op, value }, walk);
		else if (isDoc(value)) Object.assign(few(one), few(value));
	}
	doc[key] = list;
}

/** The elements of a list that another list does not have. Members and e-mails are the same when their value is. */
function without(list: readonly Json[], others: readonly Json[]): readonly Json[] {
	const [only] = list;
	// members come one by one, into lists of thousands
	if (list.length === 1) return others.some((one) => identityOf(one) === identityOf(only)) ? [] : list;
	const known = new Set(others.map(identityOf));
	return list.filter((one) => !known.has(identityOf(one)));
}

function identityOf(one: Json): Json {
	return isDoc(one) ? one.value : one;
}

/** Names are compared without regard to case; only own properties are seen. */
function keyOf(doc: Doc, name: string): string {
	return Object.keys(few(doc)).find((key) => key.toLowerCase() === name.toLowerCase()) ?? name;
}

function few(doc: Doc): Doc {
	if (Object.keys(doc).length > MAX_NAMES) throw tooMuch();
	return doc;
}

function isDoc(value: Json): value is Doc {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
