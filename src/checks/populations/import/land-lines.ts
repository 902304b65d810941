import { type Arriving, completeStaging, type Trx } from "../../../../db/open.ts";
import {
	beatArrival,
	dropArrival,
	landedView,
	type LedgerNumbers,
	listStillArrivals,
	reserveNumbers,
	type RowsOf,
} from "../../../../db/writes/checks/ledger-rows.ts";
import { Invalid } from "../../../ground/errors.ts";
import type { Context } from "../../../ground/write/context.ts";
import { DATA_COLUMNS, type PlacedLine } from "./ledger-rows.ts";

const ROW_COLUMNS = ["id", "file_no", "population_no", "frame_no", "unit_no", "is_credit", ...DATA_COLUMNS];
/** The columns of a line that waits in a staging file; its unit by its place among the units. */
export const STAGED_COLUMNS = ["place", "unit", ...DATA_COLUMNS];

/** Nothing had come for so long that somebody took away what had: the file has to be read in again. */
export class GivenUp extends Invalid {
	constructor() {
		super({ file: "Inläsningen stod stilla för länge och avbröts. Läs in filen igen." });
	}
}

/** After so long without a lot whoever stored a file has been stopped: an hour, since the clocks of two nodes may differ by minutes. */
const STILL_MS = 60 * 60_000;
/** Rows of an arrival given up that are taken away in one transaction. */
const DROPPED = 2_000;

/**
 * Moves the rows of a staging file into the ledger, in lots that others read and save between. Nobody sees them before `showRows`.
 * What stops it takes away what has come.
 */
export async function landStaged(
	ctx: Context,
	file: string,
	of: RowsOf,
	onStep: (done: number, of: number) => void,
): Promise<LedgerNumbers> {
	const { numbers, statements } = await arrivalOf(ctx, of);
	completeStaging(file, statements);
	await copyLanded(ctx, file, of.file_id, onStep);
	return numbers;
}

/** Keeps numbers for rows that will land, and says in SQL what a staging file is completed with for them. */
export async function arrivalOf(ctx: Context, of: RowsOf): Promise<{ numbers: LedgerNumbers; statements: string[] }> {
	await dropStillArrivals(ctx);
	const numbers = await ctx.database.transaction((trx) => reserveNumbers(trx, of));
	return { numbers, statements: landedView(numbers, of.unit_ids, DATA_COLUMNS) };
}

/** Copies what waits, or comes to wait, in a completed staging file. What stops it takes away what has come. */
export async function copyLanded(
	ctx: Context,
	file: string,
	fileId: string,
	onStep: (done: number, of: number) => void,
	arriving?: Arriving,
): Promise<void> {
	const onLot = async (trx: Trx, done: number, all: number) => {
		onStep(done, all);
		if (!(await beatArrival(trx, fileId, ctx.clock().toISOString()))) throw new GivenUp();
	};
	try {
		await ctx.database.landStaged("ledger_rows", ROW_COLUMNS, file, onLot, arriving);
	} catch (error) {
		await dropLanded(ctx, fileId).catch(() => undefined);
		throw error;
	}
}

/** Adds few rows within the transaction that shows them. */
export async function landLines(
	ctx: Context,
	trx: Trx,
	lines: readonly PlacedLine[],
	of: RowsOf,
): Promise<LedgerNumbers> {
	const numbers = await reserveNumbers(trx, of);
	const { file_no, population_no, frame_no, first_id, unit_nos } = numbers;
	const rows = lines.map(({ place, unit_id, row }, index) => {
		const frame = place === "frame" ? [population_no, frame_no] : [null, null];
		return [first_id + index, file_no, ...frame, unit_nos.get(unit_id)!, place === "credit_note" ? 1 : 0, ...row];
	});
	await ctx.database.bulk(trx, "ledger_rows", ROW_COLUMNS, rows);
	return numbers;
}

/** Takes away the rows of a file that was not stored after all. */
export async function dropLanded(ctx: Pick<Context, "database">, fileId: string): Promise<void> {
	while (!(await ctx.database.transaction((trx) => dropArrival(trx, fileId, DROPPED)))) {
		// each turn is a short transaction
	}
}

/** Takes away what is left of files that somebody was stopped in the middle of. */
export async function dropStillArrivals(ctx: Pick<Context, "database" | "clock">): Promise<void> {
	const since = new Date(ctx.clock().getTime() - STILL_MS).toISOString();
	const still = await ctx.database.transaction((trx) => listStillArrivals(trx, since));
	for (const fileId of still) await dropLanded(ctx, fileId);
}
