import type { Db } from "../../../db/open.ts";
import { listBranch, type UnitReach } from "../../../db/queries/people/units.ts";
import { sha256 } from "../canonical.ts";
import { CHECKING, KEEPING, type Reading, REPORTING, SAM, untilChanged } from "./remembered.ts";

/** A file of purchases, and the codes in it, may bring units. */
const BRINGING: readonly string[] = ["population", "purchases", "unit_code"];

const BRANCH: Reading<string> = {
	kept: 200,
	beside: [
		...[...KEEPING, ...REPORTING, ...SAM, ...CHECKING.filter((noun) => !BRINGING.includes(noun))],
		...(["person", "role", "plan", "area", "risk", "measure", "control", "checklist", "risk_proposal"] as const),
	],
};

/**
 * Which units lie in some branches, as a part of a key: what is read of a branch and says no unit's name is the same however units are
 * called, and another as soon as one comes, goes or is moved.
 */
export async function branchesKey(db: Db, rootIds: readonly string[], reach: UnitReach = "all"): Promise<string> {
	const roots = new Set([...rootIds, ...(reach === "all" ? [] : reach.branch)]);
	const read = async (id: string) => sha256((await listBranch(db, id)).join(" "));
	return (await Promise.all([...roots].map((id) => untilChanged(db, BRANCH, id, () => read(id))))).join(" ");
}
