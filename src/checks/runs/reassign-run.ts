import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid, NotAllowed } from "../../ground/errors.ts";
import { write } from "../../ground/write/write.ts";
import { listCandidates } from "../duties/candidates.ts";
import { handOver } from "../duties/hand-over.ts";
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
	return write(ctx, async (writing) => {
		const { trx, allow } = writing;
		const run = await requireRun(trx, runId);
		const role = await allow("run.reassign", run.unit_id);
		if (role.role === "material_coordinator" && run.performer_id !== null && !actsAsPerformer(ctx.actor, run)) {
			throw new NotAllowed("Bara utföraren, chefen eller controllern kan omfördela kontrollen.");
		}
		if (!OPEN_RUNS.includes(run.status)) {
			throw new Invalid({ "": "Kontrollen är signerad och kan inte omfördelas." });
		}
		const eligible = await listCandidates(trx, "performer", run, stockholmDate(nowOf(ctx)));
		const chosen = input.performer_id ? eligible.find((one) => one.id === input.performer_id) : null;
		if (chosen === undefined) {
			throw new Invalid({
				performer_id: "Personen kan inte utföra den här kontrollen. Välj en av dem som går att välja.",
			});
		}
		await handOver(writing, run, { post: "performer", to: chosen, version: input.version, reason: input.reason });
	});
}
