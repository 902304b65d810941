import { dateOfDay, dayNumber, lastDayOfMonth } from "../ground/calendar/civil-date.ts";
import type { Context } from "../ground/write/context.ts";
import type { SealKey } from "../report/closing/seal-key.ts";
import { addPeriod } from "../report/periods/add-period.ts";
import { asPerson } from "./as-person.ts";
import { DAYS_AFTER, reportDemo, type Reporters } from "./demo-assessments.ts";
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
		},
		{
			name: `Verksamhetsberättelse ${year}`,
			kind: "annual_report",
			cut_off: `${year}-12-31`,
			deadline: `${year + 1}-02-15`,
		},
	] as const;
	for (const report of reports) {
		let periodId = "";
		agenda.add(`${year - 1}-11-27T08:00:00.000Z`, async (at) => {
			const controller = await asPerson(ctx, people.controller, at);
			periodId = await addPeriod(controller, { board_id, year, first_day: `${year}-01-01`, ...report });
		});
		agenda.add(`${dateOfDay(dayNumber(report.cut_off) + DAYS_AFTER)}T09:00:00.000Z`, (at) =>
			reportDemo(ctx, people, { key, at, periodId, own }),
		);
	}
}
