import type { Db } from "../../open.ts";
import { type IdRange, isIn } from "./trail-replay.ts";

export function listAreaVersionsToldOf(db: Db, range: IdRange) {
	return db
		.selectFrom("risk_area_versions")
		.select(["board_id as object_id", "area", "number", "name", "retired_reason"])
		.where(isIn(range, "board_id"))
		.execute();
}

export function listAreaLinksToldOf(db: Db, range: IdRange) {
	return db
		.selectFrom("risk_area_links")
		.innerJoin("risks", "risks.id", "risk_area_links.risk_id")
		.select(["risk_id as object_id", "risk_area_links.number", "risks.title", "risk_area_links.area"])
		.where(isIn(range, "risk_id"))
		.execute();
}

export function listDisagreementsToldOf(db: Db, range: IdRange) {
	return db
		.selectFrom("risk_disagreements as one")
		.innerJoin("risks", "risks.id", "one.risk_id")
		.selectAll("one")
		.select("risks.title")
		.where(isIn(range, "one.risk_id"))
		.execute();
}

export function listStatementsToldOf(db: Db, range: IdRange) {
	return db
		.selectFrom("coverage_statements")
		.innerJoin("plans", "plans.id", "coverage_statements.plan_id")
		.select(["plan_id as object_id", "area", "place", "number", "plans.year", "state", "routine", "owner", "reason"])
		.where(isIn(range, "plan_id"))
		.execute();
}
