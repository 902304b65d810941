import type { Db } from "../../../db/open.ts";
import { planContents } from "../../../db/queries/register/plans-contents.ts";
import type { Plan } from "../../../db/queries/register/plans.ts";
import { countPreparations } from "../../../db/queries/register/preparation.ts";
import { listComingMeetings, type Meeting } from "../../../db/queries/report/meetings.ts";
import { insertPreparation } from "../../../db/writes/register/preparation.ts";
import { updatePlan } from "../../../db/writes/register/plans.ts";
import { insertMatter } from "../../../db/writes/report/meetings.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { Invalid, NotAllowed } from "../../ground/errors.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { newId } from "../../ground/write/new-id.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { requireNoGaps } from "../plans/adopt-plan.ts";
import { planGaps } from "../plans/plan-gaps.ts";
import { requireOpenPlan, requirePlan } from "../plans/require-plan.ts";
import { isWaiting, listReviewRows } from "./review-rows.ts";
import type { PreparePlan } from "./schema.ts";

/**
 * Hands a whole draft over to be prepared for the meetings it goes to. From then on it is locked, so that what the meetings get is
 * what they decide; to change it, it is taken back.
 */
export function preparePlan(ctx: Context, id: string, input: PreparePlan): Promise<void> {
	return write(ctx, async ({ trx, allow, record }) => {
		const plan = await requirePlan(trx, id);
		await allow("plan.edit", plan.unit_id);
		requireOpenPlan(plan);
		if (plan.status !== "draft")
			throw new NotAllowed(`Internkontrollplan ${plan.year} är beslutad och bereds inte en gång till.`);
		const meetings = await chosenMeetings(trx, plan, input.meetings, stockholmDate(nowOf(ctx)));
		requireNoGaps(planGaps(id, await planContents(trx, id)), "Planen kan inte lämnas till beredning");
		await requireReviewed(trx, plan);
		await requireFresh(trx, await updatePlan(trx, id, input.version, { status: "preparation" }), "plan", id);
		const by = ctx.actor.id!;
		const none = { withdrawn_at: null, withdrawn_by: null, withdrawn_reason: "" };
		await insertPreparation(trx, {
			...{ id: newId(ctx.clock()), plan_id: id, number: (await countPreparations(trx, id)) + 1 },
			...{ sent_at: nowOf(ctx), sent_by: by, ...none },
		});
		for (const meeting of meetings)
			await insertMatter(trx, {
				...{ id: newId(ctx.clock()), meeting_id: meeting.id, subject_kind: "plan", subject_id: id },
				...{ added_at: nowOf(ctx), added_by: by, delivered_at: null, delivered_by: null },
				...{ removed_reason: null, version: 1 },
			});
		await record({
			type: "plan.prepared",
			unit_id: plan.unit_id,
			object: { kind: "plan", id },
			data: { year: plan.year, meetings: meetings.map(({ kind, held_on }) => ({ kind, held_on })) },
		});
	});
}

/** Soonest first; one of them is the nämnd's own, since nobody else decides. */
async function chosenMeetings(db: Db, plan: Plan, chosen: readonly string[], today: string): Promise<Meeting[]> {
	const meetings = (await listComingMeetings(db, plan.board_id, today)).filter(({ id }) => chosen.includes(id));
	if (meetings.length < new Set(chosen).size)
		throw new Invalid({ meetings: "Välj bland nämndens sammanträden som inte har hållits." });
	if (!meetings.some(({ kind }) => kind === "board"))
		throw new Invalid({ meetings: "Välj det sammanträde då nämnden ska besluta om planen." });
	return meetings;
}

async function requireReviewed(db: Db, plan: Plan): Promise<void> {
	const waiting = (await listReviewRows(db, plan)).filter(isWaiting).length;
	if (waiting === 0) return;
	const what = waiting === 1 ? "en rad" : `${waiting} rader`;
	throw new Invalid({
		"": `Planen kan inte lämnas till beredning: ${what} från förra året väntar på ställningstagande. De står nedan.`,
	});
}
