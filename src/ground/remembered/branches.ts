import type { Db } from "../../../db/open.ts";
import type { PlainFact } from "../../../db/queries/ground/write.ts";
import { listBranch, type UnitReach, unitPath } from "../../../db/queries/people/units.ts";
import { sha256 } from "../canonical.ts";
import { type Reading, untilChanged } from "./remembered.ts";
import { BESIDE_UNITS } from "./units.ts";

interface Branch {
	root: string;
	ids: ReadonlySet<string>;
	key: string;
}

const BRANCH: Reading<Branch> = {
	kept: 200,
	beside: BESIDE_UNITS,
	mends: {
		types: ["unit.edited"],
		mend: async (db, branch, facts) => ((await isUnmoved(db, branch, facts)) ? branch : null),
	},
};

/**
 * Whether each unit that was edited lies in the branch as it did. Those below one that was moved go with it, so that none else comes
 * or goes.
 */
async function isUnmoved(db: Db, { root, ids }: Branch, facts: readonly PlainFact[]): Promise<boolean> {
	for (const id of new Set(facts.map(({ object_id }) => object_id)))
		if ((await unitPath(db, id)).includes(root) !== ids.has(id)) return false;
	return true;
}

async function branchOf(db: Db, root: string): Promise<Branch> {
	const ids = await listBranch(db, root);
	return { root, ids: new Set(ids), key: sha256(ids.join(" ")) };
}

/**
 * Which units lie in some branches, as a part of a key: what is read of a branch and says no unit's name is the same however units are
 * called, and another as soon as one comes, goes or is moved.
 */
export async function branchesKey(db: Db, rootIds: readonly string[], reach: UnitReach = "all"): Promise<string> {
	const roots = new Set([...rootIds, ...(reach === "all" ? [] : reach.branch)]);
	const keys = [...roots].map((id) => untilChanged(db, BRANCH, id, () => branchOf(db, id)));
	return (await Promise.all(keys)).map(({ key }) => key).join(" ");
}
