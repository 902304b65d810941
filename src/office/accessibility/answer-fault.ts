import { findAccessibilityReport } from "../../../db/queries/office/accessibility.ts";
import { updateAccessibilityReport } from "../../../db/writes/office/accessibility.ts";
import { requireSomewhere } from "../../ground/access/require-may.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid, NotFound } from "../../ground/errors.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import type { AnswerFault } from "./schema.ts";

/** Says what was done about a reported fault. The product is one for the whole installation, so any administrator may answer. */
export function answerFault(ctx: Context, id: string, { version, answer }: AnswerFault): Promise<void> {
	return write(ctx, async ({ trx, allow, record }) => {
		await allow("accessibility.handle", requireSomewhere(ctx.actor, "accessibility.handle").unit_id);
		const report = await findAccessibilityReport(trx, id);
		if (!report) throw new NotFound(`accessibility report ${id}`);
		if (report.handled_at !== null) throw new Invalid({ "": "Felet är redan besvarat." });
		const handled = { answer, handled_at: nowOf(ctx), handled_by: ctx.actor.id! };
		const kind = "accessibility_report";
		await requireFresh(trx, await updateAccessibilityReport(trx, id, version, handled), kind, id);
		await record({
			type: "accessibility.answered",
			unit_id: null,
			object: { kind, id },
			data: { place: report.place, answer },
		});
	});
}
