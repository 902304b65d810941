import { dayNumber } from "../../../src/ground/calendar/civil-date.ts";
import { dateText } from "../../ui/format.ts";

/** "Senast 14 november 2026, 3 dagar kvar" · "… i dag" · "… försenad 2 dagar". */
export function dueText(due: string, today: string): string {
	const left = dayNumber(due) - dayNumber(today);
	const days = Math.abs(left) === 1 ? "1 dag" : `${Math.abs(left)} dagar`;
	const when = left === 0 ? "i dag" : left > 0 ? `${days} kvar` : `försenad ${days}`;
	return `Senast ${dateText(due)}, ${when}`;
}
