import type { Db } from "../../../db/open.ts";
import { branchesKey } from "../../ground/remembered/branches.ts";
import { CHECKING, KEEPING, type Reading, REPORTING, SAM, untilChanged } from "../../ground/remembered/remembered.ts";
import type { EventNoun } from "../../ground/write/events.ts";
import type { UnitReach } from "../../../db/queries/people/units.ts";

/** What no part of the overview reads. Units are not named in it but for those that are late, which are read each time. */
const BESIDE = [...KEEPING, "unit", "role"] satisfies EventNoun[];
const BESIDE_RISKS = [...BESIDE, ...CHECKING, ...SAM] satisfies EventNoun[];

const reading = (beside: readonly EventNoun[]): Reading<unknown> => ({ kept: 50, beside });

/** The parts of the overview, each by what it is read of. */
const PARTS = {
	/** The plan's risks, and since which report they have moved. */
	risks: reading([...BESIDE_RISKS, "person"]),
	/** The plan's åtgärder and their owners. */
	measures: reading(BESIDE_RISKS),
	/** Runs, åtgärder, SAM, reports and meetings to come. */
	coming: reading([...BESIDE, "person"]),
	/** What has happened to runs, deviations and åtgärder. */
	news: reading([...BESIDE, ...SAM, ...REPORTING, "person"]),
};

/** A part of the overview until something happens that it is read of. `place`: the units whose runs and deviations it counts. */
export async function partOf<T>(
	db: Db,
	part: keyof typeof PARTS,
	{ key, units = [], reaches = [] }: { key: unknown; units?: readonly (string | undefined)[]; reaches?: UnitReach[] },
	make: () => Promise<T>,
): Promise<T> {
	const roots = units.flatMap((id) => id ?? []);
	const branches = await Promise.all([branchesKey(db, roots), ...reaches.map((reach) => branchesKey(db, [], reach))]);
	return untilChanged(db, PARTS[part] as Reading<T>, JSON.stringify([key, units, reaches, branches]), make);
}
