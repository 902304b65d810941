import type { JudgedScope, ReportScope } from "../../../db/queries/report/periods-membership.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { endOfDay, startOfDay } from "../../ground/calendar/stockholm-day.ts";

/** What belongs to a period: days as Stockholm counts them. The rule itself is in `db/queries/report/membership.ts`. */
export function scopeOf(period: Period): ReportScope {
	return {
		board_id: period.board_id,
		year: period.year,
		first_day: period.first_day,
		cut_off: period.cut_off,
		found_from: startOfDay(period.first_day),
		found_before: endOfDay(period.cut_off),
	};
}

/** The period as it is judged on a day: nothing is asked for before it has fallen due, and nothing that fell due after the cut-off. */
export function judgedScope(period: Period, today: string): JudgedScope {
	return { ...scopeOf(period), due_before: today < period.cut_off ? today : period.cut_off };
}
