import type { Db } from "../../../db/open.ts";
import { listDutyLines } from "../../../db/queries/checks/ledger-cards.ts";
import type { LedgerHit } from "../../../db/queries/checks/ledger.ts";
import { findPerson } from "../../../db/queries/people/people.ts";
import type { Actor, ActorRole } from "../../ground/access/actor.ts";
import { dutyOn } from "../../ground/access/duties.ts";
import { NotAllowed } from "../../ground/errors.ts";
import { MOST_LINES_KEPT } from "./found-hit.ts";

/** Nobody explains away a purchase they ordered, received or approved, nor as a substitute for whoever did. The attempt is kept. */
export async function requireNoDuty(db: Db, actor: Actor, role: ActorRole, hits: readonly LedgerHit[]): Promise<void> {
	const ids = [actor.id, role.substitute_for?.id].filter((id) => typeof id === "string");
	const people = (await Promise.all(ids.map((id) => findPerson(db, id)))).filter((person) => person !== undefined);
	for (const hit of hits) {
		const lines = await listDutyLines(db, hit, MOST_LINES_KEPT);
		const own = lines.find((line) => people.some((person) => dutyOn(line, person) !== null));
		if (!own) continue;
		const reason = `Du, eller den du vikarierar för, har beställt, tagit emot eller attesterat inköp i träffen (${own.voucher_no}). Någon annan måste förklara den.`;
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
