import { listTold, type ToldNotice } from "../../../db/queries/office/notices.ts";
import type { NoticeObject } from "../../../db/schema/office/notices.ts";
import { endOfDay } from "../calendar/stockholm-day.ts";
import { type Context, liveOf } from "../write/context.ts";

const SHOWN = 20;

/** Who has been told of an object by e-mail, newest first. The outbox is no part of the register: an earlier day is read from today's. */
export function toldOf(ctx: Context, kind: NoticeObject, id: string): Promise<ToldNotice[]> {
	const before = ctx.as_of ? endOfDay(ctx.as_of.date) : undefined;
	return listTold(liveOf(ctx).db, { object: { kind, id }, before }, SHOWN);
}
