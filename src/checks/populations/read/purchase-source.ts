import { statSync } from "node:fs";
import { setImmediate as breathe } from "node:timers/promises";
import { type Cell, stagedLots, type Trx } from "../../../../db/open.ts";
import type { LedgerNumbers, RowsOf } from "../../../../db/writes/checks/ledger-rows.ts";
import type { Context } from "../../../ground/write/context.ts";
import { type FrameTerms, factsOf } from "../frame/frame-terms.ts";
import { ImportCancelled } from "../import/import-cancelled.ts";
import { LandingAhead } from "../import/land-ahead.ts";
import { dropLanded, landLines, landStaged, STAGED_COLUMNS } from "../import/land-lines.ts";
import { type PlacedLine, placedLine } from "../import/ledger-rows.ts";
import { groundsOf } from "../frame/grounds.ts";
import { type FrameTotals, placeItems } from "../frame/place-items.ts";
import type { Place } from "../frame/placed-item.ts";
import { type FileReading, readFile } from "./read-file.ts";
import { dropPlacing, findPlacing, type KeptPlacing, keepPlacing, takePlacing } from "./kept-placings.ts";
import type { FoundInFile, Progress } from "./reading-orders.ts";
import { ReadingThread } from "./reading-thread.ts";

/** The items of a file, placed and ready to be stored. */
export interface PlacedLines {
	totals: FrameTotals;
	/** Gives every line in the order of their ids, in lots. */
	each(onLot: (lines: PlacedLine[]) => Promise<void>): Promise<void>;
	/** Adds the lines to the ledger ahead of the transaction that shows them, when they are many. Nobody sees them. */
	land(of: LandedFor): Promise<void>;
	/** Takes away what has landed, when it is not to be shown after all. */
	withdraw(): Promise<void>;
	/** The lines' numbers inside the transaction that shows them; few lines are added by it. */
	numbered(trx: Trx, of: LandedFor): Promise<LedgerNumbers>;
}

type LandedFor = Pick<RowsOf, "file_id" | "frame_key" | "replaces_id" | "now">;

/** A purchases file that is read, and then read again item by item. */
export interface PurchaseSource {
	/**
	 * What the file holds. `before` is asked only when the rows of a large file may land while it is read: what they are landed for, null
	 * when they may not.
	 */
	read(terms: FrameTerms, before?: () => Promise<LandedFor | null>): Promise<FoundInFile>;
	/** What frame the file gives, for showing it. */
	total(terms: FrameTerms): Promise<FrameTotals>;
	/** The same with the lines. */
	place(terms: FrameTerms): Promise<PlacedLines>;
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
		place: async (terms) => {
			const lines: PlacedLine[] = [];
			const totals = await placeItems(ctx.db, path, terms, found ?? (await read(terms)), async (placed) => {
				lines.push(...placed.map(placedLine));
			});
			return {
				totals,
				each: (onLot) => onLot(lines),
				land: async () => {},
				withdraw: async () => {},
				numbered: (trx, of) =>
					landLines(ctx, trx, lines, { ...of, rows: lines.length, unit_ids: terms.units.map((unit) => unit.id) }),
			};
		},
		close: async () => {},
	};
}

/**
 * The source of a large file. Its thread writes the lines to a staging file, so that other people notice neither the reading nor the
 * storing. What was placed while it was read, or to be shown, is stored without another reading if nothing has changed.
 */
function largeSource(ctx: Context, path: string, progress?: Progress): PurchaseSource {
	let thread: ReadingThread | undefined;
	let last: { found: FoundInFile; early: KeptPlacing | null } | undefined;
	let ahead: LandingAhead | undefined;
	const files = new Set<string>();
	const reading = () => (thread ??= new ReadingThread(path, ctx.database.location, progress));
	const scratch = () => {
		const file = ctx.files.scratch();
		files.add(file);
		return file;
	};
	const readNow = async (terms: FrameTerms, grounds: string, landing?: LandedFor | null) => {
		const file = scratch();
		const unit_ids = terms.units.map((unit) => unit.id);
		ahead = landing ? await LandingAhead.begin(ctx, file, { ...landing, unit_ids }, progress) : undefined;
		const { found, placed } = await reading().read(factsOf(terms), file, ahead);
		last = { found, early: placed && { grounds, reading: found, file, ...placed } };
		return last;
	};
	const placeNow = async (terms: FrameTerms) => {
		const grounds = await groundsOf(ctx.db, terms);
		const { found, early } = last ?? (await readNow(terms, grounds));
		if (early?.grounds === grounds) return early;
		const file = scratch();
		return { grounds, reading: found, file, ...(await reading().place(factsOf(terms), file)) };
	};
	return {
		read: async (terms, before) => {
			const grounds = await groundsOf(ctx.db, terms);
			return findPlacing(path, grounds)?.reading ?? (await readNow(terms, grounds, await before?.())).found;
		},
		total: async (terms) => {
			const kept = findPlacing(path, await groundsOf(ctx.db, terms));
			if (kept) return kept.totals;
			const placed = await placeNow(terms);
			files.delete(placed.file);
			await keepPlacing(ctx, path, placed);
			return placed.totals;
		},
		place: async (terms) => {
			const kept = takePlacing(path, await groundsOf(ctx.db, terms));
			// what was shown on other grounds is never stored
			if (!kept) await dropPlacing(ctx, path);
			const placed = kept ?? (await placeNow(terms));
			files.add(placed.file);
			// what the thread remembers of each row is as much memory as the storing needs, and nothing more is asked of it
			await thread?.close();
			thread = undefined;
			return stagedLines(ctx, { ...placed, ahead, unit_ids: terms.units.map((unit) => unit.id) }, progress);
		},
		close: async () => {
			await thread?.close();
			// what cannot be taken away now is later, as what a stopped server leaves
			await ahead?.abandon().catch(() => undefined);
			for (const file of files) await ctx.files.discard({ path: file });
		},
	};
}

interface StagedLines {
	file: string;
	/** Lands them since before they were all there, if they could. */
	ahead: LandingAhead | undefined;
	rows: number;
	totals: FrameTotals;
	unit_ids: string[];
}

function stagedLines(ctx: Context, staged: StagedLines, progress?: Progress): PlacedLines {
	const { file, ahead, rows, totals, unit_ids } = staged;
	let landed: LedgerNumbers | undefined;
	let fileId: string | undefined;
	return {
		totals,
		each: async (onLot) => {
			for await (const lot of stagedLots(file, STAGED_COLUMNS, LOT)) {
				await onLot(lot.map(([place, unit, ...row]: Cell[]) => lineOf(place, unit_ids[Number(unit)]!, row)));
				await breathe();
			}
		},
		land: async (of) => {
			fileId = of.file_id;
			landed = (await ahead?.finish(file, rows)) ?? undefined;
			if (landed) return;
			await ahead?.abandon();
			landed = await landStaged(ctx, file, { ...of, rows, unit_ids }, (done, all) => {
				if (progress?.signal.aborted) throw new ImportCancelled();
				progress?.say("storing", done, all);
			});
		},
		withdraw: async () => {
			// what cannot be taken away now is later, as what a stopped server leaves
			if (fileId !== undefined) await dropLanded(ctx, fileId).catch(() => undefined);
		},
		numbered: async () => landed!,
	};
}

function lineOf(place: Cell | undefined, unit_id: string, row: Cell[]): PlacedLine {
	return { place: place as Place, unit_id, row };
}
