import type { Db } from "../../open.ts";
import type { PlanStatus } from "../../schema/vocabulary.ts";

/** What the board decided of one of its plans: 0 is the decision, then its ändringsbeslut. Null: the plan as it stands. */
export interface BoardVersion {
	plan_id: string;
	year: number;
	status: PlanStatus;
	number: number | null;
	decision_id: string | null;
	decided_on: string | null;
	/** Of the version that the decision took. */
	digest: string | null;
}

/** Every version of a board's plans, newest year first and in the order they were decided; the plan as it stands comes last. */
export async function listBoardVersions(db: Db, boardId: string): Promise<BoardVersion[]> {
	const plans = await db
		.selectFrom("plans")
		.select(["id as plan_id", "year", "status"])
		.where("board_id", "=", boardId)
		.orderBy("year", "desc")
		.execute();
	const decisions = await db
		.selectFrom("plan_decisions")
		.innerJoin("plans", "plans.id", "plan_decisions.plan_id")
		.innerJoin("plan_versions", "plan_versions.decision_id", "plan_decisions.id")
		.select(["plan_decisions.id as decision_id", "plan_id", "number", "plan_decisions.decided_on", "digest"])
		.where("plans.board_id", "=", boardId)
		.orderBy("number")
		.execute();
	return plans.flatMap((plan) => [
		...decisions.filter((one) => one.plan_id === plan.plan_id).map((one) => ({ ...plan, ...one })),
		{ ...plan, number: null, decision_id: null, decided_on: null, digest: null },
	]);
}

/** A row of some plan, and the row of the plan before that it was carried from. A control is known by its key. */
export interface RowOrigin {
	id: string;
	carried_from: string | null;
	key: string | null;
	dropped_reason: string | null;
}

/** Of every risk, measure and control of a board, dropped ones too; or, where `gone`, of the dropped ones alone. */
export async function listRowOrigins(db: Db, boardId: string, { gone }: { gone: boolean }): Promise<RowOrigin[]> {
	const plans = db.selectFrom("plans").select("id").where("board_id", "=", boardId);
	const risks = await db
		.selectFrom("risks")
		.select((eb) => ["id", "carried_from", "dropped_reason", eb.val<string | null>(null).as("key")])
		.where("plan_id", "in", plans)
		.$if(gone, (q) => q.where("dropped_reason", "is not", null))
		.execute();
	const measures = await db
		.selectFrom("measures")
		.innerJoin("risks", "risks.id", "measures.risk_id")
		.select(["measures.id", "measures.carried_from", "measures.dropped_reason", "measures.status_reason"])
		.where("risks.plan_id", "in", plans)
		.$if(gone, (q) => q.where("measures.dropped_reason", "is not", null))
		.execute();
	const controls = await db
		.selectFrom("controls")
		.select(["id", "key", "dropped_reason"])
		.where("plan_id", "in", plans)
		.$if(gone, (q) => q.where("dropped_reason", "is not", null))
		.execute();
	return [
		...risks,
		...measures.map(({ status_reason, ...row }) => ({
			...row,
			key: null,
			// an åtgärd that was cancelled is not carried, and says why itself
			dropped_reason: row.dropped_reason ?? (status_reason || null),
		})),
		...controls.map((row) => ({ ...row, carried_from: null })),
	];
}
