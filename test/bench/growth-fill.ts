import { statSync } from "node:fs";
import { join } from "node:path";
import { readConfig } from "../../src/config.ts";
import { REGION } from "../../src/demo/fill-region.ts";
import { prepareDemo } from "../../src/demo/prepare-demo.ts";
import { withContext } from "../../scripts/commands/command.ts";

/** `tsx test/bench/growth-fill.ts FACTOR` fills DATA_DIR with a region that many times as large, over as many years. Run by growth.ts. */
const factor = Number(process.argv[2]);
if (!(factor > 0)) throw new Error("Ange hur många gånger en region mappen ska rymma.");
const { units, otherUnits, risksPerYear, sessions } = REGION;
const many = (n: number) => Math.round(n * factor);
const region = {
	...REGION,
	units: many(units),
	otherUnits: many(otherUnits),
	risksPerYear: many(risksPerYear),
	sessions: many(sessions),
};
const config = readConfig(process.env);
const began = performance.now();
const seconds = () => Math.round((performance.now() - began) / 1000);
const said = (sentence: string) => console.log(`${seconds()} s ${sentence}`);
await withContext(config, (ctx) => prepareDemo(ctx, { place: config, size: "region", region, said }), { create: true });
const bytes = statSync(join(process.env.DATA_DIR!, "tillracklig.db")).size;
const { maxRSS } = process.resourceUsage();
console.log(
	`${factor} × region: ${seconds()} s, ${(bytes / 1e6).toFixed(0)} MB, ${(maxRSS / 1000).toFixed(0)} MB RSS som mest`,
);
