import type { Cell, Trx } from "../../../db/open.ts";
import type { Population } from "../../../db/queries/checks/populations.ts";
import { insertMoneyDraw } from "../../../db/writes/checks/own-forms/hired-staff.ts";
import { frozenTerms } from "../../ground/write/frozen-terms.ts";
import type { MoneyPart } from "../../ground/sampling/draw-record.ts";
import { drawMoney, moneyReason, moneyTotals } from "../../ground/sampling/money-record.ts";
import type { Context } from "../../ground/write/context.ts";
import { newId } from "../../ground/write/new-id.ts";
import type { FrozenFrame } from "./frozen-frame.ts";

export interface DrawnByAmount {
	money: MoneyPart;
	/**
	 * The rows to store in `sample_items`. A run reported as not done gets its items too: they stay unexamined and count as
	 * unknown.
	 */
	rows: Cell[][];
	strata: { unit: string; N: number; n: number }[];
}

/**
 * Draws the frame as one, in proportion to the amount: invoices larger than the interval surely, then one öre per interval among the
 * rest. Each run gets the invoices of its unit.
 */
export function drawByAmount(
	ctx: Context,
	{ population, frame, seedHex }: { population: Population; frame: FrozenFrame; seedHex: string },
): DrawnByAmount {
	const { method, points } = frozenTerms(population).money!;
	const draw = {
		seedHex,
		drawId: population.draw_name,
		method,
		n: points,
		rows: frame.rows,
	};
	const { money, items } = drawMoney(draw);
	const runOf = new Map(
		frame.runs.flatMap((run) => (frame.keys.get(run.unit_id) ?? []).map((key) => [key, run.id] as const)),
	);
	const positions = new Map<string, number>();
	const rows = items.map(({ key, hash, rank }) => {
		const run = runOf.get(key)!;
		const position = (positions.get(run) ?? 0) + 1;
		positions.set(run, position);
		return [newId(ctx.clock()), run, frame.lineOf.get(key)!, position, rank, hash, "random", "drawn", "", 1];
	});
	const strata = frame.runs.map((run) => ({
		unit: run.unit_name,
		N: frame.keys.get(run.unit_id)?.length ?? 0,
		n: positions.get(run.id) ?? 0,
	}));
	return { money, rows, strata };
}

/**
 * Stores how the draw was made and why each invoice was drawn. Call it after the items are stored, since its rows refer to
 * them.
 */
export async function keepMoneyDraw(
	ctx: Context,
	trx: Trx,
	drawId: string,
	frame: FrozenFrame,
	{ money, rows }: DrawnByAmount,
): Promise<void> {
	await insertMoneyDraw(trx, {
		id: newId(ctx.clock()),
		draw_id: drawId,
		method: money.method,
		n: money.n,
		...moneyTotals(money, frame.rows),
	});
	const keyOf = new Map([...frame.lineOf].map(([key, line]) => [line, key]));
	const reason = moneyReason(money);
	const why = rows.map((row) => {
		const { in_top, points } = reason(keyOf.get(Number(row[2]))!);
		return [row[0]!, in_top, points];
	});
	await ctx.database.bulk(trx, "money_items", ["item_id", "in_top", "points"], why);
}
