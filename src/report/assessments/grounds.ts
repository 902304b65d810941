import type {
	GroundControl,
	GroundDeviation,
	GroundDeviations,
	GroundMeasures,
	GroundRuns,
} from "../../../db/queries/report/assessments-grounds.ts";
import type { Recommendation } from "../../../db/queries/report/recommendations.ts";
import type { Grade } from "../../../db/schema/report/words.ts";
import {
	DEVIATION_STATUSES,
	type Requirement,
	type Scale,
	SEVERITIES,
	type Severity,
	PERFORMED_RUNS,
	SEVERE,
	SEVERITY_LADDER,
} from "../../../db/schema/vocabulary.ts";
import { controlEffect } from "../periods/control-effect.ts";
import { paths } from "../../paths/paths.ts";
import { assessed, isInWorstBand } from "../../../db/schema/register/risks-scale.ts";

/** One row behind a suggestion: what it says, what it does to the word, and where it comes from. */
export interface Ground {
	label: string;
	value: string;
	/** The best word that this row allows; null when the row decides nothing. */
	effect: Grade | null;
	/** The address of the list with exactly the rows that were counted, or of the page of the one object. */
	href: string;
	/** How many rows the list has; null where `href` is a page of its own. */
	rows: number | null;
}

export const concerns = (requirements: string, krav: Requirement) =>
	(JSON.parse(requirements) as Requirement[]).includes(krav);
const sum = (rows: readonly { n: number }[]) => rows.reduce((total, row) => total + row.n, 0);

/** Returns the word for two conditions: insufficient, in need of improvement, or sufficient when neither holds. */
export function gradeOf(insufficient: boolean, lacking: boolean): "insufficient" | "needs_improvement" | "sufficient" {
	if (insufficient) return "insufficient";
	return lacking ? "needs_improvement" : "sufficient";
}

/**
 * Judges a control by how many of the runs that had fallen due were performed, and by what was found. A run registered as not
 * done counts also before its due date. When nothing has fallen due the control decides nothing.
 */
export function controlGround(control: GroundControl, runs: readonly GroundRuns[], href: string): Ground {
	const own = runs.filter((run) => run.control_id === control.id);
	const planned = sum(own);
	const row = { label: control.title, href, rows: planned };
	if (planned === 0) return { ...row, value: "Inga kontrolltillfällen i perioden", effect: null };
	const performed = own.filter((run) => PERFORMED_RUNS.includes(run.status));
	const not_done = sum(own.filter((run) => run.status === "not_done"));
	const severe = sum(own.filter((run) => SEVERE.some((severity) => severity === run.result)));
	const parts = [`${planned} planerade`, `${sum(own.filter((run) => run.due === 1))} förfallna`];
	parts.push(`${sum(performed)} utförda`);
	if (not_done > 0) parts.push(`${not_done} ej genomförda`);
	if (severe > 0) parts.push(`${severe} med större eller väsentlig avvikelse`);
	const asked = own.filter((run) => run.due === 1 || run.status === "not_done");
	const effect = controlEffect({
		asked: sum(asked),
		done: sum(asked.filter((run) => performed.includes(run))),
		severe,
	});
	return { ...row, value: parts.join(", "), effect };
}

/** Deviations in numbers, then each större or väsentlig one that is not closed. */
export function deviationGrounds(
	counts: readonly GroundDeviations[],
	severe: readonly GroundDeviation[],
	href: string,
): Ground[] {
	const total = sum(counts);
	const open = counts.filter((one) => one.status !== "closed");
	const words = [...SEVERITY_LADDER]
		.reverse()
		.map((severity) => [severity, sum(counts.filter((one) => one.severity === severity))] as const)
		.filter(([, n]) => n > 0)
		.map(([severity, n]) => `${SEVERITIES[severity].toLowerCase()} ${n}`);
	const isOpen = (severity: Severity) => open.some((one) => one.severity === severity);
	const grade = gradeOf(isOpen("critical"), isOpen("major"));
	const worst = grade === "sufficient" ? null : grade;
	const value = total === 0 ? "Inga" : `${total} (${words.join(", ")}), varav ej avslutade ${sum(open)}`;
	return [
		{ label: "Avvikelser", value, effect: worst, href, rows: total },
		...severe.map((one) => ({
			label: `Avvikelse ${one.number}: ${one.title}`,
			value: `${SEVERITIES[one.severity]}, ${DEVIATION_STATUSES[one.status].toLowerCase()}, ${one.unit}`,
			effect: one.severity === "critical" ? ("insufficient" as const) : ("needs_improvement" as const),
			href: one.item_id ? paths.item(one.item_id) : paths.deviation(one.id),
			rows: null,
		})),
	];
}

/**
 * Judges the measures. One supports the best word when its effect has been tested, and speaks against it when its due date has
 * passed; otherwise it decides nothing.
 */
export function measureGround(measures: readonly GroundMeasures[], href: string): Ground | null {
	const total = sum(measures);
	if (total === 0) return null;
	const done = measures.filter((one) => one.status === "done");
	const late = sum(measures.filter((one) => one.overdue === 1));
	const tested = sum(done.filter((one) => one.effect_tested === "yes"));
	const untested = sum(done.filter((one) => one.effect_tested === "not_yet"));
	const parts = [`Genomförda ${sum(done)} av ${total}`];
	if (tested > 0) parts.push(`effekt prövad ${tested}`);
	if (late > 0) parts.push(`försenade ${late}`);
	if (untested > 0) parts.push(`effekt ej prövad ${untested}`);
	return { label: "Åtgärder", value: parts.join(", "), effect: measureEffect(late, tested), href, rows: total };
}

function measureEffect(late: number, tested: number): Ground["effect"] {
	if (late > 0) return "needs_improvement";
	return tested > 0 ? "sufficient" : null;
}

/**
 * Lists recommendations from revision and tillsyn that touch a krav. One whose due date has passed speaks against the best
 * word.
 */
export function recommendationGround(rows: readonly Recommendation[], due_before: string, href: string): Ground | null {
	if (rows.length === 0) return null;
	const open = rows.filter((row) => row.status !== "closed");
	const late = open.filter((row) => row.due_on !== null && row.due_on < due_before).length;
	const unanswered = open.filter((row) => row.answer === "").length;
	const parts = [`${rows.length}, varav ej avslutade ${open.length}`];
	if (unanswered > 0) parts.push(`utan svar ${unanswered}`);
	if (late > 0) parts.push(`efter utsatt dag ${late}`);
	const effect = late > 0 ? ("needs_improvement" as const) : null;
	return {
		label: "Rekommendationer",
		value: parts.join(", "),
		effect,
		href,
		rows: rows.length,
	};
}

type RiskCount = { likelihood: number | null; impact: number | null; treatment: string | null; n: number };

/** Lists risks whose residual risk is in the plan's highest band and that nobody has accepted. */
export function riskGround(risks: readonly RiskCount[], scale: Scale, href: string): Ground | null {
	const total = sum(risks);
	if (total === 0) return null;
	const band = scale.bands.at(-1)?.label.toLowerCase() ?? "";
	const high = risks.filter((one) => {
		const value = assessed(scale, one.likelihood, one.impact);
		return value !== null && isInWorstBand(scale, value.score) && one.treatment !== "accept";
	});
	return {
		label: "Risker",
		value: `${total}, varav kvarstående ${band} och inte accepterade ${sum(high)}`,
		effect: sum(high) > 0 ? "needs_improvement" : null,
		href,
		rows: total,
	};
}
