import type { Db } from "../../../db/open.ts";
import type { Run } from "../../../db/queries/checks/runs.ts";
import type { Actor } from "../../ground/access/actor.ts";
import { accountsBehind } from "../../ground/access/accounts-behind.ts";
import { dutyConflict } from "../../ground/access/duties.ts";
import { Invalid, NotAllowed } from "../../ground/errors.ts";
import type { Writing } from "../../ground/write/write.ts";
import { runHands } from "../duties/run-hands.ts";

/** The sentence that explains why this person may not review the run, or null. */
export async function reviewConflict(db: Db, run: Run, personId: string | null, behalfId: string | null) {
	return dutyConflict(["review"], await runHands(db, await accountsBehind(db, personId, behalfId), run));
}

/**
 * Refuses a reviewer with a hand in the run or its purchases, whenever that came to light, and keeps the attempt in the trail
 * (T52).
 */
export async function requireReviewer({ trx, allow }: Writing, actor: Actor, run: Run): Promise<void> {
	const role = await allow("run.review", run.unit_id, run.reviewer_id);
	const reason = await reviewConflict(trx, run, actor.id, role.substitute_for?.id ?? null);
	if (reason) {
		throw new NotAllowed(reason, {
			attempt: {
				type: "duty.refused",
				unit_id: run.unit_id,
				object: { kind: "control_run", id: run.id },
				data: { act: `granska ${run.unit_name} ${run.period_key}`, reason },
			},
		});
	}
	if (run.status !== "signed")
		throw new Invalid({ "": "Kontrollen är inte signerad, eller så är den redan granskad." });
}
