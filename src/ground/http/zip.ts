import { Readable } from "node:stream";
import { type ZipEntry, zipOf } from "../tables/zip-stream.ts";
import type { Http } from "./env.ts";
import { attach } from "./list.ts";

/**
 * Streams files as one zip. Files that were made only for this zip are removed when it has been sent or the reader has hung up.
 */
export function sendZip(c: Http, file_name: string, parts: readonly (ZipEntry & { temporary: boolean })[]): Response {
	const { files } = c.var.ctx;
	const { bytes, stream } = zipOf(parts);
	stream.once("close", () => {
		for (const part of parts) if (part.temporary) void files.discard(part);
	});
	attach(c, file_name, "application/zip");
	c.header("Content-Length", String(bytes));
	return c.body(Readable.toWeb(stream) as ReadableStream);
}
