import type { NoticeKind } from "../../../db/schema/office/notices.ts";
import { dateOfDay, dayNumber, weekdayOf } from "../../ground/calendar/civil-date.ts";
import { addWorkingDays } from "../../ground/calendar/swedish-holidays.ts";
import type { Duty } from "../inbox/read-duties.ts";
import { lastReachableDay } from "./reachable.ts";

export interface Routine {
	days_before: number;
	escalate_days: number;
}

/** A notice that a day asks for. The same `moment` is the same notice, so a day that is asked twice tells nothing twice. */
export interface Armed {
	kind: NoticeKind;
	duty: Duty;
	moment: string;
}

const FIRST_TIME = "first";

/** What a person is told of on a day, from what waits for them. A due date that has moved is another moment, and is told of anew. */
export function armedOn(
	today: string,
	duties: readonly Duty[],
	{ routine, quiet_days }: { routine: Routine; quiet_days: readonly string[] },
): Armed[] {
	return duties.flatMap((duty) => {
		const first = firstTime(duty);
		const dated = duty.due_on === null ? null : kindOn(today, duty.due_on, routine, quiet_days);
		return [
			...(first ? [{ kind: first, duty, moment: FIRST_TIME }] : []),
			...(dated ? [{ kind: dated, duty, moment: duty.due_on! }] : []),
		];
	});
}

/** What nobody's act tells of: it begins with a day. */
function firstTime({ object_kind, act }: Duty): NoticeKind | null {
	if (object_kind !== "sam_review") return null;
	if (act === "answer") return "sam_form";
	return act === "take_part" ? "sam_invited" : "to_review";
}

function kindOn(today: string, dueOn: string, routine: Routine, quiet: readonly string[]): NoticeKind | null {
	if (today > dueOn) return "late";
	if (today >= lastReachableDay(dueOn, quiet)) return "due";
	return routine.days_before > 0 && today >= addWorkingDays(dueOn, -routine.days_before) ? "coming" : null;
}

/** Own duties so late that the chef is told. Whoever stands in for somebody is not told on twice. */
export function escalatedOn(today: string, duties: readonly Duty[], routine: Routine): Duty[] {
	return duties.filter(
		({ object_kind, act, due_on, instead_of, unit_id }) =>
			(object_kind === "control_run" || object_kind === "sam_review") &&
			(act === "perform" || act === "answer") &&
			unit_id !== null &&
			instead_of === null &&
			due_on !== null &&
			addWorkingDays(due_on, routine.escalate_days) < today,
	);
}

/** The Monday of the week when today is its first working day, on which the week is summed up; else null. */
export function digestWeek(today: string): string | null {
	const day = dayNumber(today);
	const monday = day - ((weekdayOf(day) + 6) % 7);
	return addWorkingDays(dateOfDay(monday - 1), 1) === today ? dateOfDay(monday) : null;
}
