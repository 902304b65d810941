import type { Selectable } from "kysely";
import type { Db } from "../../open.ts";
import type { ControlTable, ControlUnitTable } from "../../schema/checks/controls.ts";
import type { MeasureTable } from "../../schema/register/measures.ts";
import type { RiskTable } from "../../schema/register/risks.ts";
import type { ScoreKind } from "../../schema/register/risks-scale.ts";
import { listOpenDisagreements } from "./scoring.ts";
import type { AreaTable } from "../../schema/register/plans.ts";

/** Everything a plan consists of, as stored: what next year's draft is copied from and what the board decides. Dropped rows are left out. */
export interface PlanContents {
	areas: Selectable<AreaTable>[];
	risks: Selectable<RiskTable>[];
	measures: Selectable<MeasureTable>[];
	controls: Selectable<ControlTable>[];
	control_units: Selectable<ControlUnitTable>[];
	/** The assessments that two stand against each other over. */
	disagreements: { risk_id: string; score_kind: ScoreKind }[];
}

export async function planContents(db: Db, planId: string): Promise<PlanContents> {
	const risks = db.selectFrom("risks").select("id").where("plan_id", "=", planId);
	const controls = db
		.selectFrom("controls")
		.selectAll()
		.where("plan_id", "=", planId)
		.where("dropped_reason", "is", null);
	return {
		areas: await db
			.selectFrom("areas")
			.selectAll()
			.where("plan_id", "=", planId)
			.where("dropped_reason", "is", null)
			.orderBy("position")
			.execute(),
		risks: await db
			.selectFrom("risks")
			.selectAll()
			.where("plan_id", "=", planId)
			.where("dropped_reason", "is", null)
			.orderBy("number")
			.execute(),
		measures: await db
			.selectFrom("measures")
			.selectAll()
			.where("risk_id", "in", risks)
			.where("dropped_reason", "is", null)
			.orderBy("risk_id")
			.orderBy("position")
			.execute(),
		controls: await controls.orderBy("key").execute(),
		control_units: await db
			.selectFrom("control_units")
			.selectAll()
			.where("control_id", "in", controls.clearSelect().select("id"))
			.orderBy("control_id")
			.orderBy("id")
			.execute(),
		disagreements: await listOpenDisagreements(db, planId),
	};
}
