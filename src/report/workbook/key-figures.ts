import { EFFECT_TESTED } from "../../../db/schema/vocabulary.ts";
import { formatCount } from "../../ground/calendar/stockholm.ts";
import { formatShare } from "../../ground/tables/column.ts";
import { deviationTotals } from "./report-tables.ts";
import type { Earlier } from "./last-report.ts";

export type FigureKey = "performed" | "severe_open" | "not_closed" | "effect" | "overdue" | "reconciled";

export interface KeyFigure {
	key: FigureKey;
	label: string;
	kind: "share" | "count";
	value: number | null;
	before: number | null;
	/** Held against the last report; null where there is nothing to hold it against. */
	movement: "better" | "worse" | "same" | null;
}

type Counted = Pick<Earlier, "numbers" | "plan_rows" | "sam">;

/** What each figure is called, which way is better, and how it is counted. */
const FIGURES: Record<
	FigureKey,
	{ label: string; kind: KeyFigure["kind"]; higher: boolean; of(report: Counted): number | null }
> = {
	performed: {
		label: "Utförda av planerade",
		kind: "share",
		higher: true,
		of: ({ numbers: { runs } }) => shareOf(runs.performed, runs.planned),
	},
	severe_open: {
		label: "Större, öppna",
		kind: "count",
		higher: false,
		of: ({ numbers: { deviations } }) => deviations.major.open + deviations.critical.open,
	},
	not_closed: {
		label: "Alla ej avslutade",
		kind: "count",
		higher: false,
		of: ({ numbers: { deviations } }) => {
			const { counts } = deviationTotals(deviations).all;
			return counts.open + counts.handled;
		},
	},
	effect: {
		label: "Åtgärder med effekt",
		kind: "share",
		higher: true,
		of: ({ plan_rows }) => {
			const measures = plan_rows.filter((row) => row.measure_id !== null);
			return shareOf(measures.filter((row) => row.effect_tested === "yes").length, measures.length);
		},
	},
	overdue: {
		label: "Försenade åtgärder",
		kind: "count",
		higher: false,
		of: ({ numbers }) => numbers.measures_overdue,
	},
	reconciled: {
		label: "Avstämda i SAM",
		kind: "share",
		higher: true,
		of: ({ sam }) => {
			const row = sam.find((one) => one.key === "reconciled");
			return row ? shareOf(row.done, row.total) : null;
		},
	},
};

/** Six figures of a report, each with the last report's. */
export function keyFigures(report: Counted, last: Counted | null): KeyFigure[] {
	return (Object.keys(FIGURES) as FigureKey[]).map((key) => {
		const { label, kind, higher, of } = FIGURES[key];
		const [value, before] = [of(report), last ? of(last) : null];
		return { key, label, kind, value, before, movement: movementOf(value, before, higher) };
	});
}

/** A word in a formula that counts what the sheet Plan says. */
export const TESTED_WORD = EFFECT_TESTED.yes;

function shareOf(some: number, all: number): number | null {
	return all === 0 ? null : some / all;
}

function movementOf(value: number | null, before: number | null, higher: boolean): KeyFigure["movement"] {
	if (value === null || before === null) return null;
	const difference = Math.round((value - before) * 10_000);
	if (difference === 0) return "same";
	return difference > 0 === higher ? "better" : "worse";
}

export function figureText(kind: KeyFigure["kind"], value: number | null): string {
	if (value === null) return "–";
	return kind === "share" ? formatShare(value) : formatCount(value);
}
