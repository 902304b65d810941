import { setTimeout as wait } from "node:timers/promises";
import type { Context } from "../../ground/write/context.ts";
import { type RuleRunSummary, startLedgerRules } from "./start-ledger-rules.ts";

/** How long a person waits for the answer before the run goes on behind the page. */
const PATIENCE_MS = 2_000;

/** Runs the rules because somebody asked. Null when they take longer than a person waits; the page then says that they run. */
export async function runLedgerRules(ctx: Context): Promise<RuleRunSummary | null> {
	const run = startLedgerRules(ctx, null);
	// An error after this point is stored with the run and shown on the page.
	run.catch(() => {});
	return Promise.race([run, wait(PATIENCE_MS, null)]);
}
