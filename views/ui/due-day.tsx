import { dayText } from "./format.ts";

/** A day that something should be done by; one that has passed says so in words too. */
export function DueDay({ day, late }: { day: string | null; late: boolean }) {
	if (day === null) return <span class="soft is-missing">saknas</span>;
	if (!late) return <span class="day">{dayText(day)}</span>;
	return (
		<strong class="day late-day">
			{dayText(day)}
			<span class="sr-only">, dagen har passerat</span>
		</strong>
	);
}

/** A day that something happened; of an instant, its day in Sweden. */
export function Day({ day }: { day: string | null }) {
	return <span class="day">{day === null ? "" : dayText(day)}</span>;
}
