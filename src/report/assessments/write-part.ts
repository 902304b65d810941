import { isUniqueViolation } from "../../../db/errors.ts";
import { listParts } from "../../../db/queries/report/assessments.ts";
import type { Assessed } from "../../../db/schema/report/words.ts";
import { insertPart, updatePart } from "../../../db/writes/report/assessments.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { changesBetween } from "../../ground/write/events/changes.ts";
import { newId } from "../../ground/write/new-id.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { named, requireAssessment, requireOpen, requireState } from "./require-assessment.ts";
import type { WritePart } from "./schema.ts";
import { suggest } from "./suggest.ts";

const EMPTY = { grade: null, reasons: "", deficiencies: "", departure_reason: "" };

/** A word for one krav or the whole, with its reasons. Going against the suggestion is allowed, and needs a written reason. */
export async function writePart(
	ctx: Context,
	id: string,
	requirement: Assessed,
	{ version, ...input }: WritePart,
): Promise<void> {
	try {
		await write(ctx, async ({ trx, allow, record, unchanged }) => {
			const assessment = await requireAssessment(trx, id);
			await allow("assessment.prepare", assessment.unit_id);
			await requireOpen(trx, assessment);
			requireState(assessment, "draft");
			const suggested =
				(await suggest(trx, assessment, stockholmDate(nowOf(ctx)))).find((one) => one.requirement === requirement)
					?.grade ?? null;
			if (suggested !== null && suggested !== input.grade && input.departure_reason === "") {
				throw new Invalid({ departure_reason: "Skriv varför bedömningen avviker från förslaget." });
			}
			const before = (await listParts(trx, id)).find((one) => one.requirement === requirement);
			const changes = changesBetween({ ...EMPTY, ...before }, input);
			if (before && version === before.version && Object.keys(changes).length === 0) return unchanged(undefined);
			const values = { ...input, suggested, written_at: nowOf(ctx), written_by: ctx.actor.id! };
			if (before) {
				await requireFresh(trx, await updatePart(trx, before.id, version, values), "assessment", id);
			} else await insertPart(trx, { id: newId(ctx.clock()), assessment_id: id, requirement, ...values, version: 1 });
			await record({
				type: "assessment.written",
				unit_id: assessment.unit_id,
				object: { kind: "assessment", id },
				data: { ...named(assessment), requirement, grade: input.grade, changes },
			});
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Invalid({ "": "Någon annan skrev samtidigt. Läs det nya och spara igen." });
		throw error;
	}
}
