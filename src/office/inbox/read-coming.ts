import type { Db } from "../../../db/open.ts";
import {
	findComingMeasure,
	findComingPeriod,
	findComingRound,
	findComingRun,
} from "../../../db/queries/office/inbox-coming.ts";
import { unitPath } from "../../../db/queries/people/units.ts";
import type { Actor } from "../../ground/access/actor.ts";
import { formatOccurrence } from "../../ground/calendar/occurrence.ts";

export interface Coming {
	day: string;
	text: string;
}

/** What comes next for the person, and when: soonest first. Their own things, and the days that everybody of the nämnd works towards. */
export async function readComing(db: Db, actor: Actor, people: readonly string[], today: string): Promise<Coming[]> {
	const held = actor.roles.map((role) => role.unit_id);
	const above = (await Promise.all(held.map((unit) => unitPath(db, unit)))).flat();
	const run = await findComingRun(db, people, today);
	const measure = await findComingMeasure(db, people, today);
	const round = await findComingRound(db, above, today);
	const period = await findComingPeriod(db, above, { own: [], branch: held }, today);
	const coming = [
		run && {
			day: run.due_on,
			text: `${run.control_title}, ${formatOccurrence(run.period_key)}, ${run.unit_name} ska vara klar`,
		},
		measure && { day: measure.due_on!, text: `Åtgärden ${measure.title} ska vara klar` },
		round && { day: round.opens_on, text: `SAM-omgången ${round.year} öppnar` },
		period && { day: period.cut_off, text: `Brytdatum för ${period.name}, ${period.board}` },
	];
	return coming.filter((one) => one !== undefined).sort((a, b) => (a.day < b.day ? -1 : 1));
}
