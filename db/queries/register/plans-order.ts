import type { Db } from "../../open.ts";

/** One row of a plan with its place, also what has been dropped. */
export interface OrderedRow {
	kind: "area" | "risk" | "measure" | "control";
	id: string;
	title: string;
	/** The area of a risk, the risk of a measure or control. */
	parent: string | null;
	/** The measure that a control carries out. */
	measure_id: string | null;
	position: number;
	dropped_reason: string | null;
}

/** Every row of a plan in the plan's own order, kind by kind. */
export async function listOrderedRows(db: Db, planId: string): Promise<OrderedRow[]> {
	const risksOf = db.selectFrom("risks").select("id").where("plan_id", "=", planId);
	const areas = await db
		.selectFrom("areas")
		.select(["id", "name as title", "position", "dropped_reason"])
		.where("plan_id", "=", planId)
		.orderBy("position")
		.orderBy("name")
		.execute();
	const risks = await db
		.selectFrom("risks")
		.select(["id", "title", "area_id as parent", "number as position", "dropped_reason"])
		.where("plan_id", "=", planId)
		.orderBy("number")
		.execute();
	const measures = await db
		.selectFrom("measures")
		.select(["id", "title", "risk_id as parent", "position", "dropped_reason"])
		.where("risk_id", "in", risksOf)
		.orderBy("position")
		.execute();
	const controls = await db
		.selectFrom("controls")
		.select(["id", "title", "risk_id as parent", "measure_id", "dropped_reason"])
		.where("plan_id", "=", planId)
		.orderBy("key")
		.execute();
	return [
		...areas.map((row) => ({ ...row, kind: "area" as const, parent: null, measure_id: null })),
		...risks.map((row) => ({ ...row, kind: "risk" as const, measure_id: null })),
		...measures.map((row) => ({ ...row, kind: "measure" as const, measure_id: null })),
		...controls.map((row) => ({ ...row, kind: "control" as const, position: 0 })),
	];
}
