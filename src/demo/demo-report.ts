import { dateOfDay, dayNumber, lastDayOfMonth } from "../ground/calendar/civil-date.ts";
import type { Context } from "../ground/write/context.ts";
import type { SealKey } from "../report/closing/seal-key.ts";
import { addPeriod } from "../report/periods/add-period.ts";
import { asPerson } from "./as-person.ts";
import { DAYS_AFTER, reportDemo, type Reporters } from "./demo-assessments.ts";
import { deliverDemoPapers, PAPERS, placeDemoReport } from "./demo-preparation.ts";
import type { Agenda } from "./region-agenda.ts";

interface Reporting {
	board_id: string;
	year: number;
	people: Reporters;
	/** False for a nämnd that the published goals and letters are not about. */
	own: boolean;
}

/** A nämnd's two reports of a year: planned when the plan is decided, put together and closed some weeks after their cut-off. */
export function planDemoReport(
	{ ctx, agenda, key }: { ctx: Context; agenda: Agenda; key: SealKey },
	{ board_id, year, people, own }: Reporting,
): void {
	const reports = [
		{
			name: `Delårsrapport ${year}`,
			kind: "interim_report",
			cut_off: `${year}-07-${lastDayOfMonth(year, 7)}`,
			deadline: `${year}-09-05`,
			meets: `${year}-09-${own ? 29 : 30}`,
		},
		{
			name: `Verksamhetsberättelse ${year}`,
			kind: "annual_report",
			cut_off: `${year}-12-31`,
			deadline: `${year + 1}-02-15`,
			meets: `${year + 1}-02-${own ? 24 : 25}`,
		},
	] as const;
	for (const { meets, ...report } of reports) {
		let periodId = "";
		agenda.add(`${year - 1}-11-27T08:00:00.000Z`, async (at) => {
			const controller = await asPerson(ctx, people.controller, at);
			periodId = await addPeriod(controller, { board_id, year, first_day: `${year}-01-01`, ...report });
		});
		// the nämnd's calendar for the year of the meeting is there by then
		agenda.add(`${Number(meets.slice(0, 4)) - 1}-11-28T08:00:00.000Z`, async (at) =>
			placeDemoReport(await asPerson(ctx, people.controller, at), board_id, periodId, meets),
		);
		agenda.add(`${dateOfDay(dayNumber(meets) - PAPERS - 1)}T14:00:00.000Z`, async (at) =>
			deliverDemoPapers(await asPerson(ctx, people.controller, at), "period", periodId),
		);
		agenda.add(`${dateOfDay(dayNumber(report.cut_off) + DAYS_AFTER)}T09:00:00.000Z`, (at) =>
			reportDemo(ctx, people, { key, at, periodId, own }),
		);
	}
}
