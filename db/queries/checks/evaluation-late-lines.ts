import type { Db } from "../../open.ts";
import { isHeld } from "./populations-replaced.ts";

/** What an extension or a completion is about: the run's frozen stratum with its threshold. */
export async function findRunStratum(db: Db, runId: string) {
	return db
		.selectFrom("control_runs as run")
		.innerJoin("controls as control", "control.id", "run.control_id")
		.innerJoin("draws as draw", "draw.id", "run.draw_id")
		.innerJoin("populations as population", "population.draw_id", "draw.id")
		.select(["run.id as run_id", "run.unit_id", "run.period_key", "run.last_day", "control.key as control_key"])
		.select([
			"draw.draw_id",
			"draw.secret",
			"draw.public_value",
			"population.id as population_id",
			"population.cut_off",
		])
		.select((eb) =>
			eb
				.selectFrom("sample_items as item")
				.select((e) => e.fn.max<string | null>("item.hash").as("hash"))
				.whereRef("item.run_id", "=", "run.id")
				.where("item.kind", "=", "random")
				.where("item.replaces_id", "is", null)
				.as("threshold_hash"),
		)
		.where("run.id", "=", runId)
		.executeTakeFirst();
}

export interface LateLine {
	id: number;
	item_key: string;
	amount_ore: number;
	framed_from: string;
}

/** Lines of a unit that belong to the period by their date but came with a later frame of the same control. */
export function listLateLines(
	db: Db,
	stratum: { control_key: string; unit_id: string; cut_off: string },
): Promise<LateLine[]> {
	return (
		db
			.selectFrom("populations as later")
			.innerJoin("controls as control", "control.id", "later.control_id")
			.innerJoin("ledger_lines as line", "line.population_id", "later.id")
			.select(["line.id", "line.item_key", "line.amount_ore", "later.cut_off as framed_from"])
			.where("control.key", "=", stratum.control_key)
			.where("later.cut_off", ">", stratum.cut_off)
			.where("line.unit_id", "=", stratum.unit_id)
			.where("line.booking_date", "<=", stratum.cut_off)
			// The lines of a population that was replaced are in no frame.
			.where(isHeld("later.id"))
			.orderBy("line.item_key")
			.execute()
	);
}

export async function findLateStratum(db: Db, runId: string): Promise<{ n: number } | undefined> {
	return db.selectFrom("late_strata").select("n").where("run_id", "=", runId).executeTakeFirst();
}
