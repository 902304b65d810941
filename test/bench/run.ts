/**
 * `npm run bench [-- name …]`: measures, prints ratios against a floor measured in the same run, and asserts nothing.
 * A bench is a file beside this one that exports `bench`.
 */
import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

const folder = dirname(fileURLToPath(import.meta.url));
const support = new Set(["run.ts", "server-process.ts", "timing.ts", "visits.ts", "crawl.ts", "others.ts"]);
const names = readdirSync(folder)
	.filter((file) => file.endsWith(".ts") && !support.has(file))
	.map((file) => file.slice(0, -3));
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0)
	throw new Error(`Det finns ingen mätning som heter ${unknown.join(", ")}. Välj bland ${names.join(", ")}.`);

for (const name of wanted.length > 0 ? wanted : names) {
	console.log(`\n## ${name}`);
	const { bench } = (await import(`./${name}.ts`)) as { bench: () => Promise<void> };
	await bench();
}
