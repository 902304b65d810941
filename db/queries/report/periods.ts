import type { Selectable } from "kysely";
import type { Db } from "../../open.ts";
import type { ReportingPeriodTable } from "../../schema/report/periods.ts";
import { type UnitReach, unitsWithin } from "../people/units.ts";

/** A reporting period with the board it belongs to; `unit_id` is the board's förvaltning, which decides who may see it. */
export interface Period extends Selectable<ReportingPeriodTable> {
	board: string;
	unit_id: string;
}

function periods(db: Db) {
	return db
		.selectFrom("reporting_periods")
		.innerJoin("boards", "boards.id", "reporting_periods.board_id")
		.selectAll("reporting_periods")
		.select(["boards.name as board", "boards.unit_id"]);
}

/** Newest cut-off first. */
export function listPeriods(db: Db, reach: UnitReach, page?: { limit: number; offset: number }): Promise<Period[]> {
	const within = unitsWithin(reach);
	let query = periods(db).orderBy("reporting_periods.cut_off", "desc").orderBy("reporting_periods.key");
	if (within) query = query.where("boards.unit_id", "in", within);
	if (page) query = query.limit(page.limit).offset(page.offset);
	return query.execute();
}

export async function countPeriods(db: Db, reach: UnitReach): Promise<number> {
	const within = unitsWithin(reach);
	let query = db
		.selectFrom("reporting_periods")
		.innerJoin("boards", "boards.id", "reporting_periods.board_id")
		.select((eb) => eb.fn.countAll<number>().as("n"));
	if (within) query = query.where("boards.unit_id", "in", within);
	return (await query.executeTakeFirstOrThrow()).n;
}

export function findPeriod(db: Db, id: string): Promise<Period | undefined> {
	return periods(db).where("reporting_periods.id", "=", id).executeTakeFirst();
}

export function findPeriodByKey(db: Db, key: string): Promise<Period | undefined> {
	return periods(db).where("reporting_periods.key", "=", key).executeTakeFirst();
}

export interface BoardChoice {
	id: string;
	name: string;
	unit_id: string;
}

/** The boards of today within a reach, by name. */
export function listBoardsOn(db: Db, reach: UnitReach, today: string): Promise<BoardChoice[]> {
	const within = unitsWithin(reach);
	let query = db
		.selectFrom("boards")
		.select(["id", "name", "unit_id"])
		.where("valid_from", "<=", today)
		.where((eb) => eb.or([eb("valid_to", "is", null), eb("valid_to", ">=", today)]))
		.orderBy("name")
		.orderBy("id");
	if (within) query = query.where("unit_id", "in", within);
	return query.execute();
}

/** The same board's report with the nearest earlier cut-off. */
export function findPeriodBefore(db: Db, periodId: string): Promise<{ id: string; name: string } | undefined> {
	return db
		.selectFrom("reporting_periods as period")
		.innerJoin("reporting_periods as before", "before.board_id", "period.board_id")
		.select(["before.id", "before.name"])
		.where("period.id", "=", periodId)
		.whereRef("before.cut_off", "<", "period.cut_off")
		.orderBy("before.cut_off", "desc")
		.limit(1)
		.executeTakeFirst();
}

/** The board's newest report whose cut-off lies before a day: what has moved is told against it. */
export function findPeriodPassed(
	db: Db,
	boardId: string,
	day: string,
): Promise<{ id: string; name: string; cut_off: string } | undefined> {
	return db
		.selectFrom("reporting_periods")
		.select(["id", "name", "cut_off"])
		.where("board_id", "=", boardId)
		.where("cut_off", "<", day)
		.orderBy("cut_off", "desc")
		.limit(1)
		.executeTakeFirst();
}

/** The same board's report of the same kind, of the year before; one a year, so the newest of them. */
export function findPeriodOfLastYear(
	db: Db,
	{ board_id, kind, year }: Pick<Period, "board_id" | "kind" | "year">,
): Promise<{ id: string } | undefined> {
	return db
		.selectFrom("reporting_periods")
		.select("id")
		.where("board_id", "=", board_id)
		.where("kind", "=", kind)
		.where("year", "=", year - 1)
		.orderBy("cut_off", "desc")
		.limit(1)
		.executeTakeFirst();
}
