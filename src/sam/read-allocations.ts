import type { Db } from "../../db/open.ts";
import { type AllocationRow, listAllocationRows } from "../../db/queries/sam/matters.ts";
import type { UnitReach } from "../../db/queries/people/units.ts";
import { BOARD_UNITS } from "../../db/schema/vocabulary.ts";
import { branchesKey } from "../ground/remembered/branches.ts";
import { BESIDE_PEOPLE } from "../ground/remembered/people.ts";
import { type Reading, SAM, untilChanged } from "../ground/remembered/remembered.ts";
import { unitOptions } from "../ground/remembered/units.ts";

interface Kept {
	reach: UnitReach;
	day: string;
	rows: readonly AllocationRow[];
}

/** Whole registers, as somebody orders them: some thousand rows each. */
const ROWS: Reading<Kept> = {
	kept: 2,
	beside: BESIDE_PEOPLE.filter((noun) => !SAM.some((one) => one === noun)),
	mends: {
		types: ["unit.edited"],
		mend: async (db, { reach, day, rows }) => {
			const units = (await unitOptions(db, reach, day)).filter(({ kind }) => !BOARD_UNITS.includes(kind));
			if (units.length !== rows.length || units.some(({ id }, at) => id !== rows[at]!.unit_id)) return null;
			return { reach, day, rows: rows.map((row, at) => ({ ...row, unit_name: units[at]!.name })) };
		},
	},
};

/** Every unit that exists on the day, its manager, and the allocation that holds. */
export async function allAllocations(db: Db, reach: UnitReach, day: string): Promise<AllocationRow[]> {
	const key = JSON.stringify([reach, day, await branchesKey(db, [], reach)]);
	const make = async () => ({ reach, day, rows: await listAllocationRows(db, reach, day) });
	return [...(await untilChanged(db, ROWS, key, make)).rows];
}
