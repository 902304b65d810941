import { withContext } from "../../dist/scripts/commands/command.js";
import { startLedgerRules } from "../../dist/src/checks/ledger/start-ledger-rules.js";
import { readConfig } from "../../dist/src/config.js";

// A process of its own for `ledger.ts`: what a run of the rules takes with every hit stored, and how much memory at most.
await withContext(readConfig(process.env), async (ctx) => {
	const start = performance.now();
	await startLedgerRules(ctx, null);
	const seconds = (performance.now() - start) / 1000;
	console.log(JSON.stringify({ seconds, mb: process.resourceUsage().maxRSS / 1024 }));
});
