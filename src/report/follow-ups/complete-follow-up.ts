import { updateFollowUp } from "../../../db/writes/report/follow-ups.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { requireOpenPeriod } from "../periods/require-open.ts";
import type { CompleteFollowUp } from "./schema.ts";
import { requireSubject, type Subject } from "./write-follow-up.ts";

/** Marks a follow-up as read by the controller and ready for the report. */
export function completeFollowUp(ctx: Context, subject: Subject, { version }: CompleteFollowUp): Promise<void> {
	return write(ctx, async ({ trx, allow, record }) => {
		const { period, row } = await requireSubject(trx, subject, stockholmDate(nowOf(ctx)));
		await allow("follow_up.complete", period.unit_id);
		await requireOpenPeriod(trx, period.id);
		const before = row.follow_up;
		if (!before || before.result === "") {
			throw new Invalid({ result: "Skriv resultatet innan uppföljningen färdigställs." });
		}
		const values = { completed_at: nowOf(ctx), completed_by: ctx.actor.id! };
		await requireFresh(trx, await updateFollowUp(trx, before.id, version, values), "follow_up", before.id);
		await record({
			type: "follow_up.completed",
			unit_id: period.unit_id,
			object: { kind: "follow_up", id: before.id },
			data: { period: period.name, kind: row.kind, title: row.title },
		});
	});
}
