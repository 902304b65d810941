import type { Db } from "../../open.ts";
import { DRAWN_KINDS } from "../../schema/vocabulary.ts";
import { unitsWithin } from "../people/units.ts";

/** A unit that takes no part in a control any longer: its purchases after the day are in no frame. */
export interface EndedUnit {
	control: string;
	unit: string;
	last_day: string;
}

const OPEN = "9999-12-31";

/** Units whose last part in a control that draws samples ended before `to`, at one control and place, or in a board's plan of a year. */
export function listEndedUnits(
	db: Db,
	of: { to: string } & ({ control_id: string; root_id: string } | { board_id: string; year: number }),
): Promise<EndedUnit[]> {
	const parts = db
		.selectFrom("control_units as taking")
		.innerJoin("org_units as unit", "unit.id", "taking.unit_id")
		.innerJoin("controls as control", "control.id", "taking.control_id")
		.where("control.population_kind", "in", DRAWN_KINDS)
		.where("control.dropped_reason", "is", null);
	const within =
		"control_id" in of
			? parts
					.where("control.id", "=", of.control_id)
					.where("unit.id", "in", unitsWithin({ own: [], branch: [of.root_id] })!)
			: parts.where("control.plan_id", "in", (eb) =>
					eb.selectFrom("plans").select("id").where("board_id", "=", of.board_id).where("year", "=", of.year),
				);
	return within
		.select((eb) => [
			...(["control.title as control", "unit.name as unit"] as const),
			eb.fn.max(eb.fn.coalesce("taking.valid_to", eb.val(OPEN))).as("last_day"),
		])
		.groupBy(["control.id", "control.title", "unit.id", "unit.name", "unit.sort_name"])
		.having((eb) => eb(eb.fn.max(eb.fn.coalesce("taking.valid_to", eb.val(OPEN))), "<", of.to))
		.orderBy("control.title")
		.orderBy("unit.sort_name")
		.execute();
}
