import { HTTPException } from "hono/http-exception";
import type { Http } from "./env.ts";

/** T47: the largest body that is read, whatever length the client states, unless a route expects a file (`receiveUpload`). */
const MAX_BYTES = 1_000_000;
/** A form must have arrived within this time. A slower sender is not a person who pressed a button. */
const ARRIVES_WITHIN_MS = 30_000;
const MAX_DEPTH = 30;

export function bodyTooLarge(): HTTPException {
	return new HTTPException(413, { message: "body too large" });
}

/**
 * Reads the request's body: 413 past the cap, 408 when it does not arrive in time. Apart from uploads, no other code reads a
 * body.
 */
export async function readBody(c: Http, withinMs = ARRIVES_WITHIN_MS): Promise<Buffer> {
	if (Number(c.req.header("content-length") ?? 0) > MAX_BYTES) throw bodyTooLarge();
	const reader = (c.req.raw.body as ReadableStream<Uint8Array> | null)?.getReader();
	if (!reader) return Buffer.alloc(0);
	let late = false;
	const timer = setTimeout(() => {
		late = true;
		reader.cancel().catch(() => undefined);
	}, withinMs);
	try {
		const pieces: Uint8Array[] = [];
		let bytes = 0;
		for (let next = await reader.read(); !next.done; next = await reader.read()) {
			bytes += next.value.length;
			if (bytes > MAX_BYTES) throw bodyTooLarge();
			pieces.push(next.value);
		}
		if (late) throw new HTTPException(408, { message: "body too slow" });
		return Buffer.concat(pieces);
	} finally {
		clearTimeout(timer);
		reader.releaseLock();
	}
}

/** Returns the body as JSON, or undefined when it is no JSON or is nested deeper than any real input. */
export async function readJson(c: Http): Promise<unknown> {
	const text = (await readBody(c)).toString("utf8");
	if (depthOf(text) > MAX_DEPTH) return undefined;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/**
 * Counts how deep the brackets outside texts go. The text is counted before it is parsed, because the parsed value is walked by
 * recursion.
 */
function depthOf(json: string): number {
	let depth = 0;
	let deepest = 0;
	let inText = false;
	for (let at = 0; at < json.length; at++) {
		const char = json[at];
		if (char === "\\" && inText) at++;
		else if (char === '"') inText = !inText;
		else if (inText) continue;
		else if (char === "[" || char === "{") deepest = Math.max(deepest, ++depth);
		else if (char === "]" || char === "}") depth--;
	}
	return deepest;
}
