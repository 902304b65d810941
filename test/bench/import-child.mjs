import { createReadStream } from "node:fs";
import { withContext } from "../../dist/scripts/commands/command.js";
import { importPurchases } from "../../dist/src/checks/populations/import/import-purchases.js";
import { readConfig } from "../../dist/src/config.js";

// A process of its own for `import.ts`: what one import takes, and how much memory at most.
const [file, control_id, period_key] = process.argv.slice(2);
await withContext(readConfig(process.env), async (ctx) => {
	const start = performance.now();
	const { path } = await ctx.files.putTemp(createReadStream(file), 1_000_000_000);
	const said = { unit_id: null, accept_refused: false, early_reason: "Mätning av inläsningen" };
	await importPurchases(ctx, { path, file_name: "inkop.csv", control_id, period_key, ...said });
	const seconds = (performance.now() - start) / 1000;
	console.log(JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1024 }));
});
