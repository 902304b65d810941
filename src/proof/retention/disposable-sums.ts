import type { Db } from "../../../db/open.ts";
import {
	countDisposable,
	type Disposable,
	type DisposableFilter,
	type DisposableSum,
	listDisposable,
} from "../../../db/queries/proof/retention-disposable.ts";
import type { Page } from "../../../db/queries/ground/tables.ts";
import { branchesKey } from "../../ground/remembered/branches.ts";
import type { EventNoun } from "../../ground/write/events.ts";
import { namesMended } from "../../ground/remembered/units.ts";
import { KEEPING, type Reading, SAM, untilChanged } from "../../ground/remembered/remembered.ts";

const BESIDE = [
	...[...KEEPING, ...SAM],
	...(["person", "role", "period", "follow_up", "governance", "recommendation", "message"] as const),
] satisfies EventNoun[];
const SUMS: Reading<DisposableSum[]> = { beside: [...BESIDE, "unit"] };

/** How many files there are of each class, remembered: every file of every year is asked whose it is. */
export async function disposableSums(db: Db, filter: DisposableFilter): Promise<DisposableSum[]> {
	const branches = await branchesKey(db, filter.held_units, filter.reach);
	return untilChanged(db, SUMS, `${JSON.stringify(filter)} ${branches}`, () => countDisposable(db, filter));
}

/** The files themselves, as many as have waited for their decision. */
const FILES: Reading<readonly Disposable[]> = {
	kept: 4,
	beside: BESIDE,
	mends: namesMended((file, nameOf) => ({ ...file, unit: nameOf(file.unit_id) })),
};

/** The files whose time has passed, oldest first: all of them, or a page. */
export async function disposableFiles(db: Db, filter: DisposableFilter, page?: Page): Promise<readonly Disposable[]> {
	const branches = await branchesKey(db, filter.held_units, filter.reach);
	const all = await untilChanged(db, FILES, `${JSON.stringify(filter)} ${branches}`, () => listDisposable(db, filter));
	return page ? all.slice(page.offset, page.offset + page.limit) : all;
}
