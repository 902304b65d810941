import { addHitLines, growHit, moveHit } from "../../../db/writes/checks/ledger.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import type { Trx } from "../../../db/open.ts";
import { type Explanation, listExplanations } from "../../../db/queries/checks/ledger-cards.ts";
import { compound } from "../../ground/sampling/ledger-line.ts";
import type { PlacedHit } from "./place-hits.ts";
import { yearBefore } from "./work-list.ts";

const HIT_COLUMNS = [
	"id",
	"rule",
	"cluster_key",
	"unit_id",
	"title",
	"supplier_no",
	"supplier_name",
	"first_date",
	"last_date",
	"line_count",
	"sum_ore",
	"card_key",
	"surprise",
	"status",
	"reason",
	"hidden_by",
	"found_at",
	"version",
];

/**
 * Stores one batch of hits in one short transaction, so that nobody else waits for the whole run. A hit on the same supplier,
 * rule and unit as something explained within a year is stored as explained by that, unless it is larger than what was
 * explained.
 */
export function storeHits(
	ctx: Context,
	runId: string,
	hits: readonly PlacedHit[],
): Promise<{ found: number; grown: number }> {
	return write(ctx, async ({ trx, record }) => {
		const now = nowOf(ctx);
		const fresh = hits.filter((hit) => hit.id === null).map((hit) => ({ ...hit, id: newId(ctx.clock()) }));
		const known = hits.filter((hit) => hit.id !== null);
		const hides = await explanationTest(trx, now);
		const rows = fresh.map((hit) => {
			const by = hides(hit);
			const { id, rule, cluster_key, unit_id, title, supplier_no, supplier_name, first_date, last_date } = hit;
			const found = [id, rule, cluster_key, unit_id, title, supplier_no, supplier_name, first_date, last_date];
			const state = by ? ["explained", by.reason, by.id] : ["open", "", null];
			return [...found, hit.line_count, hit.sum_ore, hit.card_key, hit.surprise, ...state, now, 1];
		});
		await ctx.database.bulk(trx, "ledger_hits", HIT_COLUMNS, rows);
		const lines = fresh.flatMap((hit) => hit.line_ids.map((id) => [hit.id, Number(id)]));
		await ctx.database.bulk(trx, "ledger_hit_lines", ["hit_id", "line_id"], lines);
		const grown = known.filter((hit) => !hit.moved);
		for (const hit of known) await change(trx, hit);
		const added = grown.flatMap((hit) => hit.line_ids.map((id) => ({ hit_id: hit.id!, line_id: Number(id) })));
		await addHitLines(trx, added);
		const found: Record<string, number> = {};
		for (const hit of fresh) found[hit.rule] = (found[hit.rule] ?? 0) + 1;
		await record({
			type: "ledger.hits_found",
			unit_id: null,
			object: { kind: "ledger_rule_run", id: runId },
			data: { found, grown: grown.length },
		});
		return { found: fresh.length, grown: grown.length };
	});
}

async function change(trx: Trx, hit: PlacedHit): Promise<void> {
	const { title, first_date, last_date, line_count, sum_ore, unit_id, card_key, surprise } = hit;
	if (hit.moved) return moveHit(trx, hit.id!, { title, card_key, surprise });
	await growHit(trx, hit.id!, { title, first_date, last_date, line_count, sum_ore, unit_id, card_key, surprise });
}

/** The explanation that hides a hit, if it covers as many purchases and as many kronor. */
async function explanationTest(trx: Trx, now: string): Promise<(hit: PlacedHit) => Explanation | undefined> {
	const topics = new Map<string, Explanation[]>();
	for (const one of await listExplanations(trx, yearBefore(now))) {
		const topic = compound(one.card_key, one.rule);
		topics.set(topic, [...(topics.get(topic) ?? []), one]);
	}
	return (hit) =>
		topics
			.get(compound(hit.card_key, hit.rule))
			?.find((one) => one.line_count >= hit.line_count && one.sum_ore >= hit.sum_ore);
}
