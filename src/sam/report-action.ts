import { findSamAction } from "../../db/queries/sam/matters.ts";
import { updateSamAction } from "../../db/writes/sam/matters.ts";
import { type Context, nowOf } from "../ground/write/context.ts";
import { Invalid, NotFound } from "../ground/errors.ts";
import { requireFresh } from "../ground/write/stale.ts";
import { write } from "../ground/write/write.ts";
import type { ActionReport } from "./schema.ts";

/** Says how far an åtgärd of the follow-up has come. It lives on after its round, until it is done or cancelled with a reason. */
export function reportAction(ctx: Context, id: string, { version, status, note }: ActionReport): Promise<void> {
	return write(ctx, async ({ trx, allow, record, unchanged }) => {
		const action = await findSamAction(trx, id);
		if (!action) throw new NotFound(`sam action ${id}`);
		await allow("sam.answer", action.unit_id, action.manager_id);
		if (status === "cancelled" && note === "") throw new Invalid({ note: "Skriv varför åtgärden avbryts." });
		if (status === "done" && note === "")
			throw new Invalid({ note: "Skriv vad som gjordes, och om det har haft effekt." });
		if (status === action.status && note === action.note && version === action.version) return unchanged(undefined);
		const values = { status, note, done_at: status === "done" ? nowOf(ctx) : null };
		await requireFresh(trx, await updateSamAction(trx, id, version, values), "sam_action", id);
		await record({
			type: "sam_action.reported",
			unit_id: action.unit_id,
			object: { kind: "sam_action", id },
			data: { unit: action.unit_name, status },
		});
	});
}
