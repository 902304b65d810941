import type { Period } from "../../../db/queries/report/periods.ts";
import type { ReportScope } from "../../../db/queries/report/workbook.ts";
import { endOfDay, startOfDay } from "../../ground/calendar/stockholm-day.ts";

/** What belongs to a period: days as Stockholm counts them. */
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
