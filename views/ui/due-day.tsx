import { formatDate } from "../../src/ground/calendar/stockholm.ts";

/** A day that something should be done by; one that has passed says so in words too. */
export function DueDay({ day, late }: { day: string | null; late: boolean }) {
	if (day === null) return <span class="soft">saknas</span>;
	if (!late) return <span>{formatDate(day)}</span>;
	return (
		<strong class="late-day">
			{formatDate(day)}
			<span class="sr-only">, dagen har passerat</span>
		</strong>
	);
}
