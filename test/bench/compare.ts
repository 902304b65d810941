import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const ROUNDS = 2;

type Cells = (string | number)[];

/**
 * The same benches, as they are here, on an earlier revision and on this one by turns: each line with what it was, what it is and the
 * ratio. Of the rounds the least counts, since what else the machine did only adds. The revision is taken out into a folder that goes
 * afterwards, with the packages that are installed here; a bench of what it did not have yet fails there, and is told of.
 */
export async function compare(revision: string, names: readonly string[]): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), "tillracklig-compare-"));
	try {
		takenOut(revision, folder);
		for (const name of names) {
			console.log(`\n## ${name}: ${revision} och här`);
			const [before, now]: [Cells[][], Cells[][]] = [[], []];
			for (let round = 0; round < ROUNDS; round++) {
				before.push(await rowsOf(name, folder, folder));
				now.push(await rowsOf(name, ROOT, folder));
			}
			tell(least(before), least(now));
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function takenOut(revision: string, folder: string): void {
	const archive = join(folder, "revision.tar");
	execFileSync("git", ["archive", "--output", archive, revision], { cwd: ROOT });
	execFileSync("tar", ["-xf", archive, "-C", folder]);
	symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
	mkdirSync(join(folder, "test", "bench"), { recursive: true });
	cpSync(join(ROOT, "test", "bench"), join(folder, "test", "bench"), { recursive: true });
	execFileSync(process.execPath, ["scripts/launch.mjs", "build"], { cwd: folder, stdio: "inherit" });
}

/** The lines that a bench prints, run in a root of its own. */
async function rowsOf(name: string, root: string, folder: string): Promise<Cells[]> {
	const told = join(folder, "rows.jsonl");
	rmSync(told, { force: true });
	const { BENCH_ROOT: _, ...env } = process.env;
	const child = spawn(join(ROOT, "node_modules", ".bin", "tsx"), ["test/bench/run.ts", name], {
		cwd: root,
		// what a bench fills for itself it fills once a revision
		env: { ...env, BENCH_ROWS: told, BENCH_KEPT: join(folder, "kept") },
		stdio: ["ignore", "ignore", "inherit"],
	});
	const code = await new Promise((resolve) => child.once("exit", resolve));
	if (code !== 0) console.log(`Mätningen slutade med ${code} i ${root}.`);
	if (!existsSync(told)) return [];
	const lines = readFileSync(told, "utf8").trim().split("\n");
	return lines.map((line) => JSON.parse(line) as Cells);
}

/** Line by line the least of each figure. */
function least(rounds: readonly Cells[][]): Cells[] {
	const [first = [], ...others] = rounds;
	return first.map((cells, line) =>
		cells.map((cell, place) => {
			if (typeof cell !== "number") return cell;
			const again = others.map((rows) => rows[line]?.[place]).filter((one) => typeof one === "number");
			return Math.min(cell, ...again);
		}),
	);
}

function tell(before: readonly Cells[], now: readonly Cells[]): void {
	const earlier = new Map(before.map((cells) => [cells[0], cells]));
	for (const [label = "", ...cells] of now) {
		const then = earlier.get(label);
		const said = cells.map((cell, place) => {
			const old = then?.[place + 1];
			if (typeof cell !== "number") return cell;
			if (typeof old !== "number") return `– → ${cell.toFixed(2)}`;
			return `${old.toFixed(2)} → ${cell.toFixed(2)} (${old === 0 ? "–" : (cell / old).toFixed(2)})`;
		});
		console.log([String(label).padEnd(44), ...said.map((one) => one.padEnd(28))].join(""));
	}
}
