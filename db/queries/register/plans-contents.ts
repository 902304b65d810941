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

type Table = "areas" | "risks" | "measures" | "controls";

/** What the board decides of each row. Status, effect and runs are left out: they are followed up and not decided. */
export const DECIDED = {
	areas: ["name", "position"],
	risks: [
		"area_id",
		"number",
		"title",
		"description",
		"cause",
		"effect",
		"scope",
		"requirements",
		"origin",
		"owner_id",
		"inherent_likelihood",
		"inherent_impact",
		"inherent_reason",
		"residual_likelihood",
		"residual_impact",
		"residual_reason",
		"target_likelihood",
		"target_impact",
		"target_reason",
		"treatment",
		"treatment_reason",
		"treatment_decider_id",
		"treatment_review_on",
	],
	measures: ["risk_id", "position", "title", "kind", "scope", "performer_text", "support", "owner_id", "due_on"],
	controls: [
		"risk_id",
		"measure_id",
		"title",
		"method",
		"frequency",
		"population_kind",
		"sample_size",
		"reserve_count",
		"checklist_id",
		"due_working_days",
		"owner_id",
		"starts_on",
		"ended_on",
	],
} as const satisfies { [T in Table]: readonly (keyof PlanContents[T][number])[] };

/** The rows of a plan with what is decided of them, and nothing else: a version is compared with thousands of them. */
export type DecidedContents = {
	[T in Table]: Pick<
		PlanContents[T][number],
		"id" | Extract<(typeof DECIDED)[T][number], keyof PlanContents[T][number]>
	>[];
} & { control_units: Pick<PlanContents["control_units"][number], "control_id" | "unit_id" | "valid_to">[] };

export async function planContents(db: Db, planId: string): Promise<PlanContents> {
	const rows = rowsOf(db, planId);
	return {
		areas: await rows.areas.selectAll().execute(),
		risks: await rows.risks.selectAll().execute(),
		measures: await rows.measures.selectAll().execute(),
		controls: await rows.controls.selectAll().execute(),
		control_units: await rows.control_units.selectAll().execute(),
		disagreements: await listOpenDisagreements(db, planId),
	};
}

export async function decidedContents(db: Db, planId: string): Promise<DecidedContents> {
	const rows = rowsOf(db, planId);
	return {
		areas: await rows.areas.select(["id", ...DECIDED.areas]).execute(),
		risks: await rows.risks.select(["id", ...DECIDED.risks]).execute(),
		measures: await rows.measures.select(["id", ...DECIDED.measures]).execute(),
		controls: await rows.controls.select(["id", ...DECIDED.controls]).execute(),
		control_units: await rows.control_units.select(["control_id", "unit_id", "valid_to"]).execute(),
	};
}

/** The rows that stand, in the order they are digested in. */
function rowsOf(db: Db, planId: string) {
	const risks = db.selectFrom("risks").where("plan_id", "=", planId);
	const controls = db.selectFrom("controls").where("plan_id", "=", planId).where("dropped_reason", "is", null);
	return {
		areas: db.selectFrom("areas").where("plan_id", "=", planId).where("dropped_reason", "is", null).orderBy("position"),
		risks: risks.where("dropped_reason", "is", null).orderBy("number"),
		measures: db
			.selectFrom("measures")
			.where("risk_id", "in", risks.select("id"))
			.where("dropped_reason", "is", null)
			.orderBy("risk_id")
			.orderBy("position"),
		controls: controls.orderBy("key"),
		control_units: db
			.selectFrom("control_units")
			.where("control_id", "in", controls.select("id"))
			.orderBy("control_id")
			.orderBy("id"),
	};
}
