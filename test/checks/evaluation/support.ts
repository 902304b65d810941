import type { Answer } from "../../../db/schema/vocabulary.ts";
import { newId } from "../../../src/ground/write/new-id.ts";
import { type DrawnRun, type DrawnRunOptions, openDrawnRun } from "../../support/drawn-run.ts";
import type { World } from "../../support/world.ts";

export const MONTHS = Array.from({ length: 12 }, (_, index) => `2026-${String(index + 1).padStart(2, "0")}`);

/** A drawn run that has been signed and approved. */
export async function approved(world: World, options: DrawnRunOptions): Promise<DrawnRun> {
	const run = await openDrawnRun(world, options);
	await answered(world, run.itemIds);
	await setStatus(world, run.runId, "approved");
	return run;
}

/** An answer to every question of the items: Ja, except what `but` says by place of the item and of the question. */
export function answered(world: World, itemIds: readonly string[], but: Record<string, Answer> = {}) {
	return world.ctx.database.transaction(async (trx) => {
		for (const [i, item_id] of itemIds.entries()) {
			const answers = world.ids.questions.map((question_id, q) => ({
				...{ id: newId(), item_id, question_id, answer: but[`${i} ${q}`] ?? but[` ${q}`] ?? ("yes" as const) },
				...{
					comment: "",
					cause_code: null,
					together: 0,
					draft: null,
					answered_at: "2026-11-16T09:00:00.000Z",
					answered_by: world.ids.maria,
				},
				version: 1,
			}));
			await trx
				.insertInto("check_answers")
				.values(answers)
				.onConflict((oc) =>
					oc.columns(["item_id", "question_id"]).doUpdateSet((eb) => ({ answer: eb.ref("excluded.answer") })),
				)
				.execute();
		}
	});
}

export function setStatus(world: World, runId: string, status: "approved" | "drawn") {
	return world.ctx.database.transaction((trx) =>
		trx.updateTable("control_runs").set({ status }).where("id", "=", runId).execute(),
	);
}

/** A clean year: every month drawn, answered and approved. */
export async function year(world: World, options: DrawnRunOptions = { population: 50 }): Promise<DrawnRun[]> {
	const runs: DrawnRun[] = [];
	for (const period_key of MONTHS) runs.push(await approved(world, { ...options, period_key }));
	return runs;
}
