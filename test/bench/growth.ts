import { statSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import type { Db } from "../../db/open.ts";
import { worksIn } from "./growth-works.ts";
import { type Grown, pagesIn, Timed } from "./growth-pages.ts";
import { row } from "./timing.ts";

/** What is asked of a page that shows no more rows than it did. */
const MOST = 1.5;
const NOTED_MS = 20;
/** Whose rows say how much larger a folder is than the first. */
const COUNTED = [
	"org_units",
	"people",
	"risks",
	"measures",
	"control_runs",
	"sample_items",
	"check_answers",
	"deviations",
	"ledger_rows",
	"ledger_hits",
	"sam_answers",
	"events",
] as const;

/**
 * Regions of several sizes, the smallest first: BENCH_REGIONS is their folders, by commas, each filled by `growth-fill.ts`; sign-ins and
 * events are written there, and hits of the rules. Every page for the controller and for the role with fewest pages that has it, and the
 * works, in milliseconds of processor; then what grew more than one and a half times, with the statements that took longest and how
 * SQLite reads them. BENCH_ROUTES is an expression for the routes that are measured, BENCH_WORKS=0 leaves the works out.
 */
export async function bench(): Promise<void> {
	const folders = (process.env.BENCH_REGIONS ?? "").split(",").filter((folder) => folder !== "");
	if (folders.length < 2)
		throw new Error("BENCH_REGIONS ska vara minst två mappar: test/bench/growth-fill.ts fyller dem.");
	const statements = new Timed();
	const sizes: Grown[][] = [];
	for (const folder of folders) {
		const pages = await pagesIn(folder, statements, new RegExp(process.env.BENCH_ROUTES ?? "."), tellSize);
		sizes.push([...pages, ...(process.env.BENCH_WORKS === "0" ? [] : await worksIn(folder))]);
	}
	tell(sizes);
}

async function tellSize(folder: string, db: Db): Promise<void> {
	row(folder, "rader");
	row("  tillracklig.db, MB", statSync(join(folder, "tillracklig.db")).size / 1e6);
	for (const table of COUNTED) {
		const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(db);
		row(`  ${table}`, String(rows[0]!.n));
	}
}

function tell(sizes: readonly Grown[][]): void {
	const [first, ...larger] = sizes as [Grown[], ...Grown[][]];
	const lines = first.flatMap((small) => {
		const grown = larger.map((pages) => pages.find(({ name, who }) => name === small.name && who === small.who));
		return grown.every((one) => one !== undefined) ? [[small, ...grown]] : [];
	});
	const most = (line: readonly Grown[]) => line.at(-1)!.cold / line[0]!.cold;
	row(
		"\nsida eller arbete, ms processor",
		"vem",
		...sizes.flatMap((_, n) => [`kall ${n + 1}`, `minns ${n + 1}`, `kB ${n + 1}`]),
		"kvot",
	);
	const slow = lines.filter((line) => most(line) > MOST && line.at(-1)!.cold > NOTED_MS);
	for (const line of slow.sort((a, b) => b.at(-1)!.cold - a.at(-1)!.cold)) {
		row(line[0]!.name, line[0]!.who, ...line.flatMap(({ cold, warm, kB }) => [cold, warm, kB]), most(line));
		for (const { ms, times, text, plan } of line.at(-1)!.statements) {
			console.log(`    ${ms.toFixed(0)} ms, ${times} gånger: ${text}`);
			for (const detail of plan) console.log(`        ${detail}`);
		}
	}
	row("\nmätta", lines.length);
	row(`växer mer än ${MOST} × och över ${NOTED_MS} ms`, slow.length);
	for (const [n] of larger.entries()) {
		const sum = (at: number) => lines.reduce((total, line) => total + line[at]!.cold, 0);
		row(`alla tillsammans, mapp ${n + 2} mot 1`, sum(0), sum(n + 1), sum(n + 1) / sum(0));
	}
}
