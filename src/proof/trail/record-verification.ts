import { lastEvent } from "../../../db/queries/ground/write.ts";
import type { Context } from "../../ground/write/context.ts";
import type { ChainState } from "../../ground/write/trail.ts";
import { write } from "../../ground/write/write.ts";

/** Records in the trail that it was checked, and the outcome. Returns the trail's end with this event in it. */
export function recordVerification(
	ctx: Context,
	result: { events: number; files: number; problems: number },
): Promise<ChainState> {
	return write(ctx, async ({ trx, record }) => {
		await record({
			type: "trail.verified",
			unit_id: null,
			object: { kind: "trail", id: "trail" },
			data: result,
		});
		return (await lastEvent(trx))!;
	});
}
