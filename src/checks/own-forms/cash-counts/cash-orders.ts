import type { Db } from "../../../../db/open.ts";
import { findCashOrder, listCashPeriods, listOrderFunds } from "../../../../db/queries/checks/own-forms/cash-counts.ts";
import { type Actor, reachOf } from "../../../ground/access/actor.ts";
import type { Keys } from "../../../ground/keys.ts";
import { rank } from "../../../ground/sampling/selection.ts";

export interface OrderedFund {
	name: string;
	unit_name: string;
	run_id: string;
	counted_at: string | null;
}

/** A period's order as it may be seen: what is counted and the next one; all of it only when the last one is counted. */
export interface CashOrderView {
	control_id: string;
	control_title: string;
	period_key: string;
	counted: number;
	total: number;
	/** Null when no order is drawn. */
	commitment: string | null;
	draw_id: string | null;
	next: OrderedFund | null;
	/** The whole order and the secret that made it, when everything is counted. */
	revealed: { secret: string; funds: OrderedFund[] } | null;
}

/** The periods the actor leads, with their orders. The secret leaves the server only when nothing is left to be surprised by. */
export async function cashOrders(db: Db, keys: Keys, actor: Actor, today: string): Promise<CashOrderView[]> {
	const periods = await listCashPeriods(db, reachOf(actor, "draw.run"));
	return Promise.all(
		periods.map(async ({ control_id, control_title, period_key }) => {
			const funds = await listOrderFunds(db, control_id, period_key, today);
			const order = await findCashOrder(db, control_id, period_key);
			const known = {
				control_id,
				control_title,
				period_key,
				counted: funds.filter((fund) => fund.counted_at !== null).length,
				total: funds.length,
			};
			if (!order) return { ...known, commitment: null, draw_id: null, next: null, revealed: null };
			const secret = keys.decrypt(order.secret_encrypted);
			const byId = new Map(funds.map((fund) => [fund.id, fund]));
			const ordered = rank(secret, order.draw_id, [...byId.keys()]).map(({ key }) => byId.get(key)!);
			const next = ordered.find((fund) => fund.counted_at === null) ?? null;
			const { commitment, draw_id } = order;
			return { ...known, commitment, draw_id, next, revealed: next ? null : { secret, funds: ordered } };
		}),
	);
}
