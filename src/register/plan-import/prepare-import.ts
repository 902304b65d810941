import { listBoards } from "../../../db/queries/people/boards.ts";
import { findPlanOfYear } from "../../../db/queries/register/plans.ts";
import { STANDARD_SCALE } from "../../../db/schema/register/risks-scale.ts";
import type { Scale } from "../../../db/schema/vocabulary.ts";
import { reachOf } from "../../ground/access/actor.ts";
import { requireMay } from "../../ground/access/require-may.ts";
import { Invalid, NotFound } from "../../ground/errors.ts";
import type { Context } from "../../ground/write/context.ts";
import { requireDraft } from "../plans/arrange-plan.ts";
import { requirePlanFor } from "../plans/require-plan.ts";
import type { ImportSource, ImportTarget } from "./import-plan.ts";
import type { ReadChoices } from "./plan-model.ts";
import { PlanFileRefused, readTablesAsPlan, tablesOf } from "./read-file.ts";
import type { ReadingState } from "./reading-state.ts";

/** The plan that a file is read into, as far as reading needs to know it. */
export interface ImportPlace {
	plan_id: string | null;
	unit_id: string;
	board_name: string;
	year: number;
	scale: Scale;
}

/** Throws unless the actor may make that plan, and the plan is a draft or does not exist yet. */
export async function placeFor(ctx: Context, target: ImportTarget): Promise<ImportPlace> {
	if ("plan_id" in target) {
		const plan = await requirePlanFor(ctx, target.plan_id, "plan.edit");
		requireDraft(plan);
		return { ...plan, plan_id: plan.id };
	}
	const { board_id, year } = target;
	const board = (await listBoards(ctx.db, reachOf(ctx.actor, "plan.edit"))).find((one) => one.id === board_id);
	if (!board) throw new Invalid({ board_id: "Välj en nämnd som finns." });
	await requireMay(ctx.db, ctx.actor, "plan.edit", board.unit_id);
	return { plan_id: null, unit_id: board.unit_id, board_name: board.name, year, scale: STANDARD_SCALE };
}

/** A year that has an empty draft already is filled; a decided one is refused before anybody has edited anything. */
export async function targetOf(ctx: Context, input: { board_id: string; year: number }): Promise<ImportTarget> {
	const plan = await findPlanOfYear(ctx.db, input.board_id, input.year);
	if (!plan) return input;
	if (plan.status !== "draft") throw new Invalid({ year: `Nämnden har redan en plan för ${input.year}.` });
	return { plan_id: plan.id };
}

/** Reads an uploaded file for the first time. */
export async function readUpload(
	ctx: Context,
	target: ImportTarget,
	file: { path: string } & ImportSource,
): Promise<ReadingState> {
	const place = await placeFor(ctx, target);
	const tables = await tablesOf(file.path).catch((error: unknown) => {
		throw error instanceof PlanFileRefused ? new Invalid({ file: error.message }) : error;
	});
	const source = { file_name: file.file_name, sha256: file.sha256 };
	const reading = await readTablesAsPlan(ctx, tables, place);
	return { source, target, tables, choices: {}, reading, edited: 0 };
}

/** Reads the same tables with other choices; what was edited by hand is read anew. */
export async function readAgain(ctx: Context, state: ReadingState, choices: ReadChoices): Promise<ReadingState> {
	const place = await placeFor(ctx, state.target);
	return { ...state, choices, reading: await readTablesAsPlan(ctx, state.tables, place, choices), edited: 0 };
}

/** A risk of a reading by its place in it, counted through all verksamheter. */
export function riskAt({ reading }: ReadingState, index: number) {
	const all = reading.areas.flatMap((area) => area.risks.map((risk) => ({ area, risk })));
	const found = all[index];
	if (!found) throw new NotFound(`risk ${index} of a plan file`);
	return found;
}
