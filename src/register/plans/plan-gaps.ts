import { grouped } from "../../../db/queries/ground/tables.ts";
import type { PlanContents } from "../../../db/queries/register/plans-contents.ts";
import { SCORES } from "../../../db/schema/register/risks-scale.ts";
import { paths } from "../../paths/paths.ts";

/** Something that stands between a plan and its decision, and the page where it is mended. */
export interface PlanGap {
	risk_id: string | null;
	text: string;
	href: string;
}

type RiskRow = PlanContents["risks"][number];

/**
 * The gate (KL 6:6): a plan is decided only when every risk has krav, origin, owner, both scores with reasons and one treatment, and
 * what is treated has somebody who answers for a measure or control. Imported plans and ändringsbeslut pass the same.
 */
export function planGaps(planId: string, contents: PlanContents): PlanGap[] {
	if (contents.risks.length === 0)
		return [{ risk_id: null, text: "Planen har inga risker.", href: paths.planRisks(planId) }];
	const stepsOf = stepsByRisk(contents);
	return contents.risks.flatMap((risk) => [
		...riskGaps(risk),
		...disagreementGaps(planId, risk, contents),
		...stepGaps(risk, stepsOf(risk.id)),
	]);
}

type Steps = Pick<PlanContents, "measures" | "controls">;

/** Grouped once: a plan of a thousand risks has thousands of measures. */
function stepsByRisk(contents: PlanContents): (riskId: string) => Steps {
	const measures = grouped(contents.measures, (one) => one.risk_id);
	const controls = grouped(contents.controls, (one) => one.risk_id);
	return (riskId) => ({ measures: measures.get(riskId) ?? [], controls: controls.get(riskId) ?? [] });
}

function riskGaps(risk: RiskRow): PlanGap[] {
	const missing: [boolean, string][] = [
		[(JSON.parse(risk.requirements) as string[]).length === 0, "krav som hotas"],
		[risk.origin === "", "ursprung"],
		[risk.owner_id === null, "riskägare"],
		[!isScored(risk, "inherent"), "bedömning av den inneboende risken"],
		[isScored(risk, "inherent") && risk.inherent_reason === "", "skäl för den inneboende risken"],
		[!isScored(risk, "residual"), "bedömning av den kvarstående risken"],
		[isScored(risk, "residual") && risk.residual_reason === "", "skäl för den kvarstående risken"],
		[risk.treatment === null, "hantering: acceptera, åtgärda eller kontrollera"],
	];
	if (risk.treatment === "accept")
		missing.push(
			[risk.treatment_reason === "", "skäl för att risken accepteras"],
			[risk.treatment_decider_id === null, "vem som beslutat att acceptera risken"],
			[risk.treatment_review_on === null, "dag då den accepterade risken omprövas"],
		);
	return missing.flatMap(([isMissing, what]) =>
		isMissing ? [{ risk_id: risk.id, text: `R${risk.number} saknar ${what}.`, href: paths.riskEdit(risk.id) }] : [],
	);
}

/**
 * The gate asks for one score with its reasons, and two that stand against each other are not one: decided so, the board would take
 * one of them without knowing of the other. It asks for no target, so a disagreement about that stops nothing.
 */
function disagreementGaps(planId: string, risk: RiskRow, { disagreements }: PlanContents): PlanGap[] {
	return disagreements
		.filter(({ risk_id, score_kind }) => risk_id === risk.id && score_kind !== "target")
		.map(({ score_kind }) => ({
			risk_id: risk.id,
			text: `R${risk.number}: två bedömningar av den ${SCORES[score_kind].toLowerCase()} risken står mot varandra. Avgör dem.`,
			href: paths.planScoring(planId, { risk: risk.id, av: score_kind }),
		}));
}

function isScored(risk: RiskRow, of: "inherent" | "residual"): boolean {
	return risk[`${of}_likelihood`] !== null && risk[`${of}_impact`] !== null;
}

/** Lists what the risk's treatment lacks. A cancelled measure or a control that has ended does not count as treatment. */
function stepGaps(risk: RiskRow, steps: Steps): PlanGap[] {
	if (risk.treatment === null || risk.treatment === "accept") return [];
	const measures = steps.measures.filter((one) => one.status !== "cancelled");
	const controls = steps.controls.filter((one) => one.ended_on === null);
	if ([...measures, ...controls].some((one) => one.owner_id !== null)) return [];
	const about = { risk_id: risk.id };
	if (measures.length + controls.length === 0)
		return [
			{ ...about, text: `R${risk.number} saknar åtgärd eller kontrollmoment.`, href: paths.riskMeasures(risk.id) },
		];
	return [
		...measures.map((one) => ({
			...about,
			text: `R${risk.number}: åtgärden ”${one.title}” saknar ansvarig.`,
			href: paths.measureEdit(one.id),
		})),
		...controls.map((one) => ({
			...about,
			text: `R${risk.number}: kontrollmomentet ”${one.title}” saknar kontrollansvarig.`,
			href: paths.controlEdit(one.id),
		})),
	];
}

/** "4 risker utan bedömning och 2 risker där annat saknas": what a plan decided outside still lacks; null when nothing. */
export function incompleteness(contents: PlanContents, gaps: readonly PlanGap[]): string | null {
	const lacking = new Set(gaps.flatMap((gap) => gap.risk_id ?? []));
	const unscored = contents.risks.filter((risk) => !isScored(risk, "inherent") || !isScored(risk, "residual"));
	const others = lacking.size - unscored.length;
	const parts = [
		...(unscored.length > 0 ? [`${risksIn(unscored.length)} utan bedömning`] : []),
		...(others > 0 ? [`${risksIn(others)} där annat saknas`] : []),
		...(contents.risks.length === 0 ? ["inga risker"] : []),
	];
	return parts.length > 0 ? parts.join(" och ") : null;
}

function risksIn(n: number): string {
	return n === 1 ? "1 risk" : `${n} risker`;
}
