import type { Period } from "../../../db/queries/report/periods.ts";
import { updateTemplateMapping } from "../../../db/writes/report/templates.ts";
import { readReport } from "../workbook/report-content.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { requireTemplate } from "./require-template.ts";
import type { MapTemplate } from "./schema.ts";
import { sourcesOf } from "./sources.ts";

/** Chooses what each place of a template is filled with; a place without a choice is left as it is. */
export async function mapTemplate(ctx: Context, period: Period, id: string, input: MapTemplate): Promise<void> {
	const sources = sourcesOf(await readReport(ctx.db, period, stockholmDate(nowOf(ctx))));
	const known = {
		value: new Set(sources.values.map((one) => one.key)),
		table: new Set(sources.tables.map((one) => one.key)),
	};
	await write(ctx, async ({ trx, allow, record, unchanged }) => {
		await allow("period.edit", period.unit_id);
		const template = await requireTemplate(trx, period, id);
		const mapping: Record<string, string> = {};
		for (const [index, anchor] of template.anchors.entries()) {
			const chosen = input[`place_${index}`];
			if (chosen === undefined || chosen === "") continue;
			if (typeof chosen !== "string" || !known[anchor.kind].has(chosen))
				throw new Invalid({ [`place_${index}`]: "Välj i listan." });
			mapping[anchor.id] = chosen;
		}
		const json = JSON.stringify(mapping);
		if (json === JSON.stringify(template.mapping) && input.version === template.version) return unchanged(undefined);
		await requireFresh(trx, await updateTemplateMapping(trx, id, input.version, json), "template", id);
		await record({
			type: "template.mapped",
			unit_id: period.unit_id,
			object: { kind: "template", id },
			data: { name: template.name, filled: Object.keys(mapping).length },
		});
	});
}
