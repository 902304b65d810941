import type { Db } from "../../open.ts";
import type { DeviationStatus } from "../../schema/vocabulary.ts";
import { type DeviationFilter, deviationConditions } from "./deviations.ts";

/** When a deviation was found and when it was closed. */
export interface DeviationLife {
	found_at: string;
	closed_at: string | null;
	status: DeviationStatus;
}

/** The lives that reach into the time from an instant on: whatever was not closed before it. Those taken back are left out. */
export function listDeviationLives(
	db: Db,
	filter: Pick<DeviationFilter, "reach" | "unit_id">,
	from: string,
): Promise<DeviationLife[]> {
	return db
		.selectFrom("deviations as deviation")
		.select(["deviation.found_at", "deviation.closed_at", "deviation.status"])
		.where((eb) => eb.and(deviationConditions({ ...filter, status: "counted" })))
		.where((eb) => eb.or([eb("deviation.closed_at", "is", null), eb("deviation.closed_at", ">=", from)]))
		.execute();
}
