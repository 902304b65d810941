import { isUniqueViolation } from "../../../db/errors.ts";
import { findPersonWithin } from "../../../db/queries/people/people.ts";
import { insertReminder } from "../../../db/writes/report/readiness.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { requireKnownPeriod, requireOpenPeriod } from "../periods/require-open.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import { readReadiness } from "./read-readiness.ts";
import type { Remind } from "./schema.ts";

/** Reminds one person about what waits for them in a report: shown under Att göra until it is mended. At most once a day. */
export async function remind(ctx: Context, periodId: string, { person_id }: Remind): Promise<void> {
	try {
		await write(ctx, async ({ trx, allow, record }) => {
			const period = await requireKnownPeriod(trx, periodId);
			await allow("readiness.remind", period.unit_id);
			await requireOpenPeriod(trx, periodId);
			const today = stockholmDate(nowOf(ctx));
			const person = await findPersonWithin(trx, { reach: "all", id: person_id });
			const waiting = (await readReadiness(trx, period, today)).people.find((one) => one.person_id === person_id);
			if (!person || !waiting) throw new Invalid({ "": "Inget väntar på den personen i rapporten." });
			if (person.ended_at !== null) throw new Invalid({ "": `${person.name} har slutat. Utse någon annan först.` });
			const id = newId(ctx.clock());
			const matters = waiting.matters.reduce((sum, one) => sum + one.n, 0);
			const sent = { sent_at: nowOf(ctx), sent_by: ctx.actor.id! };
			await insertReminder(trx, { id, period_id: periodId, person_id, day: today, matters, ...sent });
			await record({
				type: "reminder.sent",
				unit_id: period.unit_id,
				object: { kind: "person", id: person_id },
				data: { period: period.name, person: person.name, matters },
			});
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Invalid({ "": "Personen är redan påmind i dag." });
		throw error;
	}
}
