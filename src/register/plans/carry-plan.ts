import { isUndecided } from "../../../db/schema/register/plans.ts";
import { isUniqueViolation } from "../../../db/errors.ts";
import { type PlanContents, planContents } from "../../../db/queries/register/plans-contents.ts";
import type { Db } from "../../../db/open.ts";
import { findPlanOfYear, type Plan } from "../../../db/queries/register/plans.ts";
import { PLAN_STATUSES } from "../../../db/schema/vocabulary.ts";
import { insertControl, insertControlUnit } from "../../../db/writes/checks/controls.ts";
import { insertMeasure } from "../../../db/writes/register/measures.ts";
import { insertRisk } from "../../../db/writes/register/risks.ts";
import { insertArea, insertPlan } from "../../../db/writes/register/plans.ts";
import type { Context } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { type Writing, write } from "../../ground/write/write.ts";
import { lawful } from "./law-texts.ts";
import { requirePlan } from "./require-plan.ts";

type Ids = Map<string, string>;

/**
 * Next year's draft from a plan: its scale, areas, risks, measures (but cancelled ones) and controls that still run, in one
 * transaction. Every risk and measure points back to where it came from. Returns the draft's id.
 */
export async function carryPlan(ctx: Context, planId: string): Promise<string> {
	try {
		return await write(ctx, async ({ trx, allow, record }) => {
			const plan = await requirePlan(trx, planId);
			await allow("plan.edit", plan.unit_id);
			if (isUndecided(plan.status))
				throw new Invalid({
					"": `Internkontrollplan ${plan.year} är inte beslutad. Nästa års plan tas fram ur en beslutad plan.`,
				});
			const year = plan.year + 1;
			await requireNoNext(trx, plan.board_id, year);
			const id = newId(ctx.clock());
			await insertPlan(trx, {
				id,
				board_id: plan.board_id,
				year,
				status: "draft",
				scale: JSON.stringify(plan.scale),
				decided_on: null,
				decision_paragraph: null,
				registry_no: null,
				carried_from: plan.id,
				version: 1,
			});
			const contents = await planContents(trx, planId);
			const risks = await copyRisks(ctx, trx, { id, year }, contents);
			const measures = await copyMeasures(ctx, trx, year, contents, risks);
			await copyControls(ctx, trx, { id, plan }, contents, risks, measures);
			await record({
				type: "plan.drafted",
				unit_id: plan.unit_id,
				object: { kind: "plan", id },
				data: { year, carried_from: plan.year },
			});
			return id;
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Invalid({ "": "Det finns redan en plan för nästa år." });
		throw error;
	}
}

/** Rolled forward once: into the draft there is, and never over what the nämnd has decided. */
async function requireNoNext(db: Db, boardId: string, year: number): Promise<void> {
	const next = await findPlanOfYear(db, boardId, year);
	if (!next) return;
	throw new Invalid({
		"": isUndecided(next.status)
			? `Det finns redan en plan för nästa år. Internkontrollplan ${year} är ${PLAN_STATUSES[next.status].toLowerCase()}.`
			: `Det finns redan en plan för nästa år. Internkontrollplan ${year} är beslutad och ändras med ändringsbeslut.`,
	});
}

const RISK_TEXTS = [
	...(["title", "description", "cause", "effect"] as const),
	...(["inherent_reason", "residual_reason", "target_reason", "treatment_reason"] as const),
];

async function copyRisks(
	ctx: Context,
	trx: Writing["trx"],
	{ id: planId, year }: { id: string; year: number },
	from: PlanContents,
): Promise<Ids> {
	const areas: Ids = new Map();
	for (const area of from.areas) {
		areas.set(area.id, newId(ctx.clock()));
		await insertArea(trx, { ...area, id: areas.get(area.id)!, plan_id: planId });
	}
	const risks: Ids = new Map();
	for (const risk of from.risks) {
		const id = newId(ctx.clock());
		risks.set(risk.id, id);
		const area_id = areas.get(risk.area_id)!;
		await insertRisk(trx, {
			...risk,
			...lawful(risk, RISK_TEXTS, year),
			treatment_review_on: risk.treatment_review_on && aYearLater(risk.treatment_review_on),
			...{ id, plan_id: planId, area_id, carried_from: risk.id, version: 1 },
		});
	}
	return risks;
}

/** A measure starts the year anew: not begun, nothing done or spent, effect untested, due a year later. */
async function copyMeasures(
	ctx: Context,
	trx: Writing["trx"],
	year: number,
	from: PlanContents,
	risks: Ids,
): Promise<Ids> {
	const measures: Ids = new Map();
	for (const measure of from.measures.filter((one) => one.status !== "cancelled")) {
		const id = newId(ctx.clock());
		measures.set(measure.id, id);
		await insertMeasure(trx, {
			...measure,
			id,
			risk_id: risks.get(measure.risk_id)!,
			...lawful(measure, ["title", "support"], year),
			due_on: measure.due_on && aYearLater(measure.due_on),
			status: "not_started",
			status_reason: "",
			effect_tested: "not_yet",
			effect_note: "",
			...{ percent: null, steps_done: null, steps_total: null, cost_ore: null },
			carried_from: measure.id,
			version: 1,
		});
	}
	return measures;
}

/** Controls and unit assignments that hold beyond the old year, from the first day of the new. Runs are created from these. */
async function copyControls(
	ctx: Context,
	trx: Writing["trx"],
	to: { id: string; plan: Plan },
	from: PlanContents,
	risks: Ids,
	measures: Ids,
): Promise<void> {
	const firstDay = `${to.plan.year + 1}-01-01`;
	const controls: Ids = new Map();
	for (const control of from.controls.filter((one) => one.ended_on === null || one.ended_on >= firstDay)) {
		const id = newId(ctx.clock());
		controls.set(control.id, id);
		await insertControl(trx, {
			...control,
			...lawful(control, ["title", "method"], to.plan.year + 1),
			id,
			plan_id: to.id,
			risk_id: risks.get(control.risk_id)!,
			measure_id: (control.measure_id && measures.get(control.measure_id)) ?? null,
			starts_on: firstDay,
			version: 1,
		});
	}
	for (const assignment of from.control_units) {
		const control_id = controls.get(assignment.control_id);
		if (control_id === undefined || (assignment.valid_to !== null && assignment.valid_to < firstDay)) continue;
		const valid_from = assignment.valid_from > firstDay ? assignment.valid_from : firstDay;
		await insertControlUnit(trx, { ...assignment, id: newId(ctx.clock()), control_id, valid_from, version: 1 });
	}
}

/** The same day a year later; a leap day becomes the 28th. */
export function aYearLater(date: string): string {
	const later = `${Number(date.slice(0, 4)) + 1}${date.slice(4)}`;
	return later.endsWith("-02-29") ? `${later.slice(0, 8)}28` : later;
}
