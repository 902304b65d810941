import type { Selectable } from "kysely";
import type { Db } from "../../open.ts";
import type { CoverageStatementTable, RiskAreaLinkTable, RiskAreaVersionTable } from "../../schema/report/planning.ts";
import type { Treatment } from "../../schema/vocabulary.ts";

export type AreaVersion = Selectable<RiskAreaVersionTable> & { writer: string };

/** Every version that boards have written of their areas before an instant, in the order they came. */
export function listAreaVersions(db: Db, boards: readonly string[], before: string): Promise<AreaVersion[]> {
	return db
		.selectFrom("risk_area_versions as version")
		.innerJoin("people as writer", "writer.id", "version.written_by")
		.selectAll("version")
		.select("writer.name as writer")
		.where("version.board_id", "in", [...boards, ""])
		.where("version.written_at", "<", before)
		.orderBy("version.number")
		.orderBy("version.id")
		.execute();
}

/** A risk as the map needs it, of this plan or one it was carried from. */
export interface MappedRisk {
	id: string;
	plan_id: string;
	board_id: string;
	place: string;
	number: number;
	title: string;
	treatment: Treatment | null;
	carried_from: string | null;
	/** Null where nobody has said anything of this very row. */
	area: string | null;
	/** How many times it has been said. */
	links: number;
}

/** The risks of boards' plans up to a year, since one that was carried keeps what was said of it the year before. */
export async function listMappedRisks(db: Db, boards: readonly string[], year: number): Promise<MappedRisk[]> {
	const risks = await db
		.selectFrom("risks")
		.innerJoin("plans", "plans.id", "risks.plan_id")
		.select(["risks.id", "risks.plan_id", "risks.area_id as place", "risks.number", "risks.title", "risks.treatment"])
		.select(["risks.carried_from", "plans.board_id"])
		.where("plans.board_id", "in", [...boards, ""])
		.where("plans.year", "<=", year)
		.where("risks.dropped_reason", "is", null)
		.orderBy("risks.number")
		.execute();
	const links = new Map((await latestLinks(db, boards)).map((link) => [link.risk_id, link]));
	return risks.map((risk) => ({
		...risk,
		area: links.get(risk.id)?.area ?? null,
		links: links.get(risk.id)?.number ?? 0,
	}));
}

function latestLinks(
	db: Db,
	boards: readonly string[],
): Promise<Pick<RiskAreaLinkTable, "risk_id" | "area" | "number">[]> {
	return db
		.selectFrom("risk_area_links as link")
		.innerJoin("risks", "risks.id", "link.risk_id")
		.innerJoin("plans", "plans.id", "risks.plan_id")
		.select(["link.risk_id", "link.area", "link.number"])
		.where("plans.board_id", "in", [...boards, ""])
		.orderBy("link.number")
		.execute();
}

export type Statement = Selectable<CoverageStatementTable> & { writer: string };

/** Everything written in the maps of plans, the newest version first. */
export function listStatements(db: Db, plans: readonly string[]): Promise<Statement[]> {
	return db
		.selectFrom("coverage_statements as statement")
		.innerJoin("people as writer", "writer.id", "statement.written_by")
		.selectAll("statement")
		.select("writer.name as writer")
		.where("statement.plan_id", "in", [...plans, ""])
		.orderBy("statement.number", "desc")
		.execute();
}

/** The verksamheter of a plan, in its order. */
export function listPlaces(db: Db, planId: string): Promise<{ id: string; name: string }[]> {
	return db
		.selectFrom("areas")
		.select(["id", "name"])
		.where("plan_id", "=", planId)
		.where("dropped_reason", "is", null)
		.orderBy("position")
		.execute();
}

/** A board that exists some day of a year, and its plan of that year. */
export interface BoardPlan {
	board_id: string;
	board: string;
	plan_id: string | null;
}

export function listBoardPlans(db: Db, year: number): Promise<BoardPlan[]> {
	return db
		.selectFrom("boards")
		.leftJoin("plans", (join) => join.onRef("plans.board_id", "=", "boards.id").on("plans.year", "=", year))
		.select(["boards.id as board_id", "boards.name as board", "plans.id as plan_id"])
		.where("boards.valid_from", "<=", `${year}-12-31`)
		.where((eb) => eb.or([eb("boards.valid_to", "is", null), eb("boards.valid_to", ">=", `${year}-01-01`)]))
		.orderBy("boards.name")
		.execute();
}
