import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { DelimitedFile } from "./delimited-file.ts";
import { JsonFile } from "./json-file.ts";
import { refuseOtherForms } from "./not-read.ts";
import type { PurchasesSummary } from "./purchases-summary.ts";
import type { ReadAs, ReadOptions } from "./read-options.ts";
import { type OnLines, readFileRows } from "./read-purchases.ts";
import type { RowFile } from "./row-file.ts";
import { SieFile } from "./sie-file.ts";
import { WorkbookFile } from "./workbook-file.ts";

const HEAD_BYTES = 512;
const MAX_BYTES = 1_000_000_000;

/** `readPurchases` of a file on disk, whatever its form: told by what it begins with, never by its name. */
export async function readPurchaseFile(
	path: string,
	options: ReadOptions,
	onLines?: OnLines,
): Promise<PurchasesSummary> {
	const { size } = await stat(path);
	return readFileRows(await openRowFile(path, options), { ...options, size }, onLines);
}

/** A file on disk as records; for a workbook `mapping` helps to tell which sheet is meant. */
export async function openRowFile(
	path: string,
	options: ReadAs & Pick<ReadOptions, "maxBytes" | "onSource">,
): Promise<RowFile> {
	return fileOf(path, await headOf(path), options);
}

function fileOf(
	path: string,
	head: Buffer,
	{ maxBytes = MAX_BYTES, onSource, ...how }: ReadAs & Pick<ReadOptions, "maxBytes" | "onSource">,
): RowFile {
	if (head.subarray(0, 4).toString("hex") === "504b0304") return new WorkbookFile(path, maxBytes, how);
	const start = head
		.toString("latin1")
		.replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, "")
		.replaceAll("\0", "");
	refuseOtherForms(start);
	const source = createReadStream(path);
	onSource?.(source);
	if (/^\s*[{[]/.test(start)) return new JsonFile(source, maxBytes, how.encoding);
	if (/^\s*#[A-Z]{3,12}[ \t\r\n]/i.test(start)) return new SieFile(source, maxBytes);
	return new DelimitedFile(source, maxBytes, how);
}

async function headOf(path: string): Promise<Buffer> {
	const file = await open(path);
	try {
		const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
		return buffer.subarray(0, bytesRead);
	} finally {
		await file.close();
	}
}
