import type { Db } from "../../../db/open.ts";
import { listStratumSizes, type StratumSize } from "../../../db/queries/checks/sample-plans.ts";
import { type Reading, untilChanged } from "../../ground/remembered/remembered.ts";
import { BESIDE_RUNS, OF_ONE_RUN } from "../runs/run-readings.ts";

/** What else happens in a run that changes how many were drawn: an item is put in another's place, or a swap is decided. */
const SWAPS: readonly string[] = ["item.replaced", "item.swap_decided", "item.targeted", "run.confirmed_empty"];

const SIZES: Reading<StratumSize[]> = {
	kept: 12,
	beside: [...BESIDE_RUNS, "unit"],
	beside_types: OF_ONE_RUN.filter((type) => !SWAPS.includes(type)),
};

/** N and n of every frozen stratum of a year, remembered while people only answer. Nobody may write in them. */
export function readStratumSizes(db: Db, controlId: string, year: number): Promise<StratumSize[]> {
	const days = { from: `${year}-01-01`, to: `${year}-12-31` };
	return untilChanged(db, SIZES, `${controlId} ${year}`, () => listStratumSizes(db, controlId, days));
}
