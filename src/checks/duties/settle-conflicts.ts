import { z } from "zod";
import { findDraw } from "../../../db/queries/checks/draws.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { Invalid, NotFound } from "../../ground/errors.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { requiredText } from "../../ground/write/fields.ts";
import { write } from "../../ground/write/write.ts";
import { listCandidates } from "./candidates.ts";
import { drawDuties } from "./draw-conflicts.ts";
import { handOver } from "./hand-over.ts";

const MOST = 200;

/** `choice`: "post.run.person" for each conflict that is settled, "" for those that wait. */
export const SettleConflicts = z.object({
	choice: z.preprocess(
		(value = []) => (Array.isArray(value) ? value : [value]),
		z.array(z.string().max(200)).max(MOST),
	),
	reason: requiredText(1000),
});
export type SettleConflicts = z.output<typeof SettleConflicts>;

/** Hands the chosen posts of a draw to people without a hand in its purchases, in one act. Returns how many. */
export function settleConflicts(ctx: Context, drawId: string, { choice, reason }: SettleConflicts): Promise<number> {
	return write(ctx, async (writing) => {
		const { trx, allow } = writing;
		const draw = await findDraw(trx, drawId);
		if (!draw) throw new NotFound(`draw ${drawId}`);
		await allow("draw.run", draw.unit_id);
		const chosen = choice.filter((one) => one !== "");
		if (chosen.length === 0) throw new Invalid({ choice: "Välj någon för minst en av kontrollerna." });
		const { conflicts } = await drawDuties(trx, drawId);
		const today = stockholmDate(nowOf(ctx));
		/** Both posts of a run may change in one act. Each change raises the run's version, so the version is tracked here. */
		const changed = new Map<string, { version: number; performer_id: string | null; reviewer_id: string | null }>();
		for (const one of chosen) {
			const [post, runId, personId] = one.split(".");
			const conflict = conflicts.find((known) => known.post === post && known.run.id === runId && known.movable);
			if (!conflict) throw new Invalid({ choice: "Någon annan har ändrat sedan sidan visades. Läs sidan på nytt." });
			const run = { ...conflict.run, ...changed.get(conflict.run.id) };
			await allow("run.reassign", run.unit_id);
			const to = (await listCandidates(trx, conflict.post, run, today, conflict.lines)).find(
				({ id }) => id === personId,
			);
			if (!to) throw new Invalid({ choice: `Personen kan inte väljas för ${run.unit_name}. Välj en av dem i listan.` });
			await handOver(writing, run, { post: conflict.post, to, version: run.version, reason });
			changed.set(run.id, {
				version: run.version + 1,
				performer_id: conflict.post === "performer" ? to.id : run.performer_id,
				reviewer_id: conflict.post === "reviewer" ? to.id : run.reviewer_id,
			});
		}
		return chosen.length;
	});
}
