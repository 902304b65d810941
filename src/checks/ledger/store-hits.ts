import { addHitLines, growHit } from "../../../db/writes/checks/ledger.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import type { PlacedHit } from "./place-hits.ts";

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
	"status",
	"reason",
	"found_at",
	"version",
];

/** Stores one batch of what the rules found, in one short transaction: nobody else waits for the whole run. */
export function storeHits(
	ctx: Context,
	runId: string,
	hits: readonly PlacedHit[],
): Promise<{ found: number; grown: number }> {
	return write(ctx, async ({ trx, record }) => {
		const now = nowOf(ctx);
		const fresh = hits.filter((hit) => hit.id === null).map((hit) => ({ ...hit, id: newId(ctx.clock()) }));
		const grown = hits.filter((hit) => hit.id !== null);
		const rows = fresh.map((hit) => [
			hit.id,
			hit.rule,
			hit.cluster_key,
			hit.unit_id,
			hit.title,
			hit.supplier_no,
			hit.supplier_name,
			hit.first_date,
			hit.last_date,
			hit.line_count,
			hit.sum_ore,
			"open",
			"",
			now,
			1,
		]);
		await ctx.database.bulk(trx, "ledger_hits", HIT_COLUMNS, rows);
		const lines = fresh.flatMap((hit) => hit.line_ids.map((id) => [hit.id, id]));
		await ctx.database.bulk(trx, "ledger_hit_lines", ["hit_id", "line_id"], lines);
		for (const hit of grown) {
			const { title, first_date, last_date, line_count, sum_ore, unit_id } = hit;
			// a sum that goes on toward a limit is the same question; a longer chain of purchases is a new one
			const reopen = hit.rule !== "accumulation";
			await growHit(trx, hit.id!, { title, first_date, last_date, line_count, sum_ore, unit_id }, reopen);
			await addHitLines(trx, hit.id!, hit.line_ids);
		}
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
