import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { row } from "./timing.ts";

/** SQLite's own check of the file, and one SHA-256 over the same bytes: the database's and every kept file's. */
const FLOOR = `
	import SqliteDriver from "better-sqlite3";
	import { createHash } from "node:crypto";
	import { createReadStream, readdirSync } from "node:fs";
	import { join } from "node:path";
	const [dir] = process.argv.slice(1);
	const db = new SqliteDriver(join(dir, "tillracklig.db"), { readonly: true });
	if (db.pragma("integrity_check", { simple: true }) !== "ok") throw new Error("the file is damaged");
	const hash = createHash("sha256");
	const files = readdirSync(join(dir, "evidence"), { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
	for (const file of [join(dir, "tillracklig.db"), ...files.map((one) => join(one.parentPath, one.name))])
		for await (const bytes of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(bytes);
`;

/**
 * The same, and besides what no comparison of rows with events can be without: SQLite reads each row that is compared once, in the
 * order of the file, and writes its cells as one text. Nothing comes out of SQLite, nothing is ordered, looked up or compared.
 */
const COMPARISON = `${FLOOR}
	db.pragma("mmap_size = 1000000000000");
	const COMPARED = ["events", "check_answers", "sample_items", "control_runs", "sam_answers", "sam_actions", "sam_reviews",
		"sam_signatures", "sam_reconciliations", "sam_allocations", "row_history", "ledger_rows", "roles", "deviations", "evidence",
		"follow_ups", "period_seals", "populations", "draws", "unit_branches"];
	for (const table of COMPARED) {
		const names = db.prepare("select name from pragma_table_info(?)").pluck().all(table).map((name) => '"' + name + '"');
		db.prepare("select sum(length(json_array(" + names.join(", ") + "))) from " + table).pluck().get();
	}
`;

/** `isk verify` against both floors, interleaved three times: CPU and wall-clock seconds of whole processes. */
export async function bench(): Promise<void> {
	row("kontroll (s)", "cpu", "golv", "kvot", "jämf.golv", "kvot", "tid", "golv", "kvot", "jämf.golv", "kvot");
	for (const size of ["demo", "region"]) {
		const given = process.env[`BENCH_${size.toUpperCase()}`];
		const dataDir = given ?? mkdtempSync(join(tmpdir(), `tillracklig-bench-${size}-`));
		const env = { ...process.env, DATA_DIR: dataDir };
		if (!given)
			execFileSync(process.execPath, ["dist/scripts/isk.js", "seed", "--size", size], { env, stdio: "ignore" });
		const measured: Record<"verify" | "floor" | "comparison", Seconds[]> = { verify: [], floor: [], comparison: [] };
		for (let n = 0; n < 3; n++) {
			measured.verify.push(secondsOf(["dist/scripts/isk.js", "verify"], env));
			measured.floor.push(secondsOf(["--input-type=module", "-e", FLOOR, dataDir], env));
			measured.comparison.push(secondsOf(["--input-type=module", "-e", COMPARISON, dataDir], env));
		}
		const figures = (["cpu", "wall"] as const).flatMap((what) => {
			const [verify, floor, comparison] = [measured.verify, measured.floor, measured.comparison].map((all) =>
				least(all, what),
			) as [number, number, number];
			return [verify, floor, verify / floor, comparison, verify / comparison];
		});
		row(`isk verify, ${size}`, ...figures);
		console.log(saidOf(size, figures));
		if (!given) rmSync(dataDir, { recursive: true, force: true });
	}
}

/** The distance to the goal in one line: 1.5 × the floor, of which the comparison's floor says how much it costs to read the rows at all. */
function saidOf(size: string, figures: readonly number[]): string {
	const [cpu, compared, wall, comparedWall] = [2, 4, 7, 9].map((n) => figures[n]!.toFixed(2));
	const load = loadavg()[0]!.toFixed(1);
	return `${size}: CPU ${cpu} × golvet, ${compared} × jämförelsens golv; tid ${wall} × och ${comparedWall} × (mål 1.50 × golvet, last ${load})`;
}

interface Seconds {
	cpu: number;
	wall: number;
}

/** What the shell's `time` says of one Node process. */
function secondsOf(args: string[], env: NodeJS.ProcessEnv): Seconds {
	const said = execFileSync(
		"bash",
		["-c", 'TIMEFORMAT="%U %S %R"; { time "$@" >/dev/null 2>&3; } 3>&2 2>&1', "bash", process.execPath, ...args],
		{
			env,
			encoding: "utf8",
			stdio: ["ignore", "pipe", "inherit"],
		},
	);
	const [user, system, wall] = said.trim().split(" ").map(Number);
	return { cpu: user! + system!, wall: wall! };
}

const least = (all: readonly Seconds[], what: keyof Seconds) => Math.min(...all.map((one) => one[what]));
