import { completeStaging, type Trx } from "../../../../db/open.ts";
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
	await dropStillArrivals(ctx);
	const numbers = await ctx.database.transaction((trx) => reserveNumbers(trx, of));
	completeStaging(file, landedView(numbers, of.unit_ids, DATA_COLUMNS));
	try {
		await ctx.database.landStaged("ledger_rows", ROW_COLUMNS, file, async (trx, done, all) => {
			onStep(done, all);
			if (!(await beatArrival(trx, of.file_id, ctx.clock().toISOString()))) throw new GivenUp();
		});
		return numbers;
	} catch (error) {
		await dropLanded(ctx, of.file_id).catch(() => undefined);
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
