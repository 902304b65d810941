import type { Db } from "../../../db/open.ts";
import { listControlUnitsOn, listStratumSizes, type PlannedControl } from "../../../db/queries/checks/sample-plans.ts";
import { type Occurrence, occurrencesOf } from "../../ground/calendar/occurrence.ts";
import { type PlanTerms, spreadOver, yearSize } from "./plan-sizes.ts";
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
	/** True when some N is not known yet, and the sizes therefore may come to move between the periods. */
	expected: boolean;
}

/** The year of a control under these terms, from `valid_from`: drawn periods as they are, the rest spread by N. */
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
	const known = await listStratumSizes(db, control.id, { from: `${control.year}-01-01`, to: `${control.year}-12-31` });
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
	fill(rows, periods, terms);
	for (const row of rows) row.n = row.cells.reduce((sum, one) => sum + one.n, 0);
	const n = rows.reduce((sum, row) => sum + row.n, 0);
	return { periods, rows, n, expected: rows.some((row) => row.cells.some((one) => !one.drawn)) };
}

function fill(rows: YearRow[], periods: readonly Occurrence[], terms: PlanTerms): void {
	const year = yearSize(terms).per_period * periods.length;
	if (terms.level === "unit") {
		for (const row of rows) fillRow(row, year);
		return;
	}
	const sums: YearRow = {
		unit_id: "",
		unit_name: "",
		n: 0,
		cells: periods.map((period, index) => {
			const cells = rows.map((row) => row.cells[index]!);
			const total = (of: (cell: YearRow["cells"][number]) => number) => cells.reduce((sum, one) => sum + of(one), 0);
			const N = cells.every((one) => one.N === null) ? null : total((one) => one.N ?? 0);
			return { key: period.key, N, n: total((one) => one.n), drawn: cells.some((one) => one.drawn) };
		}),
	};
	fillRow(sums, year);
	for (const [index, sum] of sums.cells.entries()) {
		if (sum.drawn) continue;
		const guess = typical(rows.map((row) => row.cells[index]!.N)) ?? sum.n;
		const sizes = spreadOver(
			sum.n,
			rows.map((row) => ({ id: row.unit_id, N: row.cells[index]!.N ?? guess })),
		);
		for (const [place, row] of rows.entries()) row.cells[index]!.n = sizes[place]!;
	}
}

/** Gives the periods that are not drawn what is left of the year, by N; an unknown N is taken to be like the known ones. */
function fillRow(row: YearRow, year: number): void {
	const open = row.cells.filter((one) => !one.drawn);
	const left = year - row.cells.reduce((sum, one) => sum + (one.drawn ? one.n : 0), 0);
	const guess = typical(row.cells.map((one) => one.N)) ?? Math.max(year, 1);
	const sizes = spreadOver(
		left,
		open.map((one) => ({ id: one.key, N: one.N ?? guess })),
	);
	for (const [index, one] of open.entries()) one.n = sizes[index]!;
}

function typical(sizes: readonly (number | null)[]): number | undefined {
	const known = sizes.filter((N) => N !== null);
	return known.length === 0 ? undefined : Math.round(known.reduce((sum, N) => sum + N, 0) / known.length);
}
