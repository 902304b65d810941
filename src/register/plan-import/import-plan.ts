import { isUniqueViolation } from "../../../db/errors.ts";
import { findBoard } from "../../../db/queries/people/boards.ts";
import { listPeopleOptions } from "../../../db/queries/people/people.ts";
import { listOrderedRows } from "../../../db/queries/register/plans-order.ts";
import { insertPlanImport } from "../../../db/writes/register/plan-import.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { Invalid } from "../../ground/errors.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { newId } from "../../ground/write/new-id.ts";
import { type Writing, write } from "../../ground/write/write.ts";
import { requireDraft } from "../plans/arrange-plan.ts";
import { startDraft } from "../plans/draft-plan.ts";
import { requirePlan } from "../plans/require-plan.ts";
import { deciderScope, ownerScope } from "../risks/check-risk.ts";
import { countPlan, type PlanCounts } from "./count-plan.ts";
import type { DraftArea, DraftRisk } from "./plan-model.ts";
import { RowsToAdd } from "./rows-to-add.ts";

/** The draft that is filled: an empty one, or a new one of a board and year. */
export type ImportTarget = { plan_id: string } | { board_id: string; year: number };

export interface ImportSource {
	file_name: string;
	sha256: string;
}

export interface ImportedPlan {
	plan_id: string;
	year: number;
	counts: PlanCounts;
}

/** No plan has so many; others wait while a file is written. */
const MOST_ROWS = 10_000;

/** Makes what has been read a draft plan: all of it in one write, or nothing. It meets the same gate as any draft before its decision. */
export async function importPlan(
	ctx: Context,
	target: ImportTarget,
	areas: readonly DraftArea[],
	source: ImportSource,
): Promise<ImportedPlan> {
	const counts = countPlan(areas);
	if (counts.risks === 0) throw new Invalid({ "": "Planen har inga rader." });
	if (counts.risks + counts.measures + counts.controls > MOST_ROWS)
		throw new Invalid({
			"": `En fil läses in med högst ${MOST_ROWS} risker, åtgärder och kontrollmoment tillsammans.`,
		});
	try {
		return await write(ctx, async (writing) => {
			const plan = await planFor(ctx, writing, target);
			await requirePeople(ctx, writing, plan.unit_id, areas);
			const rows = new RowsToAdd(ctx, writing, plan);
			const numbers = numbersOf(areas);
			for (const [index, area] of areas.entries()) {
				const area_id = await rows.addArea(area.name, index + 1);
				for (const risk of area.risks) await rows.addRisk(area_id, numbers.get(risk)!, risk);
			}
			await insertPlanImport(writing.trx, {
				id: newId(ctx.clock()),
				plan_id: plan.id,
				undoes: null,
				...source,
				rows: JSON.stringify(rows.added),
				recorded_by: ctx.actor.id!,
				recorded_at: nowOf(ctx),
			});
			await writing.record({
				type: "plan.imported",
				unit_id: plan.unit_id,
				object: { kind: "plan", id: plan.id },
				data: { year: plan.year, ...source, risks: counts.risks, measures: counts.measures, controls: counts.controls },
			});
			return { plan_id: plan.id, year: plan.year, counts };
		});
	} catch (error) {
		if (isUniqueViolation(error) && "year" in target)
			throw new Invalid({ year: `Nämnden har redan en plan för ${target.year}.` });
		throw error;
	}
}

async function planFor(ctx: Context, { trx, allow, record, replayed }: Writing, target: ImportTarget) {
	if ("plan_id" in target) {
		const plan = await requirePlan(trx, target.plan_id);
		await mayImport(allow, plan.unit_id);
		await replayed();
		requireDraft(plan);
		if ((await listOrderedRows(trx, plan.id)).some((row) => row.kind === "risk" && row.dropped_reason === null))
			throw new Invalid({ "": "Planen har redan risker. En fil läses in i en tom plan eller i ett nytt år." });
		return plan;
	}
	const board = await findBoard(trx, target.board_id);
	if (!board) throw new Invalid({ board_id: "Välj en nämnd som finns." });
	await mayImport(allow, board.unit_id);
	await replayed();
	const id = await startDraft(ctx, { trx, record }, board, target.year);
	return { id, unit_id: board.unit_id, year: target.year };
}

/** A file is no way round: it asks for the same rights as the forms do. */
async function mayImport(allow: Writing["allow"], unitId: string): Promise<void> {
	for (const action of ["plan.edit", "risk.edit", "measure.edit", "control.edit"] as const) await allow(action, unitId);
}

/** Everybody who is named has a role in the förvaltning, as the forms demand (T19). */
async function requirePeople(
	ctx: Context,
	{ trx }: Writing,
	unitId: string,
	areas: readonly DraftArea[],
): Promise<void> {
	const today = stockholmDate(nowOf(ctx));
	const owners = new Set((await listPeopleOptions(trx, ownerScope(unitId, today))).map(({ id }) => id));
	const deciders = new Set((await listPeopleOptions(trx, deciderScope(unitId, today))).map(({ id }) => id));
	const isOut = (ids: ReadonlySet<string>, id: string | null) => id !== null && !ids.has(id);
	for (const risk of areas.flatMap((area) => area.risks)) {
		const steps = [...risk.measures, ...risk.controls, ...risk.measures.flatMap((measure) => measure.controls)];
		if (isOut(owners, risk.owner.id) || steps.some((step) => isOut(owners, step.owner.id)))
			throw new Invalid({ "": `”${risk.title}” har en ansvarig utan roll i förvaltningen.` });
		if (isOut(deciders, risk.decider.id))
			throw new Invalid({ "": `”${risk.title}” har en beslutsfattare som inte får acceptera risker.` });
	}
}

/** The file's own numbers when every risk has one of its own; otherwise from one, in the order of the file. */
function numbersOf(areas: readonly DraftArea[]): Map<DraftRisk, number> {
	const risks = areas.flatMap((area) => area.risks);
	const isNumbered =
		new Set(risks.map((risk) => risk.number ?? 0)).size === risks.length && risks.every((risk) => risk.number);
	return new Map(risks.map((risk, index) => [risk, isNumbered ? risk.number! : index + 1]));
}
