import { upsertMapping } from "../../../../db/writes/checks/populations.ts";
import type { Context } from "../../../ground/write/context.ts";
import { nowOf } from "../../../ground/write/context.ts";
import type { Writing } from "../../../ground/write/write.ts";
import { rememberedMapping } from "../frame/frame-terms.ts";
import type { HeadingMapping } from "../../../ground/reading/headings.ts";
import { FIELD_LABELS } from "../../../ground/reading/fields.ts";

/** Remembers headings that were mapped by hand, one event each; those that mean the same already are left alone. Returns how many. */
export async function rememberHeadings(
	ctx: Context,
	{ trx, record }: Pick<Writing, "trx" | "record">,
	unitId: string,
	mapping: HeadingMapping,
): Promise<number> {
	const known = await rememberedMapping(trx);
	const news = Object.entries(mapping).filter(([heading, field]) => known[heading] !== field);
	for (const [heading, field] of news) {
		await upsertMapping(trx, {
			heading,
			field: field ?? "",
			created_at: nowOf(ctx),
			created_by: ctx.actor.id!,
		});
		await record({
			type: "mapping.remembered",
			unit_id: unitId,
			object: { kind: "purchase_mapping", id: heading },
			data: { heading, field: field === null ? "ingen uppgift" : FIELD_LABELS[field] },
		});
	}
	return news.length;
}
