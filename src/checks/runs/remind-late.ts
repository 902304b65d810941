import type { Db } from "../../../db/open.ts";
import { listRuns } from "../../../db/queries/checks/runs.ts";
import { ANSWERABLE_RUNS } from "../../../db/schema/vocabulary.ts";
import { reachOf } from "../../ground/access/actor.ts";
import { requireSomewhere } from "../../ground/access/require-may.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { aboutRun } from "../../ground/write/about-run.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { type Nudge, nudgeAll } from "../../ground/write/nudge.ts";
import { write } from "../../ground/write/write.ts";

/** In one act: more is a matter for a meeting. */
const MOST = 2000;

interface LateOf {
	control_id?: string | undefined;
	unit_id?: string | undefined;
}

/** The late runs that the actor may remind of, each with its performer. */
export async function lateRuns(ctx: Context, db: Db, of: LateOf): Promise<Nudge[]> {
	const runs = await listRuns(db, {
		...of,
		reach: reachOf(ctx.actor, "run.remind"),
		statuses: ANSWERABLE_RUNS,
		parts: { of: ["late"], on: stockholmDate(nowOf(ctx)) },
		order: "due",
		page: { limit: MOST, offset: 0 },
	});
	return runs.flatMap((run) => (run.performer_id === null ? [] : [{ to: run.performer_id, ...aboutRun(run) }]));
}

/** Reminds every performer of what is late, at most once a day about the same. Returns the sentence that tells how many. */
export function remindLate(ctx: Context, of: LateOf): Promise<string> {
	const { unit_id } = requireSomewhere(ctx.actor, "run.remind");
	return write(ctx, async (writing) => {
		const wanted = await lateRuns(ctx, writing.trx, of);
		for (const unit of new Set(wanted.map((one) => one.unit_id))) await writing.allow("run.remind", unit);
		return nudgeAll(ctx, writing, { wanted, about: "sena kontrolltillfällen", unit_id });
	});
}
