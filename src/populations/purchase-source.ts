import { statSync } from "node:fs";
import type { Db } from "../../db/open.ts";
import type { Context } from "../write/context.ts";
import { type FrameTerms, factsOf } from "./frame-terms.ts";
import { type PlacedRow, placedRow } from "./ledger-rows.ts";
import { type FrameTotals, placeItems } from "./place-items.ts";
import { type FileReading, readFile } from "./read-file.ts";
import { ReadingThread } from "./reading-thread.ts";

/** What a reading of the file as a whole has found; the counts behind it stay where it was read. */
export type FoundInFile = Omit<FileReading, "counts">;

export type OnPlaced = (placed: PlacedRow[]) => Promise<void>;

/** A purchases file that is read, and then read again item by item. */
export interface PurchaseSource {
	read(terms: FrameTerms): Promise<FoundInFile>;
	place(db: Db, terms: FrameTerms, onPlaced?: OnPlaced): Promise<FrameTotals>;
	close(): Promise<void>;
}

/** How far a long reading has come; `abort` stops it wherever it is. */
export interface Progress {
	readonly signal: AbortSignal;
	/** `of` is 0 when the whole is not known. */
	say(stage: "reading" | "placing", done: number, of: number): void;
}

/** Files up to this size are read where they are: a thread would take longer to start. */
export const SMALL_BYTES = 1_000_000;

/** Opens a file for reading: a large one in a thread of its own with limits, so that neither its size nor its content is felt by others. */
export function openSource(ctx: Context, path: string, progress?: Progress): PurchaseSource {
	if (statSync(path).size <= SMALL_BYTES) return smallSource(path);
	const thread = new ReadingThread(path, ctx.database.location, progress);
	return {
		read: (terms) => thread.read(factsOf(terms)),
		place: (_db, terms, onPlaced) => thread.place(factsOf(terms), onPlaced),
		close: () => thread.close(),
	};
}

function smallSource(path: string): PurchaseSource {
	let found: FileReading | undefined;
	const read = async (terms: FrameTerms) => {
		found = await readFile(path, terms.read);
		return found;
	};
	return {
		read,
		place: async (db, terms, onPlaced) =>
			placeItems(db, path, terms, found ?? (await read(terms)), async (placed) => onPlaced?.(placed.map(placedRow))),
		close: async () => {},
	};
}
