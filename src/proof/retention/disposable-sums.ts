import type { Db } from "../../../db/open.ts";
import {
	countDisposable,
	type DisposableFilter,
	type DisposableSum,
} from "../../../db/queries/proof/retention-disposable.ts";
import { branchesKey } from "../../ground/remembered/branches.ts";
import { KEEPING, type Reading, SAM, untilChanged } from "../../ground/remembered/remembered.ts";

const SUMS: Reading<DisposableSum[]> = {
	beside: [
		...[...KEEPING, ...SAM],
		...(["person", "role", "unit", "period", "follow_up", "governance", "recommendation", "message"] as const),
	],
};

/** How many files there are of each class, remembered: every file of every year is asked whose it is. */
export async function disposableSums(db: Db, filter: DisposableFilter): Promise<DisposableSum[]> {
	const branches = await branchesKey(db, filter.held_units, filter.reach);
	return untilChanged(db, SUMS, `${JSON.stringify(filter)} ${branches}`, () => countDisposable(db, filter));
}
