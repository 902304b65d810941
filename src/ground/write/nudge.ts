import { listStaying } from "../../../db/queries/office/notices.ts";
import { listNudged } from "../../../db/queries/office/notices-outbox.ts";
import type { Db } from "../../../db/open.ts";
import { stockholmDate } from "../calendar/stockholm.ts";
import { Invalid } from "../errors.ts";
import { type Context, nowOf } from "./context.ts";
import type { Notice } from "./notify.ts";
import type { Writing } from "./write.ts";

/** What somebody can be reminded of by another: the moment is the day, so that nobody is reminded of the same twice in one. */
export type Nudge = Omit<Notice, "kind" | "moment"> & { to: string };

/** What an act of reminding comes to: `left` is reminded now, the rest have been today. */
interface Nudging {
	left: Nudge[];
	people: number;
	already: number;
}

/** Sorts out who is reminded today already, and who has nobody to be reminded: whoever has left. */
export async function nudging(db: Db, ctx: Context, wanted: readonly Nudge[]): Promise<Nudging> {
	const done = await listNudged(
		db,
		stockholmDate(nowOf(ctx)),
		wanted.map(({ object }) => object.id),
	);
	const known = new Set(done.map(({ person_id, object_id }) => `${person_id} ${object_id}`));
	const isDone = (one: Nudge) => known.has(`${one.to} ${one.object.id}`) || one.to === ctx.actor.id;
	const waiting = wanted.filter((one) => !isDone(one));
	const staying = await listStaying(
		db,
		waiting.map(({ to }) => to),
	);
	const left = waiting.filter(({ to }) => staying.has(to));
	return { left, people: new Set(left.map(({ to }) => to)).size, already: known.size };
}

export const NO_MAIL = "E-post är inte inställd i den här installationen, så ingen kan påminnas härifrån.";

/** Reminds everybody who is left, in one act and with one fact in the trail. Returns the sentence that tells how many. */
export async function nudgeAll(
	ctx: Context,
	{ trx, notify, record }: Pick<Writing, "trx" | "notify" | "record">,
	{ wanted, about, unit_id }: { wanted: readonly Nudge[]; about: string; unit_id: string },
): Promise<string> {
	if (!ctx.sends_mail) throw new Invalid({ "": NO_MAIL });
	const { left, people } = await nudging(trx, ctx, wanted);
	if (left.length === 0) throw new Invalid({ "": "Ingen är kvar att påminna i dag." });
	const today = stockholmDate(nowOf(ctx));
	for (const one of left) await notify({ ...one, kind: "nudged", moment: today });
	await record({
		type: "reminders.nudged",
		unit_id,
		object: { kind: "outbox", id: today },
		data: { about, people, matters: left.length },
	});
	return `${people === 1 ? "En person är påmind" : `${people} personer är påminda`} med e-post.`;
}
