import type { Db } from "../../open.ts";

/** A frozen population that holds for its period, with what was decided when it was frozen. */
export interface HoldingFrame {
	id: string;
	period_key: string;
	cut_off: string;
	checklist_id: string | null;
	terms: string;
}

/** The populations of a control that hold for periods among these days; those that were replaced are left out. */
export function listHoldingFrames(
	db: Db,
	{ control_id, from, to }: { control_id: string; from: string; to: string },
): Promise<HoldingFrame[]> {
	return db
		.selectFrom("populations as population")
		.select(["population.id", "population.period_key", "population.cut_off"])
		.select(["population.checklist_id", "population.terms"])
		.where("population.control_id", "=", control_id)
		.where("population.cut_off", ">=", from)
		.where("population.cut_off", "<=", to)
		.where("population.id", "not in", (eb) =>
			eb
				.selectFrom("population_corrections as replaced")
				.select("replaced.population_id")
				.where("replaced.successor_id", "is not", null),
		)
		.orderBy("population.cut_off")
		.execute();
}
