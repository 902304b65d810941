import type { ControlMonth } from "../../../db/queries/report/workbook.ts";
import { COUNTED_DEVIATIONS, SEVERITIES, type Severity } from "../../../db/schema/vocabulary.ts";
import type { ReportNumbers } from "../periods/report-numbers.ts";

type Status = keyof ReportNumbers["deviations"][Severity];

export interface DeviationSums {
	counts: Record<Status, number>;
	total: number;
}

export interface DeviationTotals {
	rows: (DeviationSums & { severity: Severity })[];
	all: DeviationSums;
}

/** Deviations by severity and status, with the sums of both ways. */
export function deviationTotals(deviations: ReportNumbers["deviations"]): DeviationTotals {
	const severities = Object.keys(SEVERITIES) as Severity[];
	const sums = (some: readonly Severity[]): DeviationSums => {
		const counts: Record<Status, number> = { open: 0, handled: 0, closed: 0 };
		for (const severity of some)
			for (const status of COUNTED_DEVIATIONS) counts[status] += deviations[severity][status];
		return { counts, total: counts.open + counts.handled + counts.closed };
	};
	return { rows: severities.map((severity) => ({ severity, ...sums([severity]) })), all: sums(severities) };
}

export interface Performed {
	performed: number;
	planned: number;
}

export interface MonthTotals {
	/** The months of the period, oldest first. */
	months: string[];
	/** True when they lie in more than one year, so that a month's name alone is not enough. */
	many_years: boolean;
	rows: { control_id: string; title: string; by_month: Record<string, Performed>; total: Performed }[];
	all: { by_month: Record<string, Performed>; total: Performed };
}

/** Performed of planned: by control and month, with the sums of both ways. */
export function monthTotals(counted: readonly ControlMonth[]): MonthTotals {
	const months = [...new Set(counted.map((one) => one.month))].sort();
	const controls = new Map<string, ControlMonth[]>();
	for (const one of counted) controls.set(one.control_id, [...(controls.get(one.control_id) ?? []), one]);
	return {
		months,
		many_years: new Set(months.map((month) => month.slice(0, 4))).size > 1,
		rows: [...controls].map(([control_id, own]) => ({
			control_id,
			title: own[0]!.title,
			by_month: Object.fromEntries(own.map((one) => [one.month, one])),
			total: sumOf(own),
		})),
		all: {
			by_month: Object.fromEntries(months.map((month) => [month, sumOf(counted.filter((one) => one.month === month))])),
			total: sumOf(counted),
		},
	};
}

function sumOf(rows: readonly Performed[]): Performed {
	const sum = (of: keyof Performed) => rows.reduce((total, row) => total + row[of], 0);
	return { performed: sum("performed"), planned: sum("planned") };
}
