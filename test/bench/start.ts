import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { percentile, row } from "./timing.ts";
import { answers, freePort, stop, worked } from "./server-process.ts";

const TIMES = 7;

/**
 * From starting the compiled product on existing data to its first answer and to its first page, the demo and a region by turns, against a
 * bare Node process. Of the times the median, of the processor's milliseconds the least. BENCH_REGION is a filled folder, which is copied.
 */
export async function bench(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), "tillracklig-bench-start-"));
	try {
		const demo = join(folder, "demo");
		seed(demo, "demo");
		const region = join(folder, "region");
		if (process.env.BENCH_REGION) cpSync(process.env.BENCH_REGION, region, { recursive: true });
		else seed(region, "region");
		const works: Record<string, () => Promise<Started>> = {
			"node -e 0": bare,
			demo: () => started(demo),
			region: () => started(region),
		};
		const samples: Record<string, Started[]> = {};
		for (let n = 0; n <= TIMES; n++)
			for (const [name, work] of Object.entries(works)) {
				const one = await work();
				// the first reads the files for the first time
				if (n > 0) samples[name] = [...(samples[name] ?? []), one];
			}
		tell(samples);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

interface Started {
	/** Milliseconds to the first answer, and of the processor until then. */
	ms: number;
	cpu: number;
	/** The same to a whole page of signing in. */
	page: number;
	pageCpu: number;
}

function tell(samples: Record<string, Started[]>): void {
	const of = (name: string, what: keyof Started, share: number) =>
		percentile(
			samples[name]!.map((one) => one[what]),
			share,
		);
	row("start, ms", "första svaret", "processor", "första sidan", "processor");
	const figures = (name: string) => [
		of(name, "ms", 0.5),
		of(name, "cpu", 0),
		of(name, "page", 0.5),
		of(name, "pageCpu", 0),
	];
	for (const name of Object.keys(samples)) row(name, ...figures(name));
	const demo = figures("demo");
	row("region mot demo (mål ≤ 1,3)", ...figures("region").map((figure, n) => figure / demo[n]!));
	row("belastning", ...loadavg());
}

async function bare(): Promise<Started> {
	const start = performance.now();
	const said = execFileSync(process.execPath, ["-p", "JSON.stringify(process.cpuUsage())"], { encoding: "utf8" });
	const ms = performance.now() - start;
	const { user, system } = JSON.parse(said) as NodeJS.CpuUsage;
	const cpu = (user + system) / 1000;
	return { ms, cpu, page: ms, pageCpu: cpu };
}

async function started(dataDir: string): Promise<Started> {
	const port = await freePort();
	const url = `http://127.0.0.1:${port}`;
	const start = performance.now();
	const child = spawn(process.execPath, ["dist/src/server.js"], {
		...(process.env.BENCH_ROOT ? { cwd: process.env.BENCH_ROOT } : {}),
		env: { ...process.env, PORT: String(port), DATA_DIR: dataDir },
		stdio: "ignore",
	});
	try {
		await answers(`${url}/readyz`);
		const [ms, cpu] = [performance.now() - start, worked(child.pid!)];
		await (await fetch(`${url}/logga-in`)).text();
		return { ms, cpu, page: performance.now() - start, pageCpu: worked(child.pid!) };
	} finally {
		await stop(child);
	}
}

function seed(dataDir: string, size: string): void {
	const env = { ...process.env, DATA_DIR: dataDir };
	execFileSync(process.execPath, ["dist/scripts/isk.js", "seed", "--size", size], { env, stdio: "ignore" });
}
