import { z } from "zod";
import { Changes } from "./changes.ts";
import { eventType } from "./event-type.ts";

const run = z.object({ unit: z.string(), period_key: z.string() });
function kronor(ore: number): string {
	const amount = `${(Math.abs(ore) / 100).toFixed(2).replace(".", ",")} kr`;
	if (ore === 0) return amount;
	return `${amount} ${ore < 0 ? "för lite" : "för mycket"}`;
}

export const sisterControlEvents = {
	"balances.imported": eventType(
		z.object({
			file_name: z.string(),
			period_key: z.string(),
			edition: z.number(),
			sha256: z.string(),
			rows: z.number(),
			mark_percent: z.number(),
			mark_ore: z.number(),
			runs: z.number(),
			marked: z.number(),
		}),
		(d) =>
			`läste in kontosaldon ${d.file_name} för ${d.period_key} (utgåva ${d.edition}): ${d.rows} rader, ${d.marked} konton att kommentera i ${d.runs} kontrolltillfällen, SHA-256 ${d.sha256}`,
	),
	"costs.commented": eventType(
		run.extend({ account: z.string(), changes: Changes }),
		(d) => `kommenterade konto ${d.account} för ${d.unit} ${d.period_key}: ${d.changes.comment?.[1] ?? ""}`,
	),
	"cash_fund.added": eventType(
		z.object({ unit: z.string(), name: z.string(), float_ore: z.number(), holder: z.string() }),
		(d) => `lade till kontantkassan ${d.name} vid ${d.unit}`,
	),
	"cash_fund.ended": eventType(
		z.object({ unit: z.string(), name: z.string(), valid_to: z.string() }),
		(d) => `avslutade kontantkassan ${d.name} vid ${d.unit} från ${d.valid_to}`,
	),
	"cash_order.planned": eventType(
		z.object({ draw_id: z.string(), commitment: z.string(), funds: z.number() }),
		(d) => `drog ordningen för ${d.funds} kontantkassor (${d.draw_id}) med åtagandet ${d.commitment}`,
	),
	"cash.counted": eventType(
		run.extend({
			fund: z.string(),
			expected_ore: z.number(),
			counted_ore: z.number(),
			difference_ore: z.number(),
			witness: z.string(),
		}),
		(d) =>
			`räknade kontantkassan ${d.fund} vid ${d.unit} tillsammans med ${d.witness}: ${d.difference_ore === 0 ? "ingen skillnad" : kronor(d.difference_ore)}`,
	),
	"cash.recounted": eventType(
		run.extend({ fund: z.string(), witness: z.string(), changes: Changes }),
		(d) => `räknade om kontantkassan ${d.fund} vid ${d.unit} tillsammans med ${d.witness}`,
	),
	"cash.attested": eventType(
		run.extend({ fund: z.string(), difference_ore: z.number() }),
		(d) => `intygade räkningen av kontantkassan ${d.fund} vid ${d.unit}`,
	),
};
