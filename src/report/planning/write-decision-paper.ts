import { isUniqueViolation } from "../../../db/errors.ts";
import { listDecisionPapers } from "../../../db/queries/report/planning.ts";
import { insertDecisionPaper } from "../../../db/writes/report/planning.ts";
import type { PaperKind } from "../../../db/schema/report/words.ts";
import { Invalid } from "../../ground/errors.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { changesBetween } from "../../ground/write/events/changes.ts";
import { newId } from "../../ground/write/new-id.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { HEADINGS, PAPER_FIELDS, type PaperField } from "./fields.ts";
import type { Subject } from "./read-matter.ts";
import type { WriteDecisionPaper } from "./schema.ts";

const NOTHING = Object.fromEntries(Object.keys(PAPER_FIELDS).map((field) => [field, ""]));

/** Saves the paper as its next edition; what was given to an earlier meeting stays as it was. `subject` is the matter as it stands. */
export async function writeDecisionPaper(
	ctx: Context,
	subject: Subject,
	{ version, ...texts }: WriteDecisionPaper,
): Promise<void> {
	const { kind, subject_id, round, board_id, year, occasion } = subject;
	try {
		await write(ctx, async ({ trx, allow, record, unchanged }) => {
			await allow("decision_paper.edit", subject.unit_id);
			const [newest] = await listDecisionPapers(trx, subject);
			await requireFresh(trx, (newest?.edition ?? 0) === version, "decision_paper", subject_id);
			const values = { ...texts, meeting_on: texts.meeting_on ?? null };
			const changed = Object.keys(changesBetween({ ...NOTHING, ...newest }, values)) as PaperField[];
			if (newest && changed.length === 0) return unchanged(undefined);
			const edition = version + 1;
			await insertDecisionPaper(trx, {
				...{ id: newId(ctx.clock()), kind, subject_id, round, edition, board_id, year, occasion, ...values },
				...{ written_at: nowOf(ctx), written_by: ctx.actor.id! },
			});
			await record({
				type: "decision_paper.written",
				unit_id: subject.unit_id,
				object: { kind: "decision_paper", id: subject_id },
				data: { kind: kind as PaperKind, of: subject.title, edition, fields: labelsOf(changed) },
			});
		});
	} catch (error) {
		if (isUniqueViolation(error))
			throw new Invalid({ "": "Någon annan sparade samtidigt. Läs det nya och spara igen." });
		throw error;
	}
}

/** In the order of the paper. */
function labelsOf(fields: readonly PaperField[]): string[] {
	const order = Object.keys(PAPER_FIELDS) as PaperField[];
	const asked = new Set<PaperField>(fields.length > 0 ? fields : HEADINGS);
	return order.filter((field) => asked.has(field)).map((field) => PAPER_FIELDS[field].label);
}
