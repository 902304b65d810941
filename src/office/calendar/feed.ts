import ical, { ICalCalendarMethod, ICalEventTransparency } from "ical-generator";
import { dateOfDay, dayNumber } from "../../ground/calendar/civil-date.ts";
import type { Duty } from "../inbox/read-duties.ts";
import { noticeHref } from "../notices/letter.ts";

const VERBS: Record<Duty["act"], string> = {
	send: "Skicka",
	perform: "Utför",
	review: "Granska",
	handle: "Hantera",
	carry_out: "Gör klart",
	answer: "Besvara",
	staff: "Utse chef till",
	take_part: "Delta i",
	approve: "Godkänn",
	reconsider: "Ompröva",
	hand_in: "Lämna",
	enter: "Anmäl till ett sammanträde",
	prepare: "Bered",
	register: "Registrera beslutet om",
};

/** How often a calendar asks, where it listens. */
const ASKS_AGAIN_S = 4 * 3600;

/**
 * What waits for a person with a last day, as whole days: a date has no zone, so it is the same day in every calendar. An event keeps its
 * UID when its date moves, and is gone when it is done.
 */
export function calendarOf(duties: readonly Duty[], { base_url, now }: { base_url: string; now: Date }): string {
	const calendar = ical({
		name: "Tillräcklig",
		description: "Det som väntar på dig i Tillräcklig",
		prodId: { company: "Tillräcklig", product: "Kalender", language: "SV" },
		method: ICalCalendarMethod.PUBLISH,
		ttl: ASKS_AGAIN_S,
	});
	for (const duty of duties) {
		if (duty.due_on === null) continue;
		const whose = duty.instead_of === null ? "" : ` (för ${duty.instead_of})`;
		calendar.createEvent({
			id: `${duty.object_kind}-${duty.object_id}-${duty.act}@${new URL(base_url).hostname}`,
			stamp: now,
			start: midnight(duty.due_on, 0),
			// the end of a whole day is the day after it (RFC 5545 3.6.1)
			end: midnight(duty.due_on, 1),
			allDay: true,
			summary: `${VERBS[duty.act]}: ${duty.title}${whose}`,
			description: [duty.unit, "Sista dag."].filter(Boolean).join("\n"),
			url: base_url + noticeHref(duty),
			transparency: ICalEventTransparency.TRANSPARENT,
		});
	}
	return calendar.toString();
}

function midnight(day: string, days: number): Date {
	return new Date(`${dateOfDay(dayNumber(day) + days)}T00:00:00.000Z`);
}
