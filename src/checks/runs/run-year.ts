import type { Db } from "../../../db/open.ts";
import { type ControlMonthParts, countRunParts } from "../../../db/queries/checks/runs-overview.ts";
import { countRuns, listRuns, type RunFilter } from "../../../db/queries/checks/runs.ts";
import { RUN_STANDINGS, type RunPart } from "../../../db/schema/checks/runs-state.ts";
import { MONTHS } from "../../ground/calendar/months.ts";
import { occurrenceOf } from "../../ground/calendar/occurrence.ts";
import type { Figures, Ink } from "../../ground/drawings/figures.ts";
import { branchesKey } from "../../ground/remembered/branches.ts";
import { type Reading, untilChanged } from "../../ground/remembered/remembered.ts";
import { paths } from "../../paths/paths.ts";
import { BESIDE_RUNS } from "./run-readings.ts";

/** Whose runs: within the reader's reach, and below a unit. */
export type RunPlace = Pick<RunFilter, "reach" | "unit_id">;

const INKS: Record<RunPart, Ink> = {
	without: "main",
	deviating: "warn",
	not_done: "pale",
	late: "bad",
	waiting: "empty",
};
const PARTS = Object.keys(RUN_STANDINGS) as RunPart[];
const DONE: readonly RunPart[] = ["without", "deviating"];
const LEFT: readonly RunPart[] = ["late", "waiting"];
const LEFT_SHOWN = 5;

export interface ControlShare {
	control_id: string;
	title: string;
	done: number;
	deviating: number;
	total: number;
	href: string;
}

export interface RunYear {
	/** Months with runs, by where the runs stand. */
	months: Figures;
	totals: Record<RunPart, number>;
	/** The whole year, by control. */
	controls: ControlShare[];
	/** The latest month that is over, or null before the first. */
	month: RunMonth | null;
}

export interface RunMonth {
	month: string;
	/** The control that comes first in the plan's core, then the others. */
	controls: ControlShare[];
	all: { done: number; total: number };
	/** Of the first control: units that are not done, and how many more. */
	left: { units: string[]; more: number; href: string };
}

/** The year's runs as they stand on a day. */
export async function readRunYear(db: Db, place: RunPlace, year: number, today: string): Promise<RunYear> {
	const filter = { ...place, ends: { from: `${year}-01-01`, to: `${year}-12-31` } };
	const rows = await readRunParts(db, filter, today);
	const months = [...new Set(rows.map(({ month }) => month))].sort();
	const over = months.filter((month) => monthSpan(month).to < today).at(-1);
	return {
		months: yearFigures(rows, months, place),
		totals: added(rows),
		controls: sharesOf(rows, place, filter.ends),
		month: over === undefined ? null : await readMonth(db, rows, over, place, today),
	};
}

/** Of no unit by name. */
const PARTS_OF_RUNS: Reading<ControlMonthParts[]> = { beside: [...BESIDE_RUNS, "unit"] };

/** Where the runs of each control and month stand, remembered. */
export async function readRunParts(db: Db, filter: RunFilter, today: string): Promise<ControlMonthParts[]> {
	// words may be those of a unit's or a person's name
	if (filter.text !== undefined) return countRunParts(db, filter, today);
	const branches = await branchesKey(db, filter.unit_id ? [filter.unit_id] : [], filter.reach);
	const key = `${JSON.stringify(filter)} ${today} ${branches}`;
	return untilChanged(db, PARTS_OF_RUNS, key, () => countRunParts(db, filter, today));
}

function yearFigures(rows: readonly ControlMonthParts[], months: readonly string[], { unit_id }: RunPlace): Figures {
	// a part that no month has is no part of the picture, but for the two that everything is measured by
	const totals = added(rows);
	const parts = PARTS.filter((part) => totals[part] > 0 || DONE.includes(part));
	return {
		head: "Månad",
		series: parts.map((key) => ({ key, label: RUN_STANDINGS[key], ink: INKS[key] })),
		done: DONE.length,
		groups: months.map((month) => {
			const sums = added(rows.filter((row) => row.month === month));
			const name = MONTHS[Number(month.slice(5)) - 1]!;
			return {
				key: month,
				label: name,
				short: name.slice(0, 3),
				values: parts.map((part) => sums[part]),
				hrefs: parts.map((part) => runsHref({ unit_id, ends: monthSpan(month), parts: [part] })),
			};
		}),
	};
}

async function readMonth(
	db: Db,
	rows: readonly ControlMonthParts[],
	month: string,
	place: RunPlace,
	today: string,
): Promise<RunMonth> {
	const ends = monthSpan(month);
	const own = rows.filter((row) => row.month === month);
	const controls = sharesOf(own, place, ends);
	const control_id = controls[0]!.control_id;
	const filter: RunFilter = { ...place, control_id, ends, parts: { of: LEFT, on: today } };
	const left = await listRuns(db, { ...filter, order: "due", page: { limit: LEFT_SHOWN, offset: 0 } });
	return {
		month,
		controls,
		all: {
			done: controls.reduce((sum, one) => sum + one.done, 0),
			total: controls.reduce((sum, one) => sum + one.total, 0),
		},
		left: {
			units: left.map(({ unit_name }) => unit_name),
			more: (await countRuns(db, filter)) - left.length,
			href: runsHref({ unit_id: place.unit_id, control_id, ends, parts: LEFT }),
		},
	};
}

function sharesOf(
	rows: readonly ControlMonthParts[],
	{ unit_id }: RunPlace,
	ends: { from: string; to: string },
): ControlShare[] {
	return [...new Set(rows.map(({ control_id }) => control_id))].map((control_id) => {
		const own = rows.filter((row) => row.control_id === control_id);
		const sums = added(own);
		return {
			control_id,
			title: own[0]!.title,
			done: sums.without + sums.deviating,
			deviating: sums.deviating,
			total: PARTS.reduce((total, part) => total + sums[part], 0),
			href: runsHref({ unit_id, control_id, ends }),
		};
	});
}

function added(rows: readonly ControlMonthParts[]): Record<RunPart, number> {
	const sum = (part: RunPart) => rows.reduce((total, row) => total + row.parts[part], 0);
	return Object.fromEntries(PARTS.map((part) => [part, sum(part)])) as Record<RunPart, number>;
}

function monthSpan(month: string): { from: string; to: string } {
	const { first_day, last_day } = occurrenceOf(month);
	return { from: first_day, to: last_day };
}

/** The list of exactly the runs that a number counts. */
export function runsHref(of: {
	unit_id?: string | undefined;
	control_id?: string | undefined;
	ends?: { from: string; to: string };
	due?: { from?: string; to?: string };
	signed_from?: string;
	parts?: readonly RunPart[];
}): string {
	return paths.runs({
		enhet: of.unit_id,
		kontroll: of.control_id,
		slutar_fran: of.ends?.from,
		slutar_till: of.ends?.to,
		forfaller_fran: of.due?.from,
		forfaller_till: of.due?.to,
		signerad_fran: of.signed_from,
		lage: of.parts?.join(","),
	});
}
