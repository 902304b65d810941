import type { Db } from "../../open.ts";

/** Where a risk stood before the first time it was moved since an instant. A side that has not been moved is left out. */
export interface RiskMove {
	id: string;
	residual_likelihood?: number | null;
	residual_impact?: number | null;
}

type Changes = Record<string, [string | number | null, string | number | null]>;

/** Read from the trail: each edit tells what a field was before it. */
export async function listRiskMoves(db: Db, planId: string, since: string): Promise<RiskMove[]> {
	const edits = await db
		.selectFrom("events")
		.innerJoin("risks", "risks.id", "events.object_id")
		.select(["events.object_id", "events.data"])
		.where("events.type", "=", "risk.edited")
		.where("events.object_kind", "=", "risk")
		.where("events.at", ">=", since)
		.where("risks.plan_id", "=", planId)
		.orderBy("events.seq")
		.execute();
	const moves = new Map<string, RiskMove>();
	for (const { object_id, data } of edits) {
		const { changes } = JSON.parse(data) as { changes: Changes };
		const move = moves.get(object_id) ?? { id: object_id };
		for (const side of ["residual_likelihood", "residual_impact"] as const) {
			const [before] = changes[side] ?? [];
			if (before !== undefined && !(side in move)) move[side] = before === null ? null : Number(before);
		}
		moves.set(object_id, move);
	}
	return [...moves.values()].filter((move) => Object.keys(move).length > 1);
}
