import { z } from "zod";
import { HIT_STATUSES, LEDGER_RULES } from "../../../../db/schema/checks/ledger.ts";
import { eventType } from "./event-type.ts";

const keys = <T extends object>(words: T) => Object.keys(words) as [keyof T & string, ...(keyof T & string)[]];
const rule = z.enum(keys(LEDGER_RULES));
const run = z.object({ unit: z.string(), period_key: z.string() });
const items = (n: number) => (n === 1 ? "ett inköp" : `${n} inköp`);
const hits = (n: number) => (n === 1 ? "en träff" : `${n} träffar`);

export const ledgerEvents = {
	"sample_plan.decided": eventType(
		z.object({
			title: z.string(),
			valid_from: z.string(),
			confidence_permille: z.number(),
			level: z.string(),
			expected_deviations: z.number(),
			two_stage: z.boolean(),
			months: z.number(),
			year_size: z.number(),
			rates: z.record(z.string(), z.number()),
			reason: z.string(),
		}),
		(d) =>
			`beslutade stickprovsplanen för ”${d.title}” från ${d.valid_from}: ${d.year_size} om året, ${String(d.confidence_permille / 10).replace(".", ",")} procents säkerhet, ${d.reason}`,
	),
	"sample_plan.looked_again": eventType(
		z.object({ title: z.string(), year: z.number(), items: z.number(), reason: z.string() }),
		(d) => `drog det planerade andra steget för ${d.title} ${d.year}: ${items(d.items)} till. ${d.reason}`,
	),
	"run.extended": eventType(
		run.extend({ added: z.number(), reason: z.string() }),
		(d) => `utökade stickprovet ${d.unit} ${d.period_key} med ${items(d.added)}: ${d.reason}`,
	),
	"run.completed_late": eventType(
		run.extend({ late: z.number(), joined: z.number(), threshold_hash: z.string(), reason: z.string() }),
		(d) =>
			`kompletterade ${d.unit} ${d.period_key} med ${d.late} sena inköp, varav ${d.joined} ingår i granskningen: ${d.reason}`,
	),
	"ledger.hits_found": eventType(z.object({ found: z.record(z.string(), z.number()), grown: z.number() }), (d) => {
		const total = Object.values(d.found).reduce((sum, n) => sum + n, 0);
		return `körde reglerna över alla rader: ${hits(total)} är nya, ${d.grown} har fått fler rader`;
	}),
	"ledger.rules_started": eventType(
		z.object({ from_day: z.string(), file_name: z.string().nullable() }),
		(d) =>
			`startade reglerna över alla rader från ${d.from_day}${d.file_name ? ` efter inläsningen av ${d.file_name}` : ""}`,
	),
	"ledger.rules_finished": eventType(
		z.object({ lines: z.number(), found: z.number(), grown: z.number(), problem: z.string() }),
		(d) =>
			d.problem
				? `avbröt reglerna över alla rader: ${d.problem}`
				: `avslutade reglerna över ${d.lines} rader: ${hits(d.found)} är nya`,
	),
	"hit.judged": eventType(
		z.object({ rule, title: z.string(), status: z.enum(keys(HIT_STATUSES)), reason: z.string() }),
		(d) =>
			`bedömde träffen ”${LEDGER_RULES[d.rule]}: ${d.title}” som ${HIT_STATUSES[d.status].toLowerCase()}: ${d.reason}`,
	),
	"hit.explanation_lifted": eventType(
		z.object({ rule, title: z.string() }),
		(d) => `lyfte förklaringen av träffen ”${LEDGER_RULES[d.rule]}: ${d.title}”: det den dolde är frågor igen`,
	),
	"item.targeted": eventType(
		run.extend({ item_key: z.string(), reason: z.string() }),
		(d) => `lade till ${d.item_key} som riktat inköp i ${d.unit} ${d.period_key}: ${d.reason}`,
	),
	"agreements.imported": eventType(
		z.object({ file_name: z.string(), rows: z.number(), sha256: z.string() }),
		(d) => `läste in avtalslistan ${d.file_name}: ${d.rows} avtal, SHA-256 ${d.sha256}`,
	),
};
