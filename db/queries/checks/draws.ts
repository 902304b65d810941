import type { Db } from "../../open.ts";
import type { RunStatus } from "../../schema/vocabulary.ts";

/** A draw as it may be seen: `secret` is null until it has been made, and the sealed one is never among the columns. */
export interface Draw {
	id: string;
	draw_id: string;
	control_id: string;
	control_title: string;
	period_key: string;
	/** The board's förvaltning, where rights over the draw are decided. */
	unit_id: string;
	commitment: string;
	secret: string | null;
	public_value: string | null;
	planned_at: string;
	drawn_at: string | null;
	drawn_by: string | null;
	reason: string;
}

function draws(db: Db) {
	return db
		.selectFrom("draws as draw")
		.innerJoin("controls as control", "control.id", "draw.control_id")
		.innerJoin("plans as plan", "plan.id", "control.plan_id")
		.innerJoin("boards as board", "board.id", "plan.board_id")
		.leftJoin("people as person", "person.id", "draw.drawn_by")
		.select(["draw.id", "draw.draw_id", "draw.control_id", "control.title as control_title", "draw.period_key"])
		.select(["board.unit_id", "draw.commitment", "draw.secret", "draw.public_value", "draw.planned_at"])
		.select(["draw.drawn_at", "person.name as drawn_by", "draw.reason"]);
}

export function findDraw(db: Db, id: string): Promise<Draw | undefined> {
	return draws(db).where("draw.id", "=", id).executeTakeFirst();
}

/** A draw that was planned for the same period before this one, and why the next one came instead. */
export interface EarlierDraw {
	id: string;
	draw_id: string;
	planned_at: string;
	/** Why it was planned in its turn; "" for the period's first. */
	reason: string;
}

/** The draws that were planned for a period before this one, oldest first. */
export function listEarlierDraws(
	db: Db,
	draw: Pick<Draw, "control_id" | "period_key" | "planned_at" | "id">,
): Promise<EarlierDraw[]> {
	return db
		.selectFrom("draws")
		.select(["id", "draw_id", "planned_at", "reason"])
		.where("control_id", "=", draw.control_id)
		.where("period_key", "=", draw.period_key)
		.where("planned_at", "<=", draw.planned_at)
		.where("id", "!=", draw.id)
		.orderBy("planned_at")
		.orderBy("draw_id")
		.execute();
}

/** The draws that have been made for a board's frozen populations with a cut-off among these days, by id. */
export function listMadeDrawsOf(
	db: Db,
	span: { board_id: string; first_day: string; cut_off: string },
): Promise<Draw[]> {
	return draws(db)
		.innerJoin("populations as population", "population.draw_id", "draw.id")
		.where("draw.secret", "is not", null)
		.where("plan.board_id", "=", span.board_id)
		.where("population.cut_off", ">=", span.first_day)
		.where("population.cut_off", "<=", span.cut_off)
		.orderBy("draw.draw_id")
		.execute();
}

export interface FreeDraw {
	id: string;
	draw_id: string;
}

/** The draw planned for a control and period that no population has been frozen for yet. */
export function findFreeDraw(db: Db, controlId: string, periodKey: string): Promise<FreeDraw | undefined> {
	return db
		.selectFrom("draws")
		.select(["id", "draw_id"])
		.where("control_id", "=", controlId)
		.where("period_key", "=", periodKey)
		.where("drawn_at", "is", null)
		.where("id", "not in", (eb) => eb.selectFrom("populations").select("draw_id"))
		.orderBy("planned_at")
		.limit(1)
		.executeTakeFirst();
}

/** For the act of drawing alone: the secret as it lies, sealed. */
export function findEncryptedSecret(
	db: Db,
	id: string,
): Promise<{ secret_encrypted: string; commitment: string; version: number } | undefined> {
	return db
		.selectFrom("draws")
		.select(["secret_encrypted", "commitment", "version"])
		.where("id", "=", id)
		.executeTakeFirst();
}

/** The newest sealed secret, whatever draw it is of: opened only to see that the server's key is the one it was sealed with. */
export function findNewestSealed(db: Db): Promise<{ secret_encrypted: string } | undefined> {
	return db.selectFrom("draws").select("secret_encrypted").orderBy("planned_at", "desc").limit(1).executeTakeFirst();
}

export interface DrawnStratum {
	run_id: string;
	unit_id: string;
	unit_code: string | null;
	unit_name: string;
	population_n: number;
	population_sum_ore: number;
	status: RunStatus;
	/** Drawn at first, before any replacement. */
	n: number;
	/** Hash of the last one drawn at first; null when none was. */
	threshold_hash: string | null;
}

/** The strata of a draw with what was drawn in each. */
export function listDrawnStrata(db: Db, drawId: string): Promise<DrawnStratum[]> {
	return db
		.selectFrom("populations as population")
		.innerJoin("population_strata as stratum", "stratum.population_id", "population.id")
		.innerJoin("org_units as unit", "unit.id", "stratum.unit_id")
		.innerJoin("control_runs as run", (join) =>
			join
				.onRef("run.control_id", "=", "population.control_id")
				.onRef("run.period_key", "=", "population.period_key")
				.onRef("run.unit_id", "=", "stratum.unit_id"),
		)
		.leftJoin("sample_items as item", (join) =>
			join.onRef("item.run_id", "=", "run.id").on("item.kind", "=", "random").on("item.replaces_id", "is", null),
		)
		.select(["run.id as run_id", "stratum.unit_id", "unit.code as unit_code", "unit.name as unit_name"])
		.select(["stratum.n as population_n", "stratum.sum_ore as population_sum_ore", "run.status"])
		.select((eb) => [
			eb.fn.count<number>("item.id").as("n"),
			eb.fn.max<string | null>("item.hash").as("threshold_hash"),
		])
		.where("population.draw_id", "=", drawId)
		.groupBy(["run.id", "stratum.unit_id", "unit.code", "unit.name", "stratum.n", "stratum.sum_ore", "run.status"])
		.groupBy(["unit.sort_name"])
		.orderBy("unit.sort_name")
		.orderBy("stratum.unit_id")
		.execute();
}

/** Replacements made in a draw, in the order they were taken into use. */
export function listUsedReserves(
	db: Db,
	drawId: string,
): Promise<{ unit_id: string; removed_key: string; replacement_key: string; reason: string }[]> {
	return db
		.selectFrom("sample_items as item")
		.innerJoin("sample_items as replaced", "replaced.id", "item.replaces_id")
		.innerJoin("ledger_lines as line", "line.id", "item.line_id")
		.innerJoin("ledger_rows as removed", "removed.id", "replaced.line_id")
		.innerJoin("populations as population", "population.id", "line.population_id")
		.select(["line.unit_id", "removed.item_key as removed_key", "line.item_key as replacement_key"])
		.select("replaced.reason")
		.where("population.draw_id", "=", drawId)
		.where("item.kind", "=", "random")
		.orderBy("item.rank")
		.execute();
}

export function findDrawByName(
	db: Db,
	drawId: string,
): Promise<{ id: string; control_id: string; commitment: string } | undefined> {
	return db
		.selectFrom("draws")
		.select(["id", "control_id", "commitment"])
		.where("draw_id", "=", drawId)
		.executeTakeFirst();
}
