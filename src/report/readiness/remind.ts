import { isUniqueViolation } from "../../../db/errors.ts";
import type { Db } from "../../../db/open.ts";
import { findPersonWithin, type Person } from "../../../db/queries/people/people.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { listReminders } from "../../../db/queries/report/readiness-reminders.ts";
import { insertReminder } from "../../../db/writes/report/readiness.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { requireKnownPeriod, requireOpenPeriod } from "../periods/require-open.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { type Writing, write } from "../../ground/write/write.ts";
import { type PersonMatters, readReadiness } from "./read-readiness.ts";
import type { Remind } from "./schema.ts";

/**
 * Reminds one person about what waits for them in a report: under Att göra until it is mended, and by e-mail where that is set up. At
 * most once a day.
 */
export async function remind(ctx: Context, periodId: string, { person_id }: Remind): Promise<void> {
	try {
		await write(ctx, async (writing) => {
			const period = await openPeriod(writing, periodId);
			const today = stockholmDate(nowOf(ctx));
			const person = await findPersonWithin(writing.trx, { reach: "all", id: person_id });
			const { people } = await readReadiness(writing.trx, period, today);
			const waiting = people.find((one) => one.person_id === person_id);
			if (!person || !waiting) throw new Invalid({ "": "Inget väntar på den personen i rapporten." });
			if (person.ended_at !== null) throw new Invalid({ "": `${person.name} har slutat. Utse någon annan först.` });
			await tell(ctx, writing, { period, today, person, waiting });
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Invalid({ "": "Personen är redan påmind i dag." });
		throw error;
	}
}

/** Reminds everybody whom the report waits for and who has not been reminded of it today. Returns how many. */
export function remindEverybody(ctx: Context, periodId: string): Promise<number> {
	return write(ctx, async (writing) => {
		const period = await openPeriod(writing, periodId);
		const today = stockholmDate(nowOf(ctx));
		const left = await peopleToRemind(writing.trx, period, today);
		if (left.length === 0) throw new Invalid({ "": "Ingen är kvar att påminna i dag." });
		for (const one of left) await tell(ctx, writing, { period, today, ...one });
		return left.length;
	});
}

/** Whom the report waits for, but those who have left or have been reminded today. */
export async function peopleToRemind(db: Db, period: Period, today: string) {
	const done = new Set(
		(await listReminders(db, period.id)).filter(({ day }) => day === today).map((one) => one.person_id),
	);
	const { people } = await readReadiness(db, period, today);
	const left: { person: Person; waiting: PersonMatters }[] = [];
	for (const waiting of people) {
		if (waiting.person_id === null || done.has(waiting.person_id)) continue;
		const person = await findPersonWithin(db, { reach: "all", id: waiting.person_id });
		if (person && person.ended_at === null) left.push({ person, waiting });
	}
	return left;
}

async function openPeriod({ trx, allow }: Writing, periodId: string) {
	const period = await requireKnownPeriod(trx, periodId);
	await allow("readiness.remind", period.unit_id);
	await requireOpenPeriod(trx, periodId);
	return period;
}

async function tell(
	ctx: Context,
	{ trx, record, notify }: Writing,
	{ period, today, person, waiting }: { period: Period; today: string; person: Person; waiting: PersonMatters },
): Promise<void> {
	const matters = waiting.matters.reduce((sum, one) => sum + one.n, 0);
	const sent = { sent_at: nowOf(ctx), sent_by: ctx.actor.id! };
	const reminder = { id: newId(ctx.clock()), period_id: period.id, person_id: person.id, day: today, matters, ...sent };
	await insertReminder(trx, reminder);
	await notify({
		to: person.id,
		kind: "nudged",
		unit_id: period.unit_id,
		object: { kind: "period", id: period.id },
		title: matters === 1 ? `${period.name}: en sak väntar på dig` : `${period.name}: ${matters} saker väntar på dig`,
		unit: "",
		moment: today,
	});
	await record({
		type: "reminder.sent",
		unit_id: period.unit_id,
		object: { kind: "person", id: person.id },
		data: { period: period.name, person: person.name, matters },
	});
}
