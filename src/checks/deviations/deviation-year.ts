import type { Db } from "../../../db/open.ts";
import { type DeviationLife, listDeviationLives } from "../../../db/queries/checks/deviations-overview.ts";
import type { DeviationFilter } from "../../../db/queries/checks/deviations.ts";
import { DEVIATION_STATUSES, OPEN_DEVIATIONS } from "../../../db/schema/vocabulary.ts";
import { dateOfDay, dayNumber } from "../../ground/calendar/civil-date.ts";
import { MONTHS } from "../../ground/calendar/months.ts";
import { occurrenceOf } from "../../ground/calendar/occurrence.ts";
import { endOfDay, startOfDay } from "../../ground/calendar/stockholm-day.ts";
import { type Figures, totalOf } from "../../ground/drawings/figures.ts";
import { branchesKey } from "../../ground/remembered/branches.ts";
import { KEEPING, type Reading, REPORTING, SAM, untilChanged } from "../../ground/remembered/remembered.ts";
import { paths } from "../../paths/paths.ts";

export type DeviationPlace = Pick<DeviationFilter, "reach" | "unit_id">;

export interface DeviationYear {
	/** Found and closed, by month of the year up to the present one. */
	months: Figures;
	/** How many were not closed when each month ended; null for the months to come. */
	open_at_end: { label: string; short: string; value: number | null }[];
	/** What is not closed, by how long ago it was found. */
	ages: Figures;
	/** Of those: older than sixty days. */
	old: number;
	/** Not closed, whenever they were found. */
	open: number;
}

/** Days since a deviation was found, from and up to and with. */
const AGES = [
	{ from: 0, to: 30, label: "0–30 dagar" },
	{ from: 31, to: 60, label: "31–60 dagar" },
	{ from: 61, to: 90, label: "61–90 dagar" },
	{ from: 91, to: null, label: "Över 90 dagar" },
] as const;

/** What happens to plans, people and reports changes no deviation, and no unit is named. */
const LIVES: Reading<DeviationLife[]> = {
	beside: [...KEEPING, ...REPORTING, ...SAM, "person", "role", "unit", "plan", "area", "measure", "evidence", "ledger"],
};

async function rememberedLives(db: Db, place: DeviationPlace, from: string): Promise<DeviationLife[]> {
	const branches = await branchesKey(db, place.unit_id ? [place.unit_id] : [], place.reach);
	const key = `${JSON.stringify(place)} ${from} ${branches}`;
	return untilChanged(db, LIVES, key, () => listDeviationLives(db, place, from));
}

/** The year's deviations as they stand on a day: in the list, each number is the length of the list its mark leads to. */
export async function readDeviationYear(
	db: Db,
	place: DeviationPlace,
	year: number,
	today: string,
): Promise<DeviationYear> {
	const lives = await rememberedLives(db, place, startOfDay(`${year}-01-01`));
	const { unit_id } = place;
	const open = lives.filter(({ status }) => OPEN_DEVIATIONS.includes(status));
	const months = MONTHS.map((name, at) => monthOf(year, name, at)).filter(({ from }) => from <= today);
	const ages = agesOf(open, today, unit_id);
	return {
		months: {
			head: "Månad",
			apart: true,
			series: [
				{ key: "found", label: "Hittade", ink: "main" },
				{ key: "closed", label: "Avslutade", ink: "hatch" },
			],
			groups: months.map(({ from, to, label, short }) => ({
				...{ key: from, label, short },
				values: [count(lives, "found_at", from, to), count(lives, "closed_at", from, to)],
				hrefs: [
					paths.deviations({ enhet: unit_id, status: "counted", hittad_fran: from, hittad_till: to }),
					paths.deviations({ enhet: unit_id, status: "counted", avslutad_fran: from, avslutad_till: to }),
				],
			})),
		},
		open_at_end: MONTHS.map((name, at) => {
			const { from, to, label, short } = monthOf(year, name, at);
			return { label, short, value: from > today ? null : openAt(lives, endOfDay(to)) };
		}),
		ages,
		old: ages.groups.slice(2).reduce((sum, group) => sum + totalOf(group), 0),
		open: open.length,
	};
}

function monthOf(year: number, label: string, at: number) {
	const month = `${year}-${String(at + 1).padStart(2, "0")}`;
	const { first_day, last_day } = occurrenceOf(month);
	return { from: first_day, to: last_day, label, short: label.slice(0, 3) };
}

function count(lives: readonly DeviationLife[], of: "found_at" | "closed_at", from: string, to: string): number {
	const [start, end] = [startOfDay(from), endOfDay(to)];
	return lives.filter((one) => one[of] !== null && one[of] >= start && one[of] < end).length;
}

function openAt(lives: readonly DeviationLife[], instant: string): number {
	return lives.filter(({ found_at, closed_at }) => found_at < instant && (closed_at === null || closed_at >= instant))
		.length;
}

function agesOf(open: readonly DeviationLife[], today: string, unit_id: string | undefined): Figures {
	return {
		head: "Ålder",
		series: OPEN_DEVIATIONS.map((key) => ({
			key,
			label: DEVIATION_STATUSES[key],
			ink: key === "open" ? "warn" : "pale",
		})),
		groups: AGES.map(({ from, to, label }) => {
			const last = dateOfDay(dayNumber(today) - from);
			const first = to === null ? undefined : dateOfDay(dayNumber(today) - to);
			const [start, end] = [first === undefined ? "" : startOfDay(first), endOfDay(last)];
			const own = open.filter(({ found_at }) => found_at >= start && found_at < end);
			return {
				...{ key: label, label },
				values: OPEN_DEVIATIONS.map((status) => own.filter((one) => one.status === status).length),
				hrefs: OPEN_DEVIATIONS.map((status) =>
					paths.deviations({ enhet: unit_id, status, hittad_fran: first, hittad_till: last }),
				),
			};
		}),
	};
}
