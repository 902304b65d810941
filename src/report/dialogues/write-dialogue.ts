import { isUniqueViolation } from "../../../db/errors.ts";
import { findDialogue } from "../../../db/queries/report/dialogues.ts";
import { insertDialogue, updateDialogue } from "../../../db/writes/report/dialogues.ts";
import { requireKnownPeriod, requireOpenPeriod } from "../periods/require-open.ts";
import type { Context } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { changesBetween } from "../../ground/write/events/changes.ts";
import { newId } from "../../ground/write/new-id.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import type { WriteDialogue } from "./schema.ts";

/** Notes the meeting between förvaltningschef and regiondirektör before a report. */
export async function writeDialogue(
	ctx: Context,
	periodId: string,
	{ version, ...input }: WriteDialogue,
): Promise<void> {
	try {
		await write(ctx, async ({ trx, allow, record, unchanged }) => {
			const period = await requireKnownPeriod(trx, periodId);
			await allow("dialogue.edit", period.unit_id);
			await requireOpenPeriod(trx, periodId);
			const before = await findDialogue(trx, periodId);
			const changes = changesBetween({ held_on: "", participants: "", notes: "", ...before }, input);
			if (before && version === before.version && Object.keys(changes).length === 0) return unchanged(undefined);
			const id = before?.id ?? newId(ctx.clock());
			if (before) await requireFresh(trx, await updateDialogue(trx, id, version, input), "dialogue", id);
			else await insertDialogue(trx, { id, period_id: periodId, ...input, version: 1 });
			await record({
				type: "dialogue.written",
				unit_id: period.unit_id,
				object: { kind: "dialogue", id },
				data: { period: period.name, held_on: input.held_on, changes },
			});
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Invalid({ "": "Någon annan skrev samtidigt. Läs det nya och spara igen." });
		throw error;
	}
}
