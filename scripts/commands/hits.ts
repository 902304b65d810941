import { listHitLines, listRuleRuns } from "../../db/queries/checks/ledger.ts";
import { LEDGER_RULES } from "../../db/schema/checks/ledger.ts";
import { reachOf } from "../../src/ground/access/actor.ts";
import { stockholmDate } from "../../src/ground/calendar/stockholm.ts";
import { startLedgerRules } from "../../src/checks/ledger/start-ledger-rules.ts";
import { cardOrder, cardRows, FIRST_PAGE, foldedRules, yearBefore } from "../../src/checks/ledger/work-list.ts";
import type { Context } from "../../src/ground/write/context.ts";
import { argumentsOf, type Command, UsageError, withContext } from "./command.ts";

const USAGE = "hits [--json] [--top N]";
const MOST = 100_000;

/** The work list in the page's order. Runs the rules first when they never have. */
export const hits: Command = {
	usage: "[--json] [--top N]",
	says: "skriver träffarna i sidans ordning, de mest oväntade först",
	async run(args, config) {
		const { values } = argumentsOf(args, USAGE, 0, {
			json: { type: "boolean", default: false },
			top: { type: "string", default: String(FIRST_PAGE) },
		});
		const top = /^[1-9]\d{0,5}$/.test(values.top) ? Number(values.top) : Number.NaN;
		if (!(top <= MOST)) throw new UsageError(`--top ska vara ett heltal mellan 1 och ${MOST}.`);
		await withContext(config, (ctx) => print(ctx, top, values.json));
	},
};

async function print(ctx: Context, top: number, json: boolean): Promise<void> {
	const { db, actor } = ctx;
	const isRun = (await listRuleRuns(db)).some((run) => run.finished_at !== null && run.problem === "");
	if (!isRun) await startLedgerRules(ctx, null);
	const today = stockholmDate(ctx.clock().toISOString());
	const folded = await foldedRules(db, today);
	const cards = await cardOrder(db, {
		reach: reachOf(actor, "hit.view"),
		status: "waiting",
		since: yearBefore(today),
		without: folded.map((one) => one.rule),
	});
	const rows = [];
	for (const [place, hit] of (await cardRows(db, cards.slice(0, top))).entries()) {
		const lines = await listHitLines(db, hit.id);
		rows.push({
			place: place + 1,
			rule: hit.rule,
			rule_name: LEDGER_RULES[hit.rule],
			title: hit.title,
			unit: hit.unit_name,
			supplier_no: hit.supplier_no,
			supplier_name: hit.supplier_name,
			first_date: hit.first_date,
			last_date: hit.last_date,
			line_count: hit.line_count,
			sum_ore: hit.sum_ore,
			hits_on_card: hit.card_hits,
			status: hit.status,
			item_keys: lines.map((line) => line.item_key),
			voucher_nos: lines.map((line) => line.voucher_no),
			invoice_nos: lines.map((line) => line.invoice_no),
		});
	}
	if (json) return console.log(JSON.stringify(rows, null, 2));
	for (const row of rows) console.log(`${row.place}. ${row.rule_name} · ${row.unit}: ${row.title}`);
	console.log(`${rows.length} av ${cards.length} kort.`);
	for (const { rule, judged } of folded)
		console.log(`Regeln ”${LEDGER_RULES[rule]}” är nedfälld: ${judged} bedömningar och ingen avvikelse.`);
}
