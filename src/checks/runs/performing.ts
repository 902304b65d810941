import type { Db } from "../../../db/open.ts";
import type { Run } from "../../../db/queries/checks/runs.ts";
import { accountsBehind } from "../../ground/access/accounts-behind.ts";
import type { Actor } from "../../ground/access/actor.ts";
import { dutyConflict } from "../../ground/access/duties.ts";
import { NotAllowed } from "../../ground/errors.ts";
import type { Writing } from "../../ground/write/write.ts";
import { lineHands } from "../duties/run-hands.ts";

/** True for the performer, and for whoever stands in for the performer today. */
export function actsAsPerformer(actor: Actor, run: Pick<Run, "performer_id">): boolean {
	if (actor.id === null || run.performer_id === null) return false;
	return actor.id === run.performer_id || actor.roles.some((held) => held.substitute_for?.id === run.performer_id);
}

/** The sentence that explains why this person may not check these purchases, or null: who bought does not check (rule 3). */
export async function purchaseConflict(
	db: Db,
	runId: string,
	personId: string | null,
	absentId: string | null = null,
): Promise<string | null> {
	return dutyConflict(
		["perform"],
		await lineHands(db, await accountsBehind(db, personId, absentId), { run_id: runId }),
	);
}

/** The performer's id, when the actor is their substitute. */
export function absentPerformer(actor: Actor, run: Pick<Run, "performer_id">): string | null {
	return actor.id === run.performer_id ? null : run.performer_id;
}

/**
 * The second gate of everything a performer does: the right at the unit, being the performer (or the stand-in), and no hand in
 * the purchases. A person with a hand in them is refused, and the attempt is kept in the trail.
 */
export async function requirePerformer({ trx, allow }: Writing, actor: Actor, run: Run): Promise<void> {
	const role = await allow("run.perform", run.unit_id, run.performer_id);
	if (actor.id !== run.performer_id && role.substitute_for?.id !== run.performer_id) {
		throw new NotAllowed(
			run.performer_name
				? `Kontrollen utförs av ${run.performer_name}. Vill du ta över den behöver den först omfördelas till dig.`
				: "Kontrollen saknar utförare. Den behöver först omfördelas till dig.",
			{ log: `perform run ${run.id} of ${run.performer_id}` },
		);
	}
	const reason = await purchaseConflict(trx, run.id, actor.id, absentPerformer(actor, run));
	if (!reason) return;
	throw new NotAllowed(reason, {
		attempt: {
			type: "run.performer_blocked",
			unit_id: run.unit_id,
			object: { kind: "control_run", id: run.id },
			data: { unit: run.unit_name, period_key: run.period_key, reason },
		},
	});
}
