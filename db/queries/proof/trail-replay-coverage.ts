import { keptQuery } from "../../kept-query.ts";
import type { Db } from "../../open.ts";
import { type IdRange, isIn } from "./trail-replay.ts";

export const listAreaVersionsToldOf = keptQuery((db: Db, range: IdRange) =>
	db
		.selectFrom("risk_area_versions")
		.select(["board_id as object_id", "area", "number", "name", "retired_reason"])
		.where(isIn(range, "board_id")),
);

export const listAreaLinksToldOf = keptQuery((db: Db, range: IdRange) =>
	db
		.selectFrom("risk_area_links")
		.innerJoin("risks", "risks.id", "risk_area_links.risk_id")
		.select(["risk_id as object_id", "risk_area_links.number", "risks.title", "risk_area_links.area"])
		.where(isIn(range, "risk_id")),
);

export const listDisagreementsToldOf = keptQuery((db: Db, range: IdRange) =>
	db
		.selectFrom("risk_disagreements as one")
		.innerJoin("risks", "risks.id", "one.risk_id")
		.selectAll("one")
		.select("risks.title")
		.where(isIn(range, "one.risk_id")),
);

export const listStatementsToldOf = keptQuery((db: Db, range: IdRange) =>
	db
		.selectFrom("coverage_statements")
		.innerJoin("plans", "plans.id", "coverage_statements.plan_id")
		.select(["plan_id as object_id", "area", "place", "number", "plans.year", "state", "routine", "owner", "reason"])
		.where(isIn(range, "plan_id")),
);
