import type { Db } from "../../../db/open.ts";
import { listDutyLines } from "../../../db/queries/checks/ledger-cards.ts";
import type { LedgerHit } from "../../../db/queries/checks/ledger.ts";
import { accountsBehind } from "../../ground/access/accounts-behind.ts";
import type { Actor, ActorRole } from "../../ground/access/actor.ts";
import { dutyConflict } from "../../ground/access/duties.ts";
import { NotAllowed } from "../../ground/errors.ts";
import { handsInLines } from "../duties/run-hands.ts";
import { MOST_LINES_KEPT } from "./found-hit.ts";

/**
 * Refuses a person who would explain away a purchase that they, or the person they stand in for, ordered, received or approved.
 * The attempt is kept in the trail.
 */
export async function requireNoDuty(db: Db, actor: Actor, role: ActorRole, hits: readonly LedgerHit[]): Promise<void> {
	const accounts = await accountsBehind(db, actor.id, role.substitute_for?.id ?? null);
	for (const hit of hits) {
		const lines = await listDutyLines(db, hit, MOST_LINES_KEPT);
		const reason = dutyConflict(["explain"], handsInLines(accounts, lines));
		if (!reason) continue;
		throw new NotAllowed(reason, {
			attempt: {
				type: "duty.refused",
				unit_id: hit.unit_id,
				object: { kind: "ledger_hit", id: hit.id },
				data: { act: `förklara träffen ”${hit.title}”`, reason },
			},
		});
	}
}
