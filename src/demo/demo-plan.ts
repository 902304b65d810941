import { listMeasures } from "../../db/queries/register/measures.ts";
import { findPlan } from "../../db/queries/register/plans.ts";
import type { MeasureKind, Requirement, RiskScope } from "../../db/schema/vocabulary.ts";
import published from "../../db/seeds/internkontrollplan-2024.json" with { type: "json" };
import { JUDGEMENTS } from "../../db/seeds/scores.ts";
import { addMeasure } from "../register/measures/add-measure.ts";
import { reportMeasure } from "../register/measures/report-measure.ts";
import { addArea } from "../register/plans/add-area.ts";
import { adoptPlan } from "../register/plans/adopt-plan.ts";
import { closePlan } from "../register/plans/close-plan.ts";
import { draftPlan } from "../register/plans/draft-plan.ts";
import { addRisk } from "../register/risks/add-risk.ts";
import type { Context } from "../ground/write/context.ts";
import type { DemoOrganisation } from "./demo-organisation.ts";

export interface DemoPlan {
	id: string;
	year: number;
	/** Risk and measure ids in the published plan's order. */
	risks: { id: string; measures: string[] }[];
}

interface PublishedMeasure {
	title: string;
	kind: string;
	performer: string;
	support?: string;
	scope?: string;
}

/** The published 2024 plan as a draft: every risk and åtgärd of it, with scores, reasons, treatment and owners. */
export async function draftDemoPlan(
	controller: Context,
	organisation: DemoOrganisation,
	year: number,
): Promise<DemoPlan> {
	const id = await draftPlan(controller, { board_id: organisation.board_id, year });
	const plan: DemoPlan = { id, year, risks: [] };
	const areas = new Map<string, string>();
	for (const { area: name } of published.risks)
		if (!areas.has(name)) areas.set(name, await addArea(controller, id, { name }));
	for (const [index, risk] of published.risks.entries()) {
		const owners = [...organisation.division_managers.values()];
		const owner_id = owners[index % owners.length]!.id;
		const judged = { ...JUDGEMENTS[index]!, decider_id: organisation.approver.id, review_on: `${year}-10-15` };
		const riskId = await addRisk(controller, id, {
			...{ area_id: areas.get(risk.area)!, title: risk.title, description: "" },
			...{ scope: risk.scope as RiskScope, requirements: risk.requirements as Requirement[] },
			...{ origin: risk.origin ?? "Riskinventering", owner_id },
			...judgementOf(judged),
		});
		const measures: string[] = [];
		for (const [position, measure] of (risk.measures as PublishedMeasure[]).entries()) {
			const due_on = (index + position) % 4 === 0 ? `${year}-10-31` : `${year}-12-15`;
			measures.push(
				await addMeasure(controller, riskId, {
					...{ title: measure.title, kind: measure.kind as MeasureKind },
					...{ scope: (measure.scope as RiskScope | undefined) ?? null, performer_text: measure.performer },
					...{ support: measure.support ?? "", owner_id, due_on },
				}),
			);
		}
		plan.risks.push({ id: riskId, measures });
	}
	return plan;
}

const TREATMENT_REASONS = {
	accept: "Kostnaden står inte i proportion till risken det här året.",
	treat: "Risken går att minska med åtgärder som verksamheten råder över.",
	control: "Rutinen finns. Kontrollen visar om den följs.",
};

/** What the gate of a decision asks of each risk: both scores with reasons, and one treatment. */
export function judgementOf(judged: (typeof JUDGEMENTS)[number] & { decider_id: string; review_on: string }) {
	return {
		cause: judged.cause,
		effect: judged.effect,
		inherent_likelihood: judged.inherent[0],
		inherent_impact: judged.inherent[1],
		inherent_reason: "Bedömd av beredningsgruppen före åtgärder.",
		residual_likelihood: judged.residual[0],
		residual_impact: judged.residual[1],
		residual_reason: "Bedömd med planens åtgärder genomförda.",
		...targetOf(judged),
		treatment: judged.treatment,
		treatment_reason: TREATMENT_REASONS[judged.treatment],
		treatment_decider_id: judged.treatment === "accept" ? judged.decider_id : null,
		treatment_review_on: judged.treatment === "accept" ? judged.review_on : null,
	};
}

/** What is treated is to become one step less likely; what is accepted or watched over is to stay where it is. */
function targetOf({ treatment, residual: [likelihood, impact] }: (typeof JUDGEMENTS)[number]) {
	if (treatment !== "treat" || likelihood === 1)
		return { target_likelihood: null, target_impact: null, target_reason: "" };
	return {
		target_likelihood: likelihood - 1,
		target_impact: impact,
		target_reason: "Nås när åtgärderna har verkat i två år.",
	};
}

/** The nämnd's decision, as registered the same day. */
export async function decideDemoPlan(
	approver: Context,
	planId: string,
	decision: { decided_on: string; decision_paragraph: string; registry_no: string },
): Promise<void> {
	await adoptPlan(approver, planId, {
		...decision,
		outside: false,
		version: (await findPlan(approver.db, planId))!.version,
	});
}

/** The lägesrapporter of a plan's åtgärder: two in three have begun in spring; at the year's end all are done and tried. */
export async function reportDemoMeasures(controller: Context, planId: string, finished: boolean): Promise<void> {
	const plan = (await findPlan(controller.db, planId))!;
	const today = controller.clock().toISOString().slice(0, 10);
	const measures = await listMeasures(controller.db, { year: plan.year, today });
	for (const [n, measure] of measures.filter((one) => one.plan_id === planId).entries()) {
		if (!finished && n % 3 === 2) continue;
		await reportMeasure(controller, measure.id, {
			status: finished ? "done" : "ongoing",
			status_reason: "",
			effect_tested: finished ? "yes" : "not_yet",
			effect_note: finished ? "Prövad vid årets uppföljning: rutinen följs i de områden som granskats." : "",
			...progressIn(n, finished),
			version: measure.version,
		});
	}
}

/** Some in steps, some in percent, and of a few nobody has said; every fourth has cost something. */
function progressIn(n: number, finished: boolean) {
	const cost_ore = n % 4 === 0 ? (n + 1) * 1_250_000 : null;
	if (n % 3 === 0) return { percent: null, steps_done: finished ? 4 : 1 + (n % 3), steps_total: 4, cost_ore };
	if (n % 3 === 1) return { percent: finished ? 100 : 40, steps_done: null, steps_total: null, cost_ore };
	return { percent: null, steps_done: null, steps_total: null, cost_ore };
}

export async function closeDemoPlan(approver: Context, planId: string): Promise<void> {
	await closePlan(approver, planId, { version: (await findPlan(approver.db, planId))!.version });
}
