import { isUniqueViolation } from "../../../db/errors.ts";
import type { Db } from "../../../db/open.ts";
import { findPlan } from "../../../db/queries/register/plans.ts";
import { findMatter, listMatters, type Meeting } from "../../../db/queries/report/meetings.ts";
import { findPeriod } from "../../../db/queries/report/periods.ts";
import { insertMatter, updateMatter } from "../../../db/writes/report/meetings.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { Invalid, NotAllowed, NotFound } from "../../ground/errors.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { newId } from "../../ground/write/new-id.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { type Writing, write } from "../../ground/write/write.ts";
import { requireComing, requireMeeting } from "./require-meeting.ts";
import type { AddMatter, DeliverPapers, RemoveMatter } from "./schema.ts";

/** Sends a report, or a plan in beredning, to a meeting of its own nämnd. */
export async function addMatter(ctx: Context, meetingId: string, { subject }: AddMatter): Promise<void> {
	const [subject_kind, subject_id] = subject;
	try {
		await write(ctx, async ({ trx, allow, record }) => {
			const meeting = await requireMeeting(trx, meetingId);
			await allow("meeting.edit", meeting.unit_id);
			requireComing(meeting, stockholmDate(nowOf(ctx)));
			const title = await titleOf(trx, meeting, subject);
			await insertMatter(trx, {
				...{ id: newId(ctx.clock()), meeting_id: meetingId, subject_kind, subject_id },
				...{ added_at: nowOf(ctx), added_by: ctx.actor.id!, delivered_at: null, delivered_by: null },
				...{ removed_reason: null, version: 1 },
			});
			await record({
				type: "meeting.matter_added",
				unit_id: meeting.unit_id,
				object: { kind: "meeting", id: meetingId },
				data: { title, held_on: meeting.held_on },
			});
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Invalid({ subject: "Ärendet går redan till det sammanträdet." });
		throw error;
	}
}

async function titleOf(db: Db, meeting: Meeting, [kind, id]: AddMatter["subject"]): Promise<string> {
	if (kind === "period") {
		const period = await findPeriod(db, id);
		if (period?.board_id === meeting.board_id) return period.name;
	} else {
		const plan = await findPlan(db, id);
		if (plan?.board_id === meeting.board_id && plan.status === "preparation") return `Internkontrollplan ${plan.year}`;
	}
	throw new Invalid({ subject: "Välj en rapport eller en plan i beredning som hör till nämnden." });
}

/** That the papers of a matter have been handed in; late is allowed, and seen by the date. */
export function deliverPapers(ctx: Context, id: string, { version }: DeliverPapers): Promise<string> {
	return write(ctx, async ({ trx, allow, record }) => {
		const { matter, shown } = await requireMatter(trx, id);
		await allow("meeting.edit", matter.unit_id);
		if (matter.delivered_at !== null) throw new NotAllowed("Handlingarna är redan registrerade som lämnade.");
		const delivered = { delivered_at: nowOf(ctx), delivered_by: ctx.actor.id! };
		await requireFresh(trx, await updateMatter(trx, id, version, delivered), "meeting", matter.meeting_id);
		const is_late = stockholmDate(nowOf(ctx)) > shown.papers_due_on;
		await record({
			type: "meeting.papers_delivered",
			unit_id: matter.unit_id,
			object: { kind: "meeting", id: matter.meeting_id },
			data: { title: shown.title, held_on: matter.held_on, is_late },
		});
		return matter.meeting_id;
	});
}

/** Takes a matter away from a meeting, with the reason. A plan in beredning keeps a meeting at which it can be decided. */
export function removeMatter(ctx: Context, id: string, { reason, version }: RemoveMatter): Promise<string> {
	return write(ctx, async ({ trx, allow, record }) => {
		const { matter, shown } = await requireMatter(trx, id);
		await allow("meeting.edit", matter.unit_id);
		if (shown.settled) throw new NotAllowed("Planen är beslutad. Ärendet står kvar på sammanträdet.");
		if (matter.subject_kind === "plan") await requireAnotherMeeting(trx, matter);
		await requireFresh(
			trx,
			await updateMatter(trx, id, version, { removed_reason: reason }),
			"meeting",
			matter.meeting_id,
		);
		await record({
			type: "meeting.matter_removed",
			unit_id: matter.unit_id,
			object: { kind: "meeting", id: matter.meeting_id },
			data: { title: shown.title, held_on: matter.held_on, reason },
		});
		return matter.meeting_id;
	});
}

async function requireMatter(trx: Writing["trx"], id: string) {
	const matter = await findMatter(trx, id);
	const shown = matter && (await listMatters(trx, { meetings: [matter.meeting_id] })).find((one) => one.id === id);
	if (!matter || !shown) throw new NotFound(`matter ${id}`);
	return { matter, shown };
}

async function requireAnotherMeeting(db: Db, { id, subject_id }: { id: string; subject_id: string }): Promise<void> {
	const others = await listMatters(db, { subjects: { kind: "plan", ids: [subject_id] } });
	if (!others.some((one) => one.id !== id && one.kind === "board"))
		throw new Invalid({
			reason: "Planen är i beredning och behöver ett sammanträde med nämnden. Lägg den till ett annat först.",
		});
}
