import { insertAccessibilityReport } from "../../../db/writes/office/accessibility.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import type { ReportFault } from "./schema.ts";

/** Anybody who is signed in tells what they could not use: being signed in is the right. Returns the report's id. */
export function reportFault(ctx: Context, { place, problem, contact }: ReportFault): Promise<string> {
	return write(ctx, async ({ trx, record }) => {
		const id = newId(ctx.clock());
		await insertAccessibilityReport(trx, {
			...{ id, place, problem, contact: contact ?? "", reported_at: nowOf(ctx), reported_by: ctx.actor.id! },
			...{ answer: "", handled_at: null, handled_by: null, version: 1 },
		});
		const object = { kind: "accessibility_report", id };
		await record({ type: "accessibility.reported", unit_id: null, object, data: { place } });
		return id;
	});
}
