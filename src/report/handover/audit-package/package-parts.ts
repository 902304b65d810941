import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import type { Db } from "../../../../db/open.ts";
import { listMadeDrawsOf } from "../../../../db/queries/checks/draws.ts";
import { listEventsAfter } from "../../../../db/queries/ground/write.ts";
import type { EvidenceRow } from "../../../../db/queries/report/workbook-findings.ts";
import { listSeals } from "../../../../db/queries/report/closing.ts";
import { sealedJson } from "../../closing/sealed-json.ts";
import { recordOf } from "../../../checks/draws/record-of.ts";
import { type FileStore, hashOf } from "../../../ground/files/file-store.ts";
import type { ZipEntry } from "../../../ground/tables/zip-stream.ts";

/** A file of the package: where its bytes lie now, and what they are. */
export interface Part extends ZipEntry {
	sha256: string;
	/** True for what was made for this package and goes when it has been sent. */
	temporary: boolean;
}

const MAX_BYTES = 4_000_000_000;
const EVENTS_AT_A_TIME = 200;

/** Writes what a stream gives to a temporary file and takes its facts. */
export async function partOf(
	files: FileStore,
	name: string,
	source: Iterable<string | Buffer> | AsyncIterable<string | Buffer>,
): Promise<Part> {
	const { path, bytes, sha256 } = await files.putTemp(Readable.from(piecesOf(source)), MAX_BYTES);
	return { name, path, bytes, sha256, temporary: true };
}

async function* piecesOf(source: Iterable<string | Buffer> | AsyncIterable<string | Buffer>): AsyncGenerator<Buffer> {
	for await (const piece of source) yield Buffer.from(piece);
}

/** A kept file as it is now, or null when its bytes are gone. What it should be stands in the trail. */
export async function keptPart(files: FileStore, name: string, sha256: string): Promise<Part | null> {
	const kept = await files.fetched(sha256);
	if (kept === null) return null;
	const { size: bytes } = await stat(kept.path);
	return { name, ...kept, bytes, sha256: await hashOf(createReadStream(kept.path)) };
}

/** Every event as stored, a line each: the chain can only be followed from its beginning. */
export async function* trailLines(db: Db): AsyncGenerator<string> {
	let after = 0;
	for (;;) {
		const events = await listEventsAfter(db, after, EVENTS_AT_A_TIME);
		if (events.length > 0) yield `${events.map((event) => JSON.stringify(event)).join("\n")}\n`;
		if (events.length < EVENTS_AT_A_TIME) return;
		after = events.at(-1)!.seq;
	}
}

type Span = { board_id: string; first_day: string; cut_off: string };

/** The record of each draw for the period. One that no longer agrees with what was logged says so in place of its record. */
export async function* drawRecords(db: Db, span: Span): AsyncGenerator<{ name: string; json: string }> {
	for (const draw of await listMadeDrawsOf(db, span)) {
		const record = await recordOf(db, draw).catch((error: unknown) => {
			if (!(error instanceof RangeError)) throw error;
			return { problem: `Dragningen ${draw.draw_id}: ${error.message}` };
		});
		yield { name: `dragningar/${fileName(draw.draw_id)}.json`, json: JSON.stringify(record) };
	}
}

/** Every edition of the report as it was sealed, with its content and signature. */
export async function sealedEditions(
	db: Db,
	periodId: string,
): Promise<{ name: string; json: AsyncIterable<string> }[]> {
	const seals = await listSeals(db, periodId);
	return seals.map((seal) => ({
		name: `stangda-rapporter/utgava-${seal.edition}.json`,
		json: sealedJson(db, seal),
	}));
}

/** Where a piece of evidence lies in the package. Numbered, because two may be called the same. */
export function evidencePath(row: Pick<EvidenceRow, "file_name">, index: number): string {
	return `underlag/${String(index + 1).padStart(5, "0")}-${fileName(row.file_name)}`;
}

/** A name that every file system takes. */
function fileName(name: string): string {
	return (
		name
			.normalize("NFC")
			.replace(/[^\p{L}\p{N}._ -]/gu, "-")
			.replace(/^[. ]+|[. ]+$/g, "") || "fil"
	);
}

/** Takes away what was made for the package. */
export async function discardParts({ files }: { files: FileStore }, parts: readonly Part[]): Promise<void> {
	for (const part of parts) if (part.temporary) await files.discard(part);
}
