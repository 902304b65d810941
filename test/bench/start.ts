import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { percentile, row } from "./timing.ts";
import { answers, freePort, startServer, stop, worked } from "./server-process.ts";

/** From starting the compiled product on existing data until it is ready, against a bare Node process: the time, and what it cost in CPU. */
export async function bench(): Promise<void> {
	const dataDir = mkdtempSync(join(tmpdir(), "tillracklig-bench-start-"));
	await (await startServer(dataDir)).stop(); // the demo is filled once, outside the measure
	const floor = Array.from({ length: 10 }, () => {
		const start = performance.now();
		execFileSync(process.execPath, ["-e", "0"]);
		return performance.now() - start;
	});
	const ours: { ms: number; cpu: number }[] = [];
	for (let n = 0; n < 10; n++) {
		const port = await freePort();
		const start = performance.now();
		const child = spawn(process.execPath, ["--enable-source-maps", "dist/src/server.js"], {
			env: { ...process.env, PORT: String(port), DATA_DIR: dataDir },
			stdio: "ignore",
		});
		await answers(`http://127.0.0.1:${port}/readyz`);
		ours.push({ ms: performance.now() - start, cpu: worked(child.pid!) });
		await stop(child);
	}
	rmSync(dataDir, { recursive: true, force: true });
	const ms = percentile(
		ours.map((one) => one.ms),
		0.5,
	);
	const cpu = ours.map((one) => one.cpu);
	row("", "median ms", "ratio");
	row("node -e 0", percentile(floor, 0.5), 1);
	row("start till /readyz", ms, ms / percentile(floor, 0.5));
	row("CPU till /readyz, minsta och median", Math.min(...cpu), percentile(cpu, 0.5));
}
