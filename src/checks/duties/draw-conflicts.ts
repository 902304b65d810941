import type { Db } from "../../../db/open.ts";
import { type DrawnDuty, type DrawRun, listDrawnDuties, listRunsOfDraw } from "../../../db/queries/checks/duties.ts";
import { grouped } from "../../../db/queries/ground/tables.ts";
import { accountsBehind } from "../../ground/access/accounts-behind.ts";
import { isUntried } from "../../../db/schema/checks/duties.ts";
import { namesOn, RELATIONS } from "../../ground/access/duties.ts";
import { namesOfNobody } from "../../ground/access/names.ts";
import { ledgerPeople } from "../../ground/remembered/people.ts";
import type { Post } from "./candidates.ts";
import { handsInLines } from "./run-hands.ts";

/** Somebody who is to perform or review purchases they have a hand in. */
export interface DrawConflict {
	run: DrawRun;
	post: Post;
	person_name: string;
	/** "attesterat inköpet LF84100", and how many more. */
	why: string;
	/** False when the run is signed: it must be sent back before another person can perform it. */
	movable: boolean;
	lines: readonly DrawnDuty[];
}

/** The result of checking the duties of a draw. */
export interface DrawDuties {
	conflicts: DrawConflict[];
	/** Names in the file that match nobody in the register. */
	unmatched: string[];
	/**
	 * The number of runs with a drawn line that says neither who ordered nor who approved, so that the duties cannot be
	 * checked.
	 */
	untried: number;
	runs: number;
}

/**
 * Checks every performer and reviewer of a draw against its drawn lines, including what corrected files say of these lines
 * (T52).
 */
export async function drawDuties(db: Db, drawId: string): Promise<DrawDuties> {
	const runs = await listRunsOfDraw(db, drawId);
	const lines = await listDrawnDuties(db, { draw_id: drawId });
	const ofRun = grouped(lines, (line) => line.run_id);
	const conflicts: DrawConflict[] = [];
	for (const run of runs) {
		const own = ofRun.get(run.id) ?? [];
		if (own.length === 0) continue;
		for (const post of ["performer", "reviewer"] as const) {
			const conflict = await conflictOf(db, run, post, own);
			if (conflict) conflicts.push(conflict);
		}
	}
	return {
		conflicts,
		unmatched: namesOfNobody(new Set(lines.flatMap(namesOn)), await ledgerPeople(db)).sort((a, b) =>
			a.localeCompare(b, "sv"),
		),
		untried: runs.filter((run) => ofRun.get(run.id)?.some(isUntried)).length,
		runs: runs.length,
	};
}

async function conflictOf(
	db: Db,
	run: DrawRun,
	post: Post,
	lines: readonly DrawnDuty[],
): Promise<DrawConflict | undefined> {
	const [id, name] =
		post === "performer" ? [run.performer_id, run.performer_name] : [run.reviewer_id, run.reviewer_name];
	if (id === null) return undefined;
	const [first, ...more] = handsInLines(await accountsBehind(db, id), lines);
	if (!first) return undefined;
	const account = first.through === "account" ? ` (som ${first.account})` : "";
	return {
		run,
		post,
		person_name: name ?? "",
		why: `${RELATIONS[first.relation]} ${first.voucher_no}${more.length > 0 ? ` och ${more.length} till` : ""}${account}`,
		movable: post === "reviewer" || run.status !== "signed",
		lines,
	};
}
