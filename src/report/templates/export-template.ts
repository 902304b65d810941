import { createHash } from "node:crypto";
import type { Period } from "../../../db/queries/report/periods.ts";
import { findTemplateContent } from "../../../db/queries/report/templates.ts";
import { requireMay } from "../../ground/access/require-may.ts";
import { readReport } from "../workbook/report-content.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid, NotFound } from "../../ground/errors.ts";
import { write } from "../../ground/write/write.ts";
import { fillTemplate } from "./fill-template.ts";
import { requireTemplate } from "./require-template.ts";
import { sourcesOf } from "./sources.ts";

/** The board's own workbook with the report in it; recorded with its SHA-256. */
export async function exportTemplate(
	ctx: Context,
	period: Period,
	id: string,
): Promise<{ file_name: string; bytes: Buffer }> {
	await requireMay(ctx.db, ctx.actor, "report.export", period.unit_id);
	const template = await requireTemplate(ctx.db, period, id);
	const content = await findTemplateContent(ctx.db, id);
	if (!content) throw new NotFound(`content of template ${id}`);
	if (Object.keys(template.mapping).length === 0)
		throw new Invalid({ "": "Välj först vad mallens platser ska fyllas med." });
	const sources = await ctx.database.snapshot(async (db) =>
		sourcesOf(await readReport(db, period, stockholmDate(nowOf(ctx)))),
	);
	const bytes = await fillTemplate(content, template.anchors, template.mapping, sources);
	const sha256 = createHash("sha256").update(bytes).digest("hex");
	const file_name = `${period.key}-${template.name}.xlsx`;
	await write(ctx, async ({ allow, record }) => {
		await allow("report.export", period.unit_id);
		await record({
			type: "template.filled",
			unit_id: period.unit_id,
			object: { kind: "reporting_period", id: period.id },
			data: { name: template.name, period: period.name, file_name, sha256 },
		});
	});
	return { file_name, bytes };
}
