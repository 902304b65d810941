import { type Occurrence, occurrenceOf } from "../../ground/calendar/occurrence.ts";
import { periodsOfControl } from "../runs/due-runs.ts";

/**
 * The periods that an evaluation should reach: those the control has now, and those it had when its frames were frozen, so that no
 * month is left out by ending the control early.
 */
export function expectedKeys(
	control: Parameters<typeof periodsOfControl>[0],
	frozen: ReadonlySet<string>,
	period: Occurrence,
): string[] {
	const keys = new Set([...periodsOfControl(control).map((one) => one.key), ...frozen]);
	return [...keys]
		.map(occurrenceOf)
		.filter((one) => one.first_day >= period.first_day && one.last_day <= period.last_day)
		.sort((a, b) => (a.last_day < b.last_day ? -1 : 1))
		.map((one) => one.key);
}

/** Those of them whose last day is past: their file should have come. */
export function dueOf(keys: readonly string[], today: string): string[] {
	return keys.filter((key) => occurrenceOf(key).last_day < today);
}
