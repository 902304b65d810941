import type { Db } from "../../../db/open.ts";
import { listControlUnitsOn, type PlannedControl } from "../../../db/queries/checks/sample-plans.ts";
import { type Occurrence, occurrencesOf } from "../../ground/calendar/occurrence.ts";
import { type PlannedMonths, type PlanTerms, rateFor, sizeFor, yearSize } from "./plan-sizes.ts";
import { readStratumSizes } from "./read-sizes.ts";
import { sizesOfYearBefore } from "./sample-sizes.ts";

/** One unit's year: how many of how many in each period. `drawn`: already done, and not changed by any plan. */
export interface YearRow {
	unit_id: string;
	unit_name: string;
	cells: { key: string; N: number | null; n: number; drawn: boolean }[];
	n: number;
}

export interface YearTable {
	periods: Occurrence[];
	rows: YearRow[];
	/** All units together. */
	n: number;
	/** True when some N is not known yet: sizes are decided when the population is frozen. */
	expected: boolean;
}

/** The year of a control under these terms, from `valid_from`: drawn periods as they are, the rest by the rate that is enough. */
export async function yearTable(
	db: Db,
	control: PlannedControl,
	terms: PlanTerms,
	validFrom: string,
): Promise<YearTable> {
	const all = control.frequency === "ad_hoc" ? [] : occurrencesOf(control.frequency, control.year);
	const periods = all.filter((one) => one.first_day >= validFrom).slice(0, terms.months);
	const day = periods.at(-1)?.last_day ?? validFrom;
	const units = await listControlUnitsOn(db, control.id, day);
	const known = await readStratumSizes(db, control.id, control.year);
	const sizeOf = new Map(known.map((one) => [`${one.unit_id} ${one.period_key}`, one]));
	const before = new Map(
		(await sizesOfYearBefore(db, control)).map((one) => [`${one.unit_id} ${one.period_key.slice(4)}`, one.N]),
	);
	const cell = (unit: { id: string }, period: Occurrence) => {
		const frozen = sizeOf.get(`${unit.id} ${period.key}`);
		const N = frozen?.N ?? before.get(`${unit.id} ${period.key.slice(4)}`) ?? null;
		return { key: period.key, N, n: frozen?.n ?? 0, drawn: frozen !== undefined && (frozen.n > 0 || frozen.N === 0) };
	};
	const rows = units.map((unit) => ({
		unit_id: unit.id,
		unit_name: unit.name,
		cells: periods.map((period) => cell(unit, period)),
		n: 0,
	}));
	fill(rows, terms);
	for (const row of rows) row.n = row.cells.reduce((sum, one) => sum + one.n, 0);
	const n = rows.reduce((sum, row) => sum + row.n, 0);
	return { periods, rows, n, expected: rows.some((row) => row.cells.some((one) => !one.drawn)) };
}

/** Gives the periods that are not drawn their part, by N; an unknown N is taken to be like the known ones. */
function fill(rows: YearRow[], terms: PlanTerms): void {
	const { per_period } = yearSize(terms);
	const everyN = rows.flatMap((row) => row.cells.flatMap(({ N }) => N ?? []));
	const together = terms.level === "unit" || everyN.length === 0 ? null : rateFor(terms, everyN);
	const unknown = terms.level === "unit" ? per_period : Math.max(1, Math.ceil(per_period / Math.max(1, rows.length)));
	for (const row of rows) {
		const own = row.cells.flatMap(({ N }) => N ?? []);
		const rate = terms.level === "unit" && own.length > 0 ? rateFor(terms, own) : together;
		const guess = typical(own.length > 0 ? own : everyN);
		for (const cell of row.cells) {
			const N = cell.N ?? guess;
			if (!cell.drawn) cell.n = N === undefined ? unknown : sizeFor(rate, N);
		}
	}
}

function typical(known: readonly number[]): number | undefined {
	return known.length === 0 ? undefined : Math.round(known.reduce((sum, N) => sum + N, 0) / known.length);
}

/** The months whose purchases are known, of each unit by itself or of all together. */
export function monthsIn({ rows }: YearTable, terms: PlanTerms): PlannedMonths[] {
	const all = rows.map(({ cells }) => cells.filter(({ N }) => N !== null && N > 0));
	const groups = terms.level === "unit" ? all : [all.flat()];
	return groups
		.filter((cells) => cells.length > 0)
		.map((cells) => ({ months: cells.map(({ N }) => N!), sizes: cells.map(({ N, n }) => Math.min(n, N!)) }));
}
