import { statSync } from "node:fs";
import { setImmediate as breathe } from "node:timers/promises";
import { type Cell, stagedLots, type Trx } from "../../../../db/open.ts";
import type { Context } from "../../../ground/write/context.ts";
import { type FrameTerms, factsOf } from "../frame/frame-terms.ts";
import { ImportCancelled } from "../import/import-cancelled.ts";
import {
	LEDGER_COLUMNS,
	type LedgerOwner,
	type PlacedLine,
	placedLine,
	STAGED_COLUMNS,
} from "../import/ledger-rows.ts";
import { type FrameTotals, placeItems } from "../frame/place-items.ts";
import type { Place } from "../frame/placed-item.ts";
import { type FileReading, readFile } from "./read-file.ts";
import type { FoundInFile, Progress } from "./reading-orders.ts";
import { ReadingThread } from "./reading-thread.ts";

/** The items of a file, placed and ready to be stored. */
export interface PlacedLines {
	totals: FrameTotals;
	/** Gives every line, in lots. */
	each(onLot: (lines: PlacedLine[]) => Promise<void>): Promise<void>;
	/** Adds every line to the ledger inside an open transaction. */
	store(trx: Trx): Promise<void>;
}

/** A purchases file that is read, and then read again item by item. */
export interface PurchaseSource {
	read(terms: FrameTerms): Promise<FoundInFile>;
	/** What frame the file gives, for showing it. */
	total(terms: FrameTerms): Promise<FrameTotals>;
	/** The same with the lines, as they will belong to `owner`. */
	place(terms: FrameTerms, owner: LedgerOwner): Promise<PlacedLines>;
	close(): Promise<void>;
}

/** Files up to this size are read in the server's own thread, because starting another takes longer. */
export const SMALL_BYTES = 1_000_000;
/** Lines that are given at a time. */
const LOT = 2_000;

/** Opens a file for reading: a large one in a thread of its own with limits, so that neither its size nor its content is felt by others. */
export function openSource(ctx: Context, path: string, progress?: Progress): PurchaseSource {
	return statSync(path).size <= SMALL_BYTES ? smallSource(ctx, path) : largeSource(ctx, path, progress);
}

function smallSource(ctx: Context, path: string): PurchaseSource {
	let found: FileReading | undefined;
	const read = async (terms: FrameTerms) => {
		found = await readFile(path, terms.read);
		return found;
	};
	return {
		read,
		total: async (terms) => placeItems(ctx.db, path, terms, found ?? (await read(terms))),
		place: async (terms, owner) => {
			const lines: PlacedLine[] = [];
			const totals = await placeItems(ctx.db, path, terms, found ?? (await read(terms)), async (placed) => {
				lines.push(...placed.map((one) => placedLine(one, owner)));
			});
			const rows = lines.map(({ row }) => row);
			return {
				totals,
				each: (onLot) => onLot(lines),
				store: async (trx) => void (await ctx.database.bulk(trx, "ledger_lines", LEDGER_COLUMNS, rows)),
			};
		},
		close: async () => {},
	};
}

/**
 * The source of a large file. Its thread writes the lines to a staging file, so that other people notice neither the reading
 * nor the storing.
 */
function largeSource(ctx: Context, path: string, progress?: Progress): PurchaseSource {
	const thread = new ReadingThread(path, ctx.database.location, progress);
	const file = ctx.files.scratch();
	return {
		read: (terms) => thread.read(factsOf(terms)),
		total: (terms) => thread.place(factsOf(terms), null),
		place: async (terms, owner) => ({
			totals: await thread.place(factsOf(terms), { file, owner }),
			each: async (onLot) => {
				for (const lot of stagedLots(file, STAGED_COLUMNS, LOT)) {
					await onLot(lot.map(([place, ...row]: Cell[]) => ({ place: place as Place, row })));
					await breathe();
				}
			},
			store: (trx) =>
				ctx.database.copyStaged(trx, "ledger_lines", LEDGER_COLUMNS, file, (done, of) => {
					if (progress?.signal.aborted) throw new ImportCancelled();
					progress?.say("storing", done, of);
				}),
		}),
		close: async () => {
			await thread.close();
			await ctx.files.discard({ path: file });
		},
	};
}
