import type { Compilable, Selectable } from "kysely";
import { keptQuery } from "../../kept-query.ts";
import type { Db } from "../../open.ts";
import type {
	RegionAnswerTable,
	RegionItemTable,
	RegionWithdrawalTable,
	RegionWordingTable,
} from "../../schema/report/region.ts";
import { type UnitReach, unitsWithin } from "../people/units.ts";
import type { PlanStatus } from "../../schema/vocabulary.ts";

type Withdrawal = Selectable<RegionWithdrawalTable>;

/** What was sent, in the words of the latest version, and why it was taken back when it has been. */
export interface RegionItem extends Selectable<RegionItemTable> {
	wording: number;
	text: string;
	sender: string;
	withdrawn_at: Withdrawal["withdrawn_at"] | null;
	withdrawn_reason: Withdrawal["reason"] | null;
	withdrawer: string | null;
}

function items(db: Db) {
	return db
		.selectFrom("region_items")
		.innerJoin("region_wordings as latest", (join) =>
			join.onRef("latest.item_id", "=", "region_items.id").on("latest.number", "=", (eb) =>
				eb
					.selectFrom("region_wordings as w")
					.select((max) => max.fn.max("w.number").as("n"))
					.whereRef("w.item_id", "=", "region_items.id"),
			),
		)
		.innerJoin("people as sender", "sender.id", "region_items.pushed_by")
		.leftJoin("region_withdrawals as back", "back.item_id", "region_items.id")
		.leftJoin("people as withdrawer", "withdrawer.id", "back.withdrawn_by")
		.selectAll("region_items")
		.select(["latest.number as wording", "latest.text", "sender.name as sender"])
		.select(["back.withdrawn_at", "back.reason as withdrawn_reason", "withdrawer.name as withdrawer"]);
}

export const listRegionItems = keptQuery((db, year: number): Compilable<RegionItem> => {
	return items(db).where("region_items.year", "=", year).orderBy("region_items.number");
});

export function findRegionItem(db: Db, id: string): Promise<RegionItem | undefined> {
	return items(db).where("region_items.id", "=", id).executeTakeFirst();
}

export async function nextRegionNumber(db: Db, regionId: string, year: number): Promise<number> {
	const row = await db
		.selectFrom("region_items")
		.select((eb) => eb.fn.max("number").as("last"))
		.where("region_id", "=", regionId)
		.where("year", "=", year)
		.executeTakeFirst();
	return Number(row?.last ?? 0) + 1;
}

export type RegionWording = Selectable<RegionWordingTable> & { writer: string };

/** Newest first. */
export function listRegionWordings(db: Db, itemId: string): Promise<RegionWording[]> {
	return db
		.selectFrom("region_wordings")
		.innerJoin("people as writer", "writer.id", "region_wordings.written_by")
		.selectAll("region_wordings")
		.select("writer.name as writer")
		.where("item_id", "=", itemId)
		.orderBy("number", "desc")
		.execute();
}

export interface RegionBoard {
	id: string;
	name: string;
	unit_id: string;
	valid_from: string;
	plan_status: PlanStatus | null;
}

/** Every board that exists some day of the year, also one that came after the item was sent, with where its plan stands. */
export const listRegionBoards = keptQuery((db, year: number, reach: UnitReach = "all"): Compilable<RegionBoard> => {
	const within = unitsWithin(reach);
	return db
		.selectFrom("boards")
		.leftJoin("plans", (join) => join.onRef("plans.board_id", "=", "boards.id").on("plans.year", "=", year))
		.select(["boards.id", "boards.name", "boards.unit_id", "boards.valid_from", "plans.status as plan_status"])
		.where("boards.valid_from", "<=", `${year}-12-31`)
		.where((eb) => eb.or([eb("boards.valid_to", "is", null), eb("boards.valid_to", ">=", `${year}-01-01`)]))
		.$if(within !== undefined, (q) => q.where("boards.unit_id", "in", within!))
		.orderBy("boards.name");
});

export interface RegionAnswer extends Selectable<RegionAnswerTable> {
	period: string;
	cut_off: string;
	writer: string;
}

/** Every edition of every answer, the newest report and edition first: the first of a board is where it stands. */
export function listRegionAnswers(
	db: Db,
	of: { year: number; board_id?: string } | { item_id: string; board_id?: string },
): Promise<RegionAnswer[]> {
	let query = db
		.selectFrom("region_answers")
		.innerJoin("region_items", "region_items.id", "region_answers.item_id")
		.innerJoin("reporting_periods", "reporting_periods.id", "region_answers.period_id")
		.innerJoin("people as writer", "writer.id", "region_answers.written_by")
		.selectAll("region_answers")
		.select(["reporting_periods.name as period", "reporting_periods.cut_off", "writer.name as writer"])
		.orderBy("reporting_periods.cut_off", "desc")
		.orderBy("region_answers.edition", "desc");
	if ("year" in of) query = query.where("region_items.year", "=", of.year);
	else query = query.where("region_answers.item_id", "=", of.item_id);
	if (of.board_id !== undefined) query = query.where("region_answers.board_id", "=", of.board_id);
	return query.execute();
}

/** The reports of a board and year that may still be written in, the earliest first. */
export function listOpenReports(
	db: Db,
	boardId: string,
	year: number,
): Promise<{ id: string; name: string; deadline: string }[]> {
	return db
		.selectFrom("reporting_periods")
		.select(["id", "name", "deadline"])
		.where("board_id", "=", boardId)
		.where("year", "=", year)
		.where(({ or, not, exists, selectFrom }) =>
			or([
				not(
					exists(
						selectFrom("period_seals").select("period_seals.id").whereRef("period_id", "=", "reporting_periods.id"),
					),
				),
				exists(
					selectFrom("period_corrections")
						.select("period_corrections.id")
						.whereRef("period_id", "=", "reporting_periods.id")
						.where("sealed_edition", "is", null),
				),
			]),
		)
		.orderBy("cut_off")
		.execute();
}
