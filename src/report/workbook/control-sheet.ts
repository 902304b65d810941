import type { ControlMonth } from "../../../db/queries/report/workbook.ts";
import { formatOccurrence, occurrenceOf } from "../../ground/calendar/occurrence.ts";
import { upperShare } from "../../checks/evaluation/columns.ts";
import { confidenceText } from "../../ground/sampling/wording.ts";
import { type Column, formatShare } from "../../ground/tables/column.ts";
import { controlMonthColumns } from "./columns.ts";
import type { Conclusion } from "../assessments/conclusions.ts";
import type { ReportContent } from "./report-content.ts";
import { monthKey, type Trace } from "./trace.ts";

/** A control's month with what was drawn and found in it, and what the year or tertial that it ends shows. */
export interface ControlSheetRow extends ControlMonth {
	drawn: number;
	deviations: number;
	highest: string;
}

export const controlSheetColumns: readonly Column<ControlSheetRow>[] = [
	...controlMonthColumns,
	{ key: "drawn", label: "Dragna poster", type: "count", width: 11, value: (row) => row.drawn },
	{ key: "deviations", label: "Avvikelser", type: "count", width: 11, value: (row) => row.deviations },
	{
		key: "highest",
		label: "Högsta andel avvikande inköp",
		type: "text",
		width: 44,
		value: (row) => row.highest,
	},
];

export function controlSheetRows(
	{ numbers, deviations }: Pick<ReportContent, "numbers" | "deviations">,
	trace: Pick<Trace, "drawn">,
	conclusions: readonly Conclusion[],
): ControlSheetRow[] {
	const found = new Map<string, number>();
	for (const { control, period_key, status } of deviations) {
		if (control === null || period_key === null || status === "withdrawn") continue;
		const key = `${control} ${occurrenceOf(period_key).last_day.slice(0, 7)}`;
		found.set(key, (found.get(key) ?? 0) + 1);
	}
	const highest = new Map(conclusions.map((one) => [monthKey(endOf(one)), highestText(one)]));
	return numbers.control_months.map((row) => ({
		...row,
		drawn: trace.drawn(row),
		deviations: found.get(`${row.title} ${row.month}`) ?? 0,
		highest: highest.get(monthKey(row)) ?? "",
	}));
}

function endOf({ control, evaluation, money }: Conclusion): { control_id: string; month: string } {
	return { control_id: control.id, month: (evaluation ?? money).period.last_day.slice(0, 7) };
}

/** "högst 4,9 % med 95 procents säkerhet, 2026"; in counts where too few were examined to say it in percent. */
function highestText({ evaluation, money }: Conclusion): string {
	if (money) return money.over.population === 0 ? "" : `${money.over.sentence} ${formatOccurrence(money.period.key)}.`;
	const any = evaluation.groups[0]?.any;
	if (!any || any.N === 0) return "";
	const share = upperShare(any);
	const most = share === null ? `${any.bounds.upper} av ${any.N} inköp` : formatShare(share);
	return `högst ${most} ${confidenceText(evaluation.confidence_permille)}, ${formatOccurrence(evaluation.period.key)}`;
}
