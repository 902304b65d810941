import { insertPurchaseFile } from "../../../db/writes/checks/populations.ts";
import { newId } from "../../../src/ground/write/new-id.ts";
import { insertLines } from "../../support/ledger-lines.ts";
import type { World } from "../../support/world.ts";
import { listKnownHits, listLinesOfHits, listParents } from "../../../db/queries/checks/ledger-lines.ts";
import { findHits } from "../../../src/checks/ledger/find-hits.ts";
import { GROWING_RULES, placeHits } from "../../../src/checks/ledger/place-hits.ts";
import { readLines } from "../../../src/checks/ledger/read-lines.ts";
import { finishRuleRun, openRuleRun } from "../../../src/checks/ledger/rule-run.ts";
import type { RuleTerms } from "../../../src/checks/ledger/rule-terms.ts";
import { storeHits } from "../../../src/checks/ledger/store-hits.ts";

export interface Line {
	key: string;
	unit?: "alfa" | "beta" | "gamma";
	date?: string;
	kr?: number;
	supplier?: string;
	invoice?: string;
	requisitioner?: string;
	approver?: string;
	registered?: string;
	account?: string;
	agreement?: string;
}

let files = 0;

/** An imported file with these lines, outside every frame. Returns the ids of the lines. */
export async function importLines(world: World, period_key: string, lines: readonly Line[]): Promise<number[]> {
	const file = newId();
	const at = new Date(Date.parse("2026-11-01T00:00:00Z") + ++files * 1000).toISOString();
	const rows = lines.map((line, index) => ({
		file_id: file,
		population_id: null,
		item_key: line.key,
		unit_id: world.ids[line.unit ?? "alfa"],
		amount_ore: Math.round((line.kr ?? 1000) * 100),
		line_no: index + 2,
		company: "1",
		voucher_no: line.key,
		order_no: "",
		invoice_no: line.invoice ?? "",
		supplier_no: line.supplier ?? "S1",
		supplier_name: `Leverantör ${line.supplier ?? "S1"}`,
		account: line.account ?? "5460",
		account_text: "",
		booking_date: line.date ?? "2026-10-05",
		registered_at: line.registered ?? "",
		text: "",
		requisitioner: line.requisitioner ?? "",
		receiver: "",
		approver: line.approver ?? "",
		agreement_no: line.agreement ?? "",
	}));
	return world.ctx.database.transaction(async (trx) => {
		await insertPurchaseFile(trx, {
			id: file,
			period_key,
			file_name: "inkop.csv",
			sha256: newId().replaceAll("-", "").padEnd(64, "0"),
			bytes: 1,
			encoding: "utf-8",
			delimiter: ";",
			columns: "{}",
			rows: lines.length,
			refused: "{}",
			sum_ore: 0,
			imported_at: at,
			imported_by: world.ids.carin,
		});
		return insertLines(trx, rows);
	});
}

export const TERMS: RuleTerms = {
	limit_ore: 1_000_000,
	direct_award: { goods_services_ore: null, social_special_ore: null },
	year_from: "2026-01-01",
	isHoliday: () => false,
	isAgreed: null,
};

/** What a run of the rules does, without its thread. */
export async function runRulesHere(world: World, at?: string): Promise<void> {
	const ctx = await world.as("carin", at);
	const run = await openRuleRun(ctx, null, { from_day: "2024-01-01", year_from: TERMS.year_from });
	const found = findHits(await readLines(ctx.db, "2024-01-01"), TERMS);
	const known = [await listKnownHits(ctx.db), await listLinesOfHits(ctx.db, GROWING_RULES)] as const;
	const placed = placeHits(found, ...known, await listParents(ctx.db));
	const { found: hits_new, grown: hits_grown } = await storeHits(ctx, run, placed);
	await finishRuleRun(ctx, run, { lines_now: 1, lines_earlier: 0, hits_new, hits_grown, problem: "" });
}
