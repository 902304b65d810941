import { createHash, hash } from "node:crypto";
import { inCodeOrder } from "./code-order.ts";

/**
 * Writes JSON with the keys of every object in code unit order and no white space: the same facts give the same bytes.
 * Undefined values are left out, as JSON.stringify does.
 */
export function canonicalJson(value: unknown): string {
	return JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (value === null || typeof value !== "object") return value;
	const entries = Object.entries(value).sort(([a], [b]) => inCodeOrder(a, b));
	return Object.fromEntries(entries.map(([key, one]) => [key, sorted(one)]));
}

/** SHA-256 of the canonical JSON of an object whose values have been written as canonical JSON already: it is never made as one text. */
export function objectDigest(written: Readonly<Record<string, string | Uint8Array>>): string {
	const digest = createHash("sha256");
	const fields = Object.entries(written).sort(([a], [b]) => inCodeOrder(a, b));
	for (const [place, [key, text]] of fields.entries())
		digest.update(`${place === 0 ? "{" : ","}${JSON.stringify(key)}:`).update(text);
	return digest.update(fields.length === 0 ? "{}" : "}").digest("hex");
}

/** SHA-256 of a text's UTF-8 bytes, in hex. */
export function sha256(text: string | Uint8Array): string {
	return hash("sha256", text);
}
