import { basename } from "node:path";
import { isUniqueViolation } from "../../../db/errors.ts";
import type { Trx } from "../../../db/open.ts";
import { findBoard } from "../../../db/queries/people/boards.ts";
import { STANDARD_SCALE } from "../../../db/schema/register/risks-scale.ts";
import { insertMeasure } from "../../../db/writes/register/measures.ts";
import { insertRisk } from "../../../db/writes/register/risks.ts";
import { insertArea, insertPlan } from "../../../db/writes/register/plans.ts";
import { findSheet } from "../../ground/reading/workbook/read-workbook.ts";
import type { Context } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import { findHeadings, type PlanArea, PlanRefused, type PlanRisk, planFrom } from "./plan-rows.ts";

export interface ImportedPlan {
	plan_id: string;
	areas: number;
	risks: number;
	measures: number;
}

/**
 * Makes a draft plan from a workbook with the columns Verksamhet, Risk and Åtgärd: all of it in one write, or nothing. Throws
 * `WorkbookRefused` or `PlanRefused` for the file, `Invalid` when the year has a plan already.
 */
export async function importPlan(ctx: Context, boardId: string, year: number, file: string): Promise<ImportedPlan> {
	const sheet = await findSheet(file, (one) => findHeadings(one) !== null);
	if (!sheet) throw new PlanRefused(["Inget kalkylblad har rubrikerna Verksamhet, Risk och Åtgärd."]);
	const areas = planFrom(sheet, `Inläst från ${basename(file)}`.slice(0, 500));
	try {
		return await insertAll(ctx, boardId, year, areas);
	} catch (error) {
		if (isUniqueViolation(error)) throw new Invalid({ year: `Nämnden har redan en plan för ${year}.` });
		throw error;
	}
}

function insertAll(ctx: Context, boardId: string, year: number, areas: readonly PlanArea[]): Promise<ImportedPlan> {
	return write(ctx, async ({ trx, allow, record }) => {
		const board = await findBoard(trx, boardId);
		if (!board) throw new Invalid({ board_id: "Välj en nämnd som finns." });
		await allow("plan.edit", board.unit_id);
		const plan_id = newId(ctx.clock());
		await insertPlan(trx, {
			id: plan_id,
			board_id: board.id,
			year,
			status: "draft",
			scale: JSON.stringify(STANDARD_SCALE),
			decided_on: null,
			decision_paragraph: null,
			registry_no: null,
			carried_from: null,
			version: 1,
		});
		const told = (type: "area.added" | "risk.added" | "measure.added", kind: string, id: string, text: string) =>
			type === "area.added"
				? record({ type, unit_id: board.unit_id, object: { kind, id }, data: { name: text } })
				: record({ type, unit_id: board.unit_id, object: { kind, id }, data: { title: text } });
		await record({
			type: "plan.drafted",
			unit_id: board.unit_id,
			object: { kind: "plan", id: plan_id },
			data: { year, carried_from: null },
		});
		let number = 0;
		for (const [index, area] of areas.entries()) {
			const area_id = newId(ctx.clock());
			await insertArea(trx, { id: area_id, plan_id, name: area.name, position: index + 1 });
			await told("area.added", "area", area_id, area.name);
			for (const risk of area.risks) {
				const risk_id = await insertOneRisk(trx, ctx, { plan_id, area_id, number: ++number }, risk);
				await told("risk.added", "risk", risk_id, risk.title);
				for (const [at, measure] of risk.measures.entries()) {
					const id = await insertOneMeasure(trx, ctx, risk_id, at + 1, measure);
					await told("measure.added", "measure", id, measure.title);
				}
			}
		}
		const risks = areas.flatMap((area) => area.risks);
		const measures = risks.reduce((sum, risk) => sum + risk.measures.length, 0);
		return { plan_id, areas: areas.length, risks: risks.length, measures };
	});
}

async function insertOneRisk(
	trx: Trx,
	ctx: Context,
	place: { plan_id: string; area_id: string; number: number },
	risk: PlanRisk,
): Promise<string> {
	const id = newId(ctx.clock());
	await insertRisk(trx, {
		id,
		...place,
		title: risk.title,
		description: "",
		cause: "",
		effect: "",
		scope: risk.scope,
		requirements: JSON.stringify(risk.requirements),
		origin: risk.origin,
		owner_id: null,
		inherent_likelihood: null,
		inherent_impact: null,
		inherent_reason: "",
		residual_likelihood: null,
		residual_impact: null,
		residual_reason: "",
		treatment: null,
		treatment_reason: "",
		treatment_decider_id: null,
		carried_from: null,
		version: 1,
	});
	return id;
}

async function insertOneMeasure(
	trx: Trx,
	ctx: Context,
	risk_id: string,
	position: number,
	measure: PlanRisk["measures"][number],
): Promise<string> {
	const id = newId(ctx.clock());
	await insertMeasure(trx, {
		id,
		risk_id,
		position,
		...measure,
		scope: null,
		support: "",
		owner_id: null,
		due_on: null,
		status: "not_started",
		status_reason: "",
		effect_tested: "not_yet",
		effect_note: "",
		carried_from: null,
		version: 1,
	});
	return id;
}
