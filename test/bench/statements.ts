import { walkRegion } from "../support/region-walk.ts";
import { row } from "./timing.ts";

const MOST = Number(process.env.BENCH_MOST ?? 50_000);

/**
 * Every statement of every page at region size, and those that walk through a table of more than 50 000 rows without a reason written
 * down: then the bench has failed. BENCH_REGION is the folder; nothing but sign-ins is written there.
 */
export async function bench(): Promise<void> {
	const dataDir = process.env.BENCH_REGION;
	if (!dataDir) throw new Error("BENCH_REGION ska vara en mapp med en fylld region: isk seed --size region.");
	const { roles, large, scans } = await walkRegion(dataDir, MOST);
	row("roll", "sidor", "satser");
	for (const { role, pages, statements } of roles) row(role, pages, statements);
	row("stora tabeller", large.join(", "));
	for (const { table, plan, sql } of scans) console.log(`\n${table}: ${plan}\n${sql}`);
	row("satser som går igenom en stor tabell", scans.length);
	if (scans.length > 0) process.exitCode = 1;
}
