import type { Db } from "../../../db/open.ts";
import { listDutyLines } from "../../../db/queries/checks/ledger-cards.ts";
import type { LedgerHit } from "../../../db/queries/checks/ledger.ts";
import { accountsBehind } from "../../ground/access/accounts-behind.ts";
import type { Actor, ActorRole } from "../../ground/access/actor.ts";
import { dutyConflict } from "../../ground/access/duties.ts";
import { NotAllowed } from "../../ground/errors.ts";
import { handsInLines } from "../duties/run-hands.ts";
import { MOST_LINES_KEPT } from "./found-hit.ts";

/** Nobody explains away a purchase they ordered, received or approved, nor as a substitute for whoever did. The attempt is kept. */
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
