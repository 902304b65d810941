import { STANDARD_SCALE } from "../../db/schema/register/risks-scale.ts";
import type { MeasureKind, RiskScope } from "../../db/schema/vocabulary.ts";
import published from "../../db/seeds/internkontrollplan-2024.json" with { type: "json" };
import { JUDGEMENTS } from "../../db/seeds/scores.ts";
import { insertMeasure } from "../../db/writes/register/measures.ts";
import { insertRisk } from "../../db/writes/register/risks.ts";
import { insertArea, insertPlan } from "../../db/writes/register/plans.ts";
import { type Context, nowOf } from "../ground/write/context.ts";
import { newId } from "../ground/write/new-id.ts";
import { type Writing, write } from "../ground/write/write.ts";
import { adoptPlan } from "../register/plans/adopt-plan.ts";
import { asPerson } from "./as-person.ts";
import type { DemoOrganisation } from "./demo-organisation.ts";

export interface DemoPlan {
	id: string;
	year: number;
	/** Risk and measure ids in the published plan's order. */
	risks: { id: string; measures: string[] }[];
}

/** The published 2024 plan, every risk and åtgärd of it, as the draft of `year`; `closed`: with its åtgärder done. */
export function addDemoPlan(
	ctx: Context,
	organisation: DemoOrganisation,
	year: number,
	from: DemoPlan | null,
	closed: boolean,
): Promise<DemoPlan> {
	return write(ctx, async (writing) => {
		const { trx, record } = writing;
		const plan: DemoPlan = { id: newId(ctx.clock()), year, risks: [] };
		const about = { unit_id: organisation.administration_id, object: { kind: "plan", id: plan.id } };
		await insertPlan(trx, {
			id: plan.id,
			board_id: organisation.board_id,
			year,
			status: "draft",
			scale: JSON.stringify(STANDARD_SCALE),
			decided_on: null,
			decision_paragraph: null,
			registry_no: null,
			carried_from: from?.id ?? null,
			version: 1,
		});
		await record({ type: "plan.drafted", ...about, data: { year, carried_from: from?.year ?? null } });
		const areas = await addAreas(ctx, writing, plan.id, organisation.administration_id);
		for (const [index, risk] of published.risks.entries()) {
			plan.risks.push(
				await addRisk(ctx, writing, { plan, area_id: areas.get(risk.area)!, organisation, index, from, closed }),
			);
		}
		return plan;
	});
}

/** The nämnd's decision, registered by the controller through the same gate as any plan's. */
export async function decideDemoPlan(
	ctx: Context,
	organisation: DemoOrganisation,
	plan: DemoPlan,
	decided_on: string,
): Promise<void> {
	const controller = await asPerson(ctx, organisation.controller, nowOf(ctx));
	await adoptPlan(controller, plan.id, {
		version: 1,
		decided_on,
		decision_paragraph: "112",
		registry_no: `${String(plan.year - 1).slice(2)}RS8842`,
		outside: false,
	});
}

async function addAreas(
	ctx: Context,
	{ trx, record }: Writing,
	plan_id: string,
	unit_id: string,
): Promise<Map<string, string>> {
	const areas = new Map<string, string>();
	for (const { area: name } of published.risks) {
		if (areas.has(name)) continue;
		const id = newId(ctx.clock());
		areas.set(name, id);
		await insertArea(trx, { id, plan_id, name, position: areas.size });
		await record({ type: "area.added", unit_id, object: { kind: "plan", id: plan_id }, data: { name } });
	}
	return areas;
}

interface RiskPlace {
	plan: DemoPlan;
	area_id: string;
	organisation: DemoOrganisation;
	index: number;
	from: DemoPlan | null;
	closed: boolean;
}

async function addRisk(ctx: Context, writing: Writing, place: RiskPlace): Promise<DemoPlan["risks"][number]> {
	const { organisation, index, plan } = place;
	const risk = published.risks[index]!;
	const judged = JUDGEMENTS[index]!;
	const owners = [...organisation.division_managers.values()];
	const owner_id = owners[index % owners.length]!.id;
	const id = newId(ctx.clock());
	await insertRisk(writing.trx, {
		id,
		plan_id: plan.id,
		area_id: place.area_id,
		number: index + 1,
		title: risk.title,
		description: "",
		cause: judged.cause,
		effect: judged.effect,
		scope: risk.scope as RiskScope,
		requirements: JSON.stringify(risk.requirements),
		origin: risk.origin ?? "Riskinventering",
		owner_id,
		inherent_likelihood: judged.inherent[0],
		inherent_impact: judged.inherent[1],
		inherent_reason: "Bedömd av beredningsgruppen före åtgärder.",
		residual_likelihood: judged.residual[0],
		residual_impact: judged.residual[1],
		residual_reason: "Bedömd med planens åtgärder genomförda.",
		treatment: judged.treatment,
		treatment_reason: judged.treatment === "accept" ? "Kostnaden står inte i proportion till risken det här året." : "",
		treatment_decider_id: judged.treatment === "accept" ? organisation.approver.id : null,
		treatment_review_on: judged.treatment === "accept" ? `${plan.year}-10-15` : null,
		carried_from: place.from?.risks[index]?.id ?? null,
		version: 1,
	});
	await writing.record({
		type: "risk.added",
		unit_id: organisation.administration_id,
		object: { kind: "risk", id },
		data: { title: risk.title },
	});
	const measures: string[] = [];
	for (const position of risk.measures.keys())
		measures.push(await addMeasure(ctx, writing, place, id, owner_id, position));
	return { id, measures };
}

async function addMeasure(
	ctx: Context,
	{ trx, record }: Writing,
	place: RiskPlace,
	risk_id: string,
	owner_id: string,
	position: number,
): Promise<string> {
	const { plan, index, closed } = place;
	const measure = published.risks[index]!.measures[position]! as {
		title: string;
		kind: string;
		performer: string;
		support?: string;
	};
	const id = newId(ctx.clock());
	const begun = (index + position) % 3 !== 2;
	await insertMeasure(trx, {
		id,
		risk_id,
		position: position + 1,
		title: measure.title,
		kind: measure.kind as MeasureKind,
		performer_text: measure.performer,
		support: measure.support ?? "",
		owner_id,
		due_on: (index + position) % 4 === 0 ? `${plan.year}-10-31` : `${plan.year}-12-15`,
		status: closed ? "done" : begun ? "ongoing" : "not_started",
		status_reason: "",
		effect_tested: closed ? "yes" : "not_yet",
		effect_note: closed ? "Prövad vid årets uppföljning." : "",
		carried_from: place.from?.risks[index]?.measures[position] ?? null,
		version: 1,
	});
	await record({
		type: "measure.added",
		unit_id: place.organisation.administration_id,
		object: { kind: "measure", id },
		data: { title: measure.title },
	});
	return id;
}
