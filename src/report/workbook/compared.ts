import type { Db } from "../../../db/open.ts";
import { findPeriod, findPeriodBefore, findPeriodOfLastYear, type Period } from "../../../db/queries/report/periods.ts";
import { SEVERE } from "../../../db/schema/vocabulary.ts";
import { MONTHS } from "../../ground/calendar/months.ts";
import type { Figures } from "../../ground/drawings/figures.ts";
import type { ReportNumbers } from "../periods/report-numbers.ts";
import { shownNumbers } from "./report-content.ts";
import { deviationTotals, monthTotals } from "./report-tables.ts";

/** A number that a report begins with, beside the same number in the reports it is compared with. */
export interface KeyFigure {
	key: string;
	label: string;
	n: number;
	/** Of how many, where it is a part. */
	of: number | null;
	/** True where a higher number is worse. */
	worse_up: boolean;
	earlier: { name: string; n: number; of: number | null }[];
}

type Figure = Omit<KeyFigure, "earlier">;

function figuresOf({ runs, deviations, measures_overdue }: ReportNumbers): Figure[] {
	const { all, rows } = deviationTotals(deviations);
	const severe = rows.filter(({ severity }) => SEVERE.includes(severity)).reduce((sum, { total }) => sum + total, 0);
	const figure = (key: string, label: string, n: number, worse_up = true, of: number | null = null): Figure => ({
		...{ key, label, n, of, worse_up },
	});
	return [
		figure("performed", "utförda av planerade kontrolltillfällen", runs.performed, false, runs.planned),
		figure("found", "avvikelser", all.total),
		figure("open", "ej avslutade avvikelser", all.counts.open + all.counts.handled),
		figure("severe", "större eller väsentliga avvikelser", severe),
		figure("not_done", "ej genomförda kontrolltillfällen", runs.not_done),
		figure("overdue", "försenade åtgärder", measures_overdue),
	];
}

/** The figures of a report beside those of the report before it and of the same report last year. */
export async function readKeyFigures(
	db: Db,
	period: Period,
	numbers: ReportNumbers,
	today: string,
): Promise<KeyFigure[]> {
	const before = await findPeriodBefore(db, period.id);
	const last_year = await findPeriodOfLastYear(db, period);
	const ids = [...new Set([before?.id, last_year?.id])].filter((id) => id !== undefined);
	const earlier: { name: string; figures: Figure[] }[] = [];
	for (const id of ids) {
		const other = (await findPeriod(db, id))!;
		earlier.push({ name: other.name, figures: figuresOf(await shownNumbers(db, other, today)) });
	}
	return figuresOf(numbers).map((figure) => ({
		...figure,
		earlier: earlier.map(({ name, figures }) => {
			const same = figures.find(({ key }) => key === figure.key)!;
			return { name, n: same.n, of: same.of };
		}),
	}));
}

/** The report's own runs per month, by outcome. Made of its numbers, so a closed report draws what it was closed with. */
export function monthFigures({ control_months }: ReportNumbers): Figures {
	const { months } = monthTotals(control_months);
	return {
		head: "Månad",
		series: [
			{ key: "without", label: "Utan avvikelse", ink: "main" },
			{ key: "deviating", label: "Med avvikelse", ink: "warn" },
			{ key: "left", label: "Inte utförda", ink: "empty" },
		],
		done: 2,
		groups: months.map((month) => {
			const own = control_months.filter((one) => one.month === month);
			const sum = (of: (one: (typeof own)[number]) => number) => own.reduce((total, one) => total + of(one), 0);
			const deviating = sum((one) => one.minor + one.major + one.critical);
			const performed = sum((one) => one.performed);
			const name = MONTHS[Number(month.slice(5)) - 1]!;
			return {
				...{ key: month, label: `${name} ${month.slice(0, 4)}`, short: name.slice(0, 3) },
				values: [performed - deviating, deviating, sum((one) => one.planned) - performed],
			};
		}),
	};
}
