import { listLinkable, listLinked, listLinkRows } from "../../../db/queries/report/recommendations-links.ts";
import { insertRecommendationLink } from "../../../db/writes/report/recommendations.ts";
import { Invalid } from "../../ground/errors.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { newId } from "../../ground/write/new-id.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { requireRecommendation } from "./require-recommendation.ts";
import type { LinkRecommendation } from "./schema.ts";

/** Links a recommendation to a risk or measure of its board's plans, or takes the link away: each is a row of its own. */
export function linkRecommendation(ctx: Context, id: string, input: LinkRecommendation): Promise<void> {
	return write(ctx, async ({ trx, allow, record }) => {
		const row = await requireRecommendation(trx, id);
		await allow("recommendation.edit", row.unit_id);
		const [kind, subject_id] = input.subject;
		const written = await listLinkRows(trx, id);
		await requireFresh(trx, written.length === input.version, "recommendation", id);
		const links = await listLinked(trx, id);
		const isLinked = links.some((one) => one.kind === kind && one.id === subject_id);
		const wanted = input.linked === "yes";
		if (isLinked === wanted)
			throw new Invalid({ subject: wanted ? "Kopplingen finns redan." : "Kopplingen är redan borttagen." });
		const all = wanted ? await listLinkable(trx, row.board_id, 0) : links;
		const subject = all.find((one) => one.kind === kind && one.id === subject_id);
		if (!subject) throw new Invalid({ subject: "Välj en risk eller en åtgärd i nämndens planer." });
		await insertRecommendationLink(trx, {
			...{ id: newId(ctx.clock()), recommendation_id: id, number: written.length + 1 },
			...{ subject_kind: kind, subject_id, linked: wanted ? 1 : 0 },
			...{ written_at: nowOf(ctx), written_by: ctx.actor.id! },
		});
		const { number, title } = row;
		await record({
			type: "recommendation.linked",
			unit_id: row.unit_id,
			object: { kind: "recommendation", id },
			data: { number, title, kind, about: subject.title, year: subject.year, linked: wanted },
		});
	});
}
