import { gzipSync } from "node:zlib";
import { parseAccept } from "hono/utils/accept";
import type { Http } from "./env.ts";

/** Shorter pieces are sent as they are: packing them costs more than it spares. */
const SHORTEST = 1024;
/** Mostly the region's units to choose among, whose ids cannot be packed: trying hard costs twice as much for seven hundredths. */
const LONG = 100_000;

/**
 * A finished text, packed for whoever takes that. At once and whole: as a stream, which `compress` makes of every other answer, a page
 * costs several times as much of the processor. Its length is said, so that `compress` leaves a short one alone.
 */
export function htmlAnswer(c: Http, text: string): Response {
	const bytes = Buffer.from(text);
	const packed = bytes.length >= SHORTEST && c.req.method !== "HEAD" && takesGzip(c.req.header("Accept-Encoding"));
	const sent = packed ? gzipSync(bytes, { level: bytes.length > LONG ? 1 : 6 }) : bytes;
	c.header("Content-Type", "text/html; charset=UTF-8");
	c.header("Content-Length", String(sent.length));
	c.header("Vary", "Accept-Encoding", { append: true });
	if (packed) c.header("Content-Encoding", "gzip");
	return c.body(packed ? new Uint8Array(sent) : text);
}

function takesGzip(accepted: string | undefined): boolean {
	if (!accepted) return false;
	const kinds = parseAccept(accepted);
	const named = kinds.find(({ type }) => type.toLowerCase() === "gzip") ?? kinds.find(({ type }) => type === "*");
	return (named?.q ?? 0) > 0;
}
