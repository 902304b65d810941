import { z } from "zod";
import { findRun, listRuns } from "../../../db/queries/checks/runs.ts";
import { reachOf } from "../../ground/access/actor.ts";
import { formatOccurrence } from "../../ground/calendar/occurrence.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { reference, requiredText } from "../../ground/write/fields.ts";
import { listCandidates } from "../duties/candidates.ts";
import { reassignRun } from "./reassign-run.ts";

export const AssignPicked = z.object({ performer_id: reference(), reason: requiredText(1000) });

export function assignPicked(
	ctx: Context,
	id: string,
	version: number,
	input: z.output<typeof AssignPicked>,
): Promise<void> {
	return reassignRun(ctx, id, { version, ...input });
}

function seen(ctx: Context, ids: readonly string[]) {
	return listRuns(ctx.db, { reach: reachOf(ctx.actor, "run.view"), ids });
}

/** What the picked runs are called, of those the actor may see. */
export async function pickedNames(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
	const name = (run: { control_title: string; unit_name: string; period_key: string }) =>
		`${run.control_title}, ${run.unit_name}, ${formatOccurrence(run.period_key)}`;
	return new Map((await seen(ctx, ids)).map((run) => [run.id, name(run)]));
}

/** Those who could perform one of them at least; the command refuses a run that the person may not perform. */
export async function pickedPerformers(ctx: Context, ids: readonly string[]) {
	const people = new Map<string, { id: string; name: string }>();
	for (const { id } of await seen(ctx, ids)) {
		const run = await findRun(ctx.db, id);
		for (const one of run ? await listCandidates(ctx.db, "performer", run, stockholmDate(nowOf(ctx))) : [])
			people.set(one.id, one);
	}
	return [...people.values()];
}
