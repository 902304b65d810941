import { listHolders } from "../../../db/queries/office/notices.ts";
import { unitPath } from "../../../db/queries/people/units.ts";
import type { Db } from "../../../db/open.ts";
import { ROLES, type Role } from "../../../db/schema/vocabulary.ts";
import { scopeOf } from "../../ground/access/permissions.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { listParts } from "../../../db/queries/report/assessments.ts";
import { ASSESSED, ASSESSMENT_LEVELS } from "../../../db/schema/report/words.ts";
import { updateAssessment } from "../../../db/writes/report/assessments.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { named, requireAssessment, requireOpen, requireState } from "./require-assessment.ts";
import type { Step } from "./schema.ts";

/** Hands the assessment in for approval, when every krav and the whole has its word. */
export function submitAssessment(ctx: Context, id: string, { version }: Step): Promise<void> {
	return write(ctx, async ({ trx, allow, record, notify }) => {
		const assessment = await requireAssessment(trx, id);
		await allow("assessment.prepare", assessment.unit_id);
		await requireOpen(trx, assessment);
		requireState(assessment, "draft");
		const written = new Set((await listParts(trx, id)).map((part) => part.requirement));
		const missing = (Object.keys(ASSESSED) as (keyof typeof ASSESSED)[]).filter((one) => !written.has(one));
		if (missing.length > 0) {
			const names = missing.map((one) => ASSESSED[one].toLowerCase()).join(", ");
			throw new Invalid({ "": `Bedömning saknas för ${names}.` });
		}
		const values = {
			state: "submitted" as const,
			prepared_by: ctx.actor.id,
			prepared_at: nowOf(ctx),
			return_reason: "",
		};
		await requireFresh(trx, await updateAssessment(trx, id, version, values), "assessment", id);
		await record({
			type: "assessment.submitted",
			unit_id: assessment.unit_id,
			object: { kind: "assessment", id },
			data: named(assessment),
		});
		for (const approver of await approversOf(trx, assessment.unit_id, stockholmDate(nowOf(ctx))))
			await notify({
				to: approver,
				kind: "to_approve",
				unit_id: assessment.unit_id,
				object: { kind: "assessment", id },
				title: `ISK-bedömning, ${ASSESSMENT_LEVELS[assessment.level].toLowerCase()}, ${assessment.year}`,
				unit: named(assessment).unit,
			});
	});
}

/** Whoever may approve it by their role; who wrote a part of it is left out when the letter is made, as under Att göra. */
async function approversOf(db: Db, unitId: string, day: string): Promise<string[]> {
	const roles = (Object.keys(ROLES) as Role[]).filter((role) => scopeOf("assessment.approve", role) !== undefined);
	return (await listHolders(db, { units: await unitPath(db, unitId), roles, day })).map(({ id }) => id);
}
