import iconv from "iconv-lite";
import type { PurchaseLine } from "../../../src/ground/reading/purchase-line.ts";
import type { PurchasesSummary } from "../../../src/ground/reading/purchases-summary.ts";
import type { ReadOptions } from "../../../src/ground/reading/read-options.ts";
import { readPurchases } from "../../../src/ground/reading/read-purchases.ts";

/** A file's bytes, cut into chunks of the given sizes (the rest in one piece). */
export async function* chunksOf(bytes: Uint8Array, sizes: readonly number[] = []): AsyncGenerator<Uint8Array> {
	let at = 0;
	for (const size of sizes) {
		if (at >= bytes.length) return;
		yield bytes.subarray(at, at + size);
		at += size;
	}
	if (at < bytes.length) yield bytes.subarray(at);
}

export interface ReadFile extends PurchasesSummary {
	lines: PurchaseLine[];
}

/** Reads a text (UTF-8) or bytes as the purchases of October 2026. */
export async function read(
	file: string | Uint8Array,
	options: Partial<ReadOptions> = {},
	sizes: readonly number[] = [],
): Promise<ReadFile> {
	const bytes = typeof file === "string" ? Buffer.from(file, "utf8") : file;
	const lines: PurchaseLine[] = [];
	const summary = await readPurchases(chunksOf(bytes, sizes), { period: "2026-10", ...options }, (lot) => {
		lines.push(...lot);
	});
	lines.sort((a, b) => a.line_no_in_file - b.line_no_in_file);
	return { ...summary, lines };
}

/** A file with the columns Ver.nr, Kst, Bokföringsdatum, Leverantör and Belopp. */
export function purchases(...rows: string[]): string {
	return `${["Ver.nr;Kst;Bokföringsdatum;Leverantör;Belopp", ...rows].join("\n")}\n`;
}

export const ENCODERS = {
	"UTF-8": (text: string) => Buffer.from(text, "utf8"),
	"UTF-8 med BOM": (text: string) => Buffer.from(`\ufeff${text}`, "utf8"),
	"UTF-16LE": (text: string) => Buffer.from(`\ufeff${text}`, "utf16le"),
	"UTF-16BE": (text: string) => Buffer.from(`\ufeff${text}`, "utf16le").swap16(),
	"windows-1252": (text: string) => iconv.encode(text, "windows-1252"),
} as const;
