import type { NoticeKind } from "../../../db/schema/office/notices.ts";
import { dateOfDay, dayNumber, weekdayOf } from "../../ground/calendar/civil-date.ts";
import { addWorkingDays } from "../../ground/calendar/swedish-holidays.ts";
import type { Duty } from "../inbox/read-duties.ts";
import { isAway, lastReachableDay, type Quiet } from "./reachable.ts";

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
	{ routine, quiet }: { routine: Routine; quiet: Quiet },
): Armed[] {
	// told before and after, never in between: what fell due meanwhile is late the first day back
	if (isAway(today, quiet)) return [];
	return duties.flatMap((duty) => {
		const first = firstTime(duty);
		const dated = duty.due_on === null ? null : kindOn(today, duty.due_on, routine, quiet);
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
	if (act === "staff") return "sam_vacant";
	return act === "take_part" ? "sam_invited" : "to_review";
}

function kindOn(today: string, dueOn: string, routine: Routine, quiet: Quiet): NoticeKind | null {
	if (today > dueOn) return "late";
	if (today >= lastReachableDay(dueOn, quiet)) return "due";
	return routine.days_before > 0 && today >= addWorkingDays(dueOn, -routine.days_before) ? "coming" : null;
}

/** What the chef is told of when it is late enough: what was to be done, never what waits for somebody's judgement. */
const ESCALATED: Partial<Record<Duty["object_kind"], Duty["act"]>> = {
	control_run: "perform",
	sam_review: "answer",
	measure: "carry_out",
};

/** Own duties so late that the chef is told. Whoever stands in for somebody is not told on twice. */
export function escalatedOn(today: string, duties: readonly Duty[], routine: Routine): Duty[] {
	return duties.filter(
		({ object_kind, act, due_on, instead_of }) =>
			ESCALATED[object_kind] === act &&
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
