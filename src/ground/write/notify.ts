import { listStandIns } from "../../../db/queries/office/notices.ts";
import type { Trx } from "../../../db/open.ts";
import type { NoticeKind, NoticeObject, NoticeWords } from "../../../db/schema/office/notices.ts";
import { insertNotice } from "../../../db/writes/office/notices.ts";
import { stockholmDate } from "../calendar/stockholm.ts";
import { type Context, nowOf } from "./context.ts";
import { newId } from "./new-id.ts";

/** What a change means to somebody: who is told, of what. */
export interface Notice {
	/** Null where nobody holds the duty: nobody is told. */
	to: string | null;
	kind: NoticeKind;
	unit_id: string;
	object: { kind: NoticeObject; id: string };
	/** What others may read in a mail: never what somebody wrote, and no name of a supplier or a person who is looked into. */
	title: string;
	unit: string;
	due_on?: string | null;
	/** Makes it the same notice when it comes again; the moment of the change when left out. */
	moment?: string;
}

/**
 * Puts what is told in the outbox, in the transaction of the change. Whoever stands in for the person today is told too; whoever made
 * the change is not. The same notice twice is one. Returns how many were told.
 */
export async function addNotice(ctx: Context, trx: Trx, notice: Notice): Promise<number> {
	if (!ctx.sends_mail || notice.to === null) return 0;
	const now = nowOf(ctx);
	const standIns = await listStandIns(trx, notice.to, stockholmDate(now));
	const people = [{ id: notice.to, instead_of: null as string | null }, ...standIns];
	let told = 0;
	for (const { id, instead_of } of people.filter((one) => one.id !== ctx.actor.id)) {
		const words: NoticeWords = { title: notice.title, unit: notice.unit, due_on: notice.due_on ?? null, instead_of };
		const isNew = await insertNotice(trx, {
			id: newId(ctx.clock()),
			person_id: id,
			kind: notice.kind,
			unit_id: notice.unit_id,
			object_kind: notice.object.kind,
			object_id: notice.object.id,
			moment: notice.moment ?? now,
			words: JSON.stringify(words),
			created_at: now,
			created_by: ctx.actor.via === "system" ? null : ctx.actor.id,
			letter_id: null,
			dropped: null,
		});
		if (isNew) told++;
	}
	return told;
}
