import { dateText } from "../../ui/format.ts";

/** "Senast 14 november 2026, 3 dagar kvar" · "… i dag" · "… försenad 2 dagar"; nothing without a day. */
export function dueText(due: string | null, left: number | null): string | undefined {
	if (due === null || left === null) return undefined;
	const days = Math.abs(left) === 1 ? "1 dag" : `${Math.abs(left)} dagar`;
	const off = left > 0 ? `${days} kvar` : `försenad ${days}`;
	const when = left === 0 ? "i dag" : off;
	return `Senast ${dateText(due)}, ${when}`;
}
