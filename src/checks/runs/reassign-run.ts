import type { Db } from "../../../db/open.ts";
import { type Candidate, listItems, listPerformers } from "../../../db/queries/checks/samples.ts";
import type { Run } from "../../../db/queries/checks/runs.ts";
import { unitPath } from "../../../db/queries/people/units.ts";
import { updateRun } from "../../../db/writes/checks/runs.ts";
import { performerConflict } from "../../ground/access/duties.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid, NotAllowed } from "../../ground/errors.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { actsAsPerformer } from "./performing.ts";
import { requireRun } from "./require-run.ts";
import { OPEN_RUNS } from "../../../db/schema/vocabulary.ts";

export interface Reassignment {
	version: number;
	/** Null asks the unit's chef or controller to name somebody. */
	performer_id: string | null;
	reason: string;
}

/** Lets somebody else perform the run, or asks for it. The performer may ask and choose; chefer and controllers may always. */
export function reassignRun(ctx: Context, runId: string, input: Reassignment): Promise<void> {
	return write(ctx, async ({ trx, allow, record }) => {
		const run = await requireRun(trx, runId);
		const role = await allow("run.reassign", run.unit_id);
		if (role.role === "material_coordinator" && run.performer_id !== null && !actsAsPerformer(ctx.actor, run)) {
			throw new NotAllowed("Bara utföraren, chefen eller controllern kan omfördela kontrollen.");
		}
		if (!OPEN_RUNS.includes(run.status)) {
			throw new Invalid({ "": "Kontrollen är signerad och kan inte omfördelas." });
		}
		const eligible = await listEligible(trx, run, stockholmDate(nowOf(ctx)));
		const chosen = input.performer_id ? eligible.find((one) => one.id === input.performer_id) : null;
		if (chosen === undefined) {
			throw new Invalid({
				performer_id: "Personen kan inte utföra den här kontrollen. Välj en av dem som går att välja.",
			});
		}
		const performer_id = chosen?.id ?? null;
		const done = await updateRun(trx, run.id, input.version, { performer_id });
		await requireFresh(trx, done, "control_run", run.id);
		await record({
			type: "run.reassigned",
			unit_id: run.unit_id,
			object: { kind: "control_run", id: run.id },
			data: {
				title: run.control_title,
				unit: run.unit_name,
				period_key: run.period_key,
				from: run.performer_name,
				to: chosen?.name ?? null,
				reason: input.reason,
			},
		});
	});
}

/** Who may take over: a role at the unit, no hand in the purchases, not the reviewer, not the one who has it now. */
export async function listEligible(db: Db, run: Run, today: string): Promise<{ id: string; name: string }[]> {
	const drawn = (await listItems(db, run.id)).filter((item) => item.status === "drawn");
	const free = (person: Candidate) =>
		person.id !== run.performer_id && person.id !== run.reviewer_id && performerConflict(drawn, person) === null;
	const candidates = await listPerformers(db, await unitPath(db, run.unit_id), today);
	return candidates.filter(free).map(({ id, name }) => ({ id, name }));
}
