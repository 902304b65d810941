/**
 * `npm run bench [-- name …]`: measures, prints ratios against a floor measured in the same run, and asserts nothing.
 * `--compare REVISION` first: the same on that revision too, by turns. A bench is a file beside this one that exports `bench`.
 */
import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { compare } from "./compare.ts";

const folder = dirname(fileURLToPath(import.meta.url));
const support = new Set([
	"run.ts",
	"server-process.ts",
	"timing.ts",
	"visits.ts",
	"crawl.ts",
	"on-postgres.ts",
	"others.ts",
	"compare.ts",
	"growth-fill.ts",
	"growth-pages.ts",
	"growth-works.ts",
	"worked.ts",
]);
const names = readdirSync(folder)
	.filter((file) => file.endsWith(".ts") && !support.has(file))
	.map((file) => file.slice(0, -3));
const { values, positionals: wanted } = parseArgs({ allowPositionals: true, options: { compare: { type: "string" } } });
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0)
	throw new Error(`Det finns ingen mätning som heter ${unknown.join(", ")}. Välj bland ${names.join(", ")}.`);

const chosen = wanted.length > 0 ? wanted : names;
if (values.compare) await compare(values.compare, chosen);
else
	for (const name of chosen) {
		console.log(`\n## ${name}`);
		const { bench } = (await import(`./${name}.ts`)) as { bench: () => Promise<void> };
		await bench();
	}
