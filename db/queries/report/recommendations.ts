import type { Selectable } from "kysely";
import type { Db } from "../../open.ts";
import type {
	RecommendationSource,
	RecommendationStatus,
	RecommendationTable,
} from "../../schema/report/recommendations.ts";
import type { Requirement } from "../../schema/vocabulary.ts";
import type { Page } from "../ground/tables.ts";
import { type UnitReach, unitsWithin } from "../people/units.ts";

/** A recommendation with its board; `unit_id` is the board's förvaltning, which decides who may see it. */
export interface Recommendation extends Selectable<RecommendationTable> {
	board: string;
	unit_id: string;
	owner: string | null;
}

export interface RecommendationFilter {
	reach: UnitReach;
	source?: RecommendationSource | undefined;
	status?: RecommendationStatus | undefined;
	requirement?: Requirement | undefined;
	owners?: readonly string[] | undefined;
	/** What this report speaks of: received by its cut-off, and not closed before it began, whatever year it came. */
	reported_in?: RecommendationPeriod | undefined;
	page?: Page | undefined;
}

/** The board and days of a report. */
export interface RecommendationPeriod {
	board_id: string;
	first_day: string;
	cut_off: string;
}

function filtered(db: Db, filter: RecommendationFilter) {
	const within = unitsWithin(filter.reach);
	return db
		.selectFrom("recommendations")
		.innerJoin("boards", "boards.id", "recommendations.board_id")
		.$if(within !== undefined, (q) => q.where("boards.unit_id", "in", within!))
		.$if(filter.source !== undefined, (q) => q.where("recommendations.source", "=", filter.source!))
		.$if(filter.status !== undefined, (q) => q.where("recommendations.status", "=", filter.status!))
		.$if(filter.owners !== undefined, (q) => q.where("recommendations.owner_id", "in", filter.owners!))
		.$if(filter.reported_in !== undefined, (q) =>
			q
				.where("recommendations.board_id", "=", filter.reported_in!.board_id)
				.where("recommendations.received_on", "<=", filter.reported_in!.cut_off)
				.where((eb) =>
					eb.or([
						eb("recommendations.closed_on", "is", null),
						eb("recommendations.closed_on", ">=", filter.reported_in!.first_day),
					]),
				),
		)
		.$if(filter.requirement !== undefined, (q) =>
			q.where("recommendations.requirements", "like", `%"${filter.requirement}"%`),
		);
}

function selected(query: ReturnType<typeof filtered>) {
	return query
		.leftJoin("people as owner", "owner.id", "recommendations.owner_id")
		.selectAll("recommendations")
		.select(["boards.name as board", "boards.unit_id", "owner.name as owner"]);
}

/** Newest first. */
export function listRecommendations(db: Db, filter: RecommendationFilter): Promise<Recommendation[]> {
	return selected(filtered(db, filter))
		.orderBy("recommendations.received_on", "desc")
		.orderBy("boards.name")
		.orderBy("recommendations.number", "desc")
		.$if(filter.page !== undefined, (q) => q.limit(filter.page!.limit).offset(filter.page!.offset))
		.execute();
}

export async function countRecommendations(db: Db, filter: RecommendationFilter): Promise<number> {
	const row = await filtered(db, filter)
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.executeTakeFirstOrThrow();
	return row.n;
}

export function findRecommendation(db: Db, id: string): Promise<Recommendation | undefined> {
	return selected(filtered(db, { reach: "all" }))
		.where("recommendations.id", "=", id)
		.executeTakeFirst();
}

export function listReportRecommendations(db: Db, period: RecommendationPeriod): Promise<Recommendation[]> {
	return selected(filtered(db, { reach: "all", reported_in: period }))
		.orderBy("recommendations.number")
		.execute();
}

export async function nextRecommendationNumber(db: Db, boardId: string): Promise<number> {
	const row = await db
		.selectFrom("recommendations")
		.select((eb) => eb.fn.max("number").as("last"))
		.where("board_id", "=", boardId)
		.executeTakeFirst();
	return Number(row?.last ?? 0) + 1;
}

/** True when a closed report says that it was received: from then on those words stand. */
export async function isReported(
	db: Db,
	row: Pick<Recommendation, "board_id" | "received_on" | "registered_at">,
): Promise<boolean> {
	const seal = await db
		.selectFrom("period_seals")
		.select("id")
		.where("board_id", "=", row.board_id)
		.where("cut_off", ">=", row.received_on)
		.where("sealed_at", ">", row.registered_at)
		.limit(1)
		.executeTakeFirst();
	return seal !== undefined;
}
