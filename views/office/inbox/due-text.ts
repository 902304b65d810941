import { dateText } from "../../ui/format.ts";

/** "Senast 14 november 2026, 3 dagar kvar" · "… i dag" · "… 2 dagar sen"; nothing without a day. */
export function dueText(due: string | null, left: number | null): string | undefined {
	if (due === null || left === null) return undefined;
	const days = Math.abs(left) === 1 ? "1 dag" : `${Math.abs(left)} dagar`;
	const off = left > 0 ? `${days} kvar` : `${days} sen`;
	const when = left === 0 ? "i dag" : off;
	return `Senast ${dateText(due)}, ${when}`;
}
