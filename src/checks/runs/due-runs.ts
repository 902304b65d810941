import type { Schedule } from "../../../db/queries/checks/runs-schedules.ts";
import type { Frequency } from "../../../db/schema/vocabulary.ts";
import { frequencyOfKey, type Occurrence, occurrenceOf, occurrencesOf } from "../../ground/calendar/occurrence.ts";

/** One occurrence of one control, with the units that lack a run for it. */
export interface DueRuns {
	control_id: string;
	occurrence: Occurrence;
	units: Schedule[];
}

export interface KnownRun {
	control_id: string;
	unit_id: string;
	period_key: string;
	last_day: string;
}

/**
 * Lists the runs that ought to exist today and do not. No run is made before the control's start, the plan year or the unit's
 * own time in the control, nor for a period that has not begun. After a change of frequency only periods that end after those
 * with a run get one, so that no month is asked for twice.
 */
export function dueRuns(
	schedules: readonly Schedule[],
	known: readonly KnownRun[],
	frozen: readonly { control_id: string; period_key: string }[],
	today: string,
): DueRuns[] {
	const existing = new Set(known.map((run) => `${run.control_id} ${run.unit_id} ${run.period_key}`));
	const closed = new Set(frozen.map((period) => `${period.control_id} ${period.period_key}`));
	const covered = coverage(known);
	const groups = new Map<string, DueRuns>();
	for (const unit of schedules) {
		for (const occurrence of occurrencesOf(unit.frequency, unit.year)) {
			const group = `${unit.control_id} ${occurrence.key}`;
			if (closed.has(group) || existing.has(`${unit.control_id} ${unit.unit_id} ${occurrence.key}`)) continue;
			if (occurrence.first_day > today || !holdsIn(unit, occurrence)) continue;
			const others = covered.get(`${unit.control_id} ${unit.unit_id}`) ?? [];
			if (others.some((run) => run.frequency !== unit.frequency && run.last_day >= occurrence.last_day)) continue;
			const due = groups.get(group) ?? { control_id: unit.control_id, occurrence, units: [] };
			due.units.push(unit);
			groups.set(group, due);
		}
	}
	return [...groups.values()];
}

/** The periods that a control has in its year, as long as it is there itself. */
export function periodsOfControl(control: {
	frequency: Frequency;
	year: number;
	starts_on: string;
	ended_on: string | null;
}): Occurrence[] {
	return occurrencesOf(control.frequency, control.year).filter(
		(one) => one.last_day >= control.starts_on && one.first_day <= (control.ended_on ?? "9999-12-31"),
	);
}

type Spans = Pick<Schedule, "starts_on" | "ended_on" | "valid_from" | "valid_to" | "unit_from" | "unit_to" | "year">;

/** True when the control, the assignment and the unit all exist on some day of the period, and the period is in the plan year. */
export function holdsIn(unit: Spans, period: Pick<Occurrence, "first_day" | "last_day">): boolean {
	const spans: [string, string | null][] = [
		[unit.starts_on, unit.ended_on],
		[unit.valid_from, unit.valid_to],
		[unit.unit_from, unit.unit_to],
		[`${unit.year}-01-01`, `${unit.year}-12-31`],
	];
	const from = spans.map(([first]) => first).reduce((a, b) => (a > b ? a : b));
	const to = spans.map(([, last]) => last ?? "9999-12-31").reduce((a, b) => (a < b ? a : b));
	return from <= to && from <= period.last_day && to >= period.first_day;
}

/** An occasion of a control that runs when needed: asked for by name (a date), never by the calendar. */
export function adHocRuns(
	schedules: readonly Schedule[],
	known: readonly KnownRun[],
	frozen: readonly { control_id: string; period_key: string }[],
	day: string,
): DueRuns[] {
	if (frozen.some((period) => period.period_key === day)) return [];
	const existing = new Set(
		known.filter((run) => run.period_key === day).map((run) => `${run.control_id} ${run.unit_id}`),
	);
	const occurrence = occurrenceOf(day);
	const units = schedules.filter(
		(unit) =>
			unit.frequency === "ad_hoc" && holdsIn(unit, occurrence) && !existing.has(`${unit.control_id} ${unit.unit_id}`),
	);
	return units.length > 0 ? [{ control_id: units[0]!.control_id, occurrence, units }] : [];
}

/**
 * Returns the last day that runs of every other rhythm reached, by control and unit. A run made by hand for an occasion does
 * not count.
 */
function coverage(known: readonly KnownRun[]): Map<string, { frequency: string; last_day: string }[]> {
	const covered = new Map<string, { frequency: string; last_day: string }[]>();
	for (const run of known) {
		const frequency = frequencyOfKey(run.period_key);
		if (frequency === null || frequency === "ad_hoc") continue;
		const key = `${run.control_id} ${run.unit_id}`;
		const reached = covered.get(key) ?? [];
		const same = reached.find((one) => one.frequency === frequency);
		if (!same) reached.push({ frequency, last_day: run.last_day });
		else if (run.last_day > same.last_day) same.last_day = run.last_day;
		covered.set(key, reached);
	}
	return covered;
}
