import type { DeviationYear } from "../../checks/deviations/deviation-year.ts";
import type { RunYear } from "../../checks/runs/run-year.ts";
import { MONTHS } from "../../ground/calendar/months.ts";

/** A heading that says what the drawing under it shows. Where no rule fits, it is a plain noun. */

const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export const many = (n: number, one: string, several: string) => `${n} ${n === 1 ? one : several}`;

export const monthName = (month: string) => MONTHS[Number(month.slice(5, 7)) - 1] ?? month;

export function monthFinding({ month, controls: [first] }: NonNullable<RunYear["month"]>): string {
	const name = upper(monthName(month));
	if (!first || first.total === 0) return name;
	return first.done === first.total ? `${name} är klar` : `${name}: ${first.done} av ${first.total} klara`;
}

export function yearFinding({ months, totals }: RunYear): string {
	if (totals.without + totals.deviating === 0) return "Årets kontroller";
	if (totals.deviating === 0) return "Inga kontroller med avvikelse i år";
	const at = months.series.findIndex(({ key }) => key === "deviating");
	const ranked = [...months.groups].sort((a, b) => b.values[at]! - a.values[at]!);
	const [most, next] = ranked;
	const isAlone = next !== undefined && most!.values[at]! > next.values[at]!;
	return isAlone ? `Avvikelserna var flest i ${most!.label}` : "Årets kontroller";
}

export function deviationFinding({ months }: DeviationYear): string {
	const latest = months.groups.at(-1);
	const [found, closed] = latest?.values ?? [0, 0];
	if (!latest || found === closed) return "Hittade och avslutade avvikelser";
	const name = upper(latest.label);
	return found! > closed!
		? `${name} hittade fler avvikelser än den avslutade`
		: `${name} avslutade fler avvikelser än den hittade`;
}

export function ageFinding({ open, old }: DeviationYear): string {
	if (open === 0) return "Alla avvikelser är avslutade";
	if (old > 0) return `${many(old, "ej avslutad avvikelse", "ej avslutade avvikelser")} är äldre än 60 dagar`;
	return many(open, "avvikelse är ej avslutad", "avvikelser är ej avslutade");
}

/** `before`: how many stood there at the last report; the same number says nothing new. */
export function riskFinding(highest: number, before: number): string {
	const now = `${many(highest, "risk", "risker")} på den högsta nivån efter åtgärder`;
	return before === highest ? now : `${now}, förut ${before}`;
}

export function measureFinding(overdue: number): string {
	return overdue === 0 ? "Inga åtgärder är försenade" : many(overdue, "åtgärd är försenad", "åtgärder är försenade");
}

export function samFinding({ signed, total }: { signed: number; total: number }): string {
	return `SAM: ${signed} av ${total} uppföljningar signerade`;
}
