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
} from "../../../db/schema/vocabulary.ts";
import { paths } from "../../paths/paths.ts";
import { assessed, isInWorstBand } from "../../../db/schema/register/risks-scale.ts";

/** One row behind a suggestion: what it says, what it does to the word, and where it comes from. */
export interface Ground {
	label: string;
	value: string;
	/** The best word that this row allows; null when it says nothing either way. */
	effect: Grade | null;
	href: string | null;
}

/** Less than this share of the planned runs performed: the control as a whole cannot be stood behind. */
const HALF = 0.5;
const MOST = 0.9;

export const concerns = (requirements: string, krav: Requirement) =>
	(JSON.parse(requirements) as Requirement[]).includes(krav);
const sum = (rows: readonly { n: number }[]) => rows.reduce((total, row) => total + row.n, 0);

/** Insufficient, or in need of improvement, or neither. */
export function gradeOf(insufficient: boolean, lacking: boolean): "insufficient" | "needs_improvement" | "sufficient" {
	if (insufficient) return "insufficient";
	return lacking ? "needs_improvement" : "sufficient";
}

/** A control by what was performed and what it found. */
export function controlGround(control: GroundControl, runs: readonly GroundRuns[]): Ground {
	const own = runs.filter((run) => run.control_id === control.id);
	const planned = sum(own);
	const performed = sum(own.filter((run) => run.status === "signed" || run.status === "approved"));
	const severe = sum(own.filter((run) => run.result === "major" || run.result === "critical"));
	const href = paths.control(control.id);
	if (planned === 0) return { label: control.title, value: "Inga kontrolltillfällen i perioden", effect: null, href };
	const share = performed / planned;
	const effect = gradeOf(share < HALF, share < MOST || severe > 0);
	const found = severe > 0 ? `, ${severe} med större eller väsentlig avvikelse` : "";
	return { label: control.title, value: `Utförda ${performed} av ${planned}${found}`, effect, href };
}

/** Deviations in numbers, then each större or väsentlig one that is not closed. */
export function deviationGrounds(counts: readonly GroundDeviations[], severe: readonly GroundDeviation[]): Ground[] {
	const total = sum(counts);
	const open = counts.filter((one) => one.status !== "closed");
	const words = (["critical", "major", "minor"] as const)
		.map((severity) => [severity, sum(counts.filter((one) => one.severity === severity))] as const)
		.filter(([, n]) => n > 0)
		.map(([severity, n]) => `${SEVERITIES[severity].toLowerCase()} ${n}`);
	const isOpen = (severity: Severity) => open.some((one) => one.severity === severity);
	const grade = gradeOf(isOpen("critical"), isOpen("major"));
	const worst = grade === "sufficient" ? null : grade;
	const value = total === 0 ? "Inga" : `${total} (${words.join(", ")}), varav ej avslutade ${sum(open)}`;
	return [
		{ label: "Avvikelser", value, effect: worst, href: paths.deviations() },
		...severe.map((one) => ({
			label: `Avvikelse ${one.number}: ${one.title}`,
			value: `${SEVERITIES[one.severity]}, ${DEVIATION_STATUSES[one.status].toLowerCase()}, ${one.unit}`,
			effect: one.severity === "critical" ? ("insufficient" as const) : ("needs_improvement" as const),
			href: one.item_id ? paths.item(one.item_id) : paths.deviation(one.id),
		})),
	];
}

export function measureGround(measures: readonly GroundMeasures[]): Ground | null {
	const total = sum(measures);
	if (total === 0) return null;
	const done = measures.filter((one) => one.status === "done");
	const late = sum(measures.filter((one) => one.overdue === 1 || one.status === "late"));
	const untested = sum(done.filter((one) => one.effect_tested === "not_yet"));
	const parts = [`Genomförda ${sum(done)} av ${total}`];
	if (late > 0) parts.push(`försenade ${late}`);
	if (untested > 0) parts.push(`effekt ej prövad ${untested}`);
	const effect = late + untested > 0 ? ("needs_improvement" as const) : ("sufficient" as const);
	return { label: "Åtgärder", value: parts.join(", "), effect, href: paths.measures() };
}

/** Recommendations from revision and tillsyn that touch a krav; one whose day has passed speaks against the best word. */
export function recommendationGround(
	rows: readonly Recommendation[],
	krav: Requirement,
	cut_off: string,
): Ground | null {
	if (rows.length === 0) return null;
	const open = rows.filter((row) => row.status !== "closed");
	const late = open.filter((row) => row.due_on !== null && row.due_on < cut_off).length;
	const unanswered = open.filter((row) => row.answer === "").length;
	const parts = [`${rows.length}, varav ej avslutade ${open.length}`];
	if (unanswered > 0) parts.push(`utan svar ${unanswered}`);
	if (late > 0) parts.push(`efter utsatt dag ${late}`);
	const effect = late > 0 ? ("needs_improvement" as const) : null;
	return {
		label: "Rekommendationer",
		value: parts.join(", "),
		effect,
		href: `${paths.recommendations()}?krav=${krav}`,
	};
}

type RiskCount = { likelihood: number | null; impact: number | null; treatment: string | null; n: number };

/** Residual risk in the plan's highest band, not accepted by anybody. */
export function riskGround(risks: readonly RiskCount[], scale: Scale, planId: string): Ground | null {
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
		href: paths.plan(planId),
	};
}
