import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { percentile, row } from "./timing.ts";
import { answers, freePort, startServer, stop } from "./server-process.ts";

/** From starting the compiled product on existing data to its first answer, against a bare Node process. */
export async function bench(): Promise<void> {
	const dataDir = mkdtempSync(join(tmpdir(), "tillracklig-bench-start-"));
	await (await startServer(dataDir)).stop(); // the demo is filled once, outside the measure
	const floor = Array.from({ length: 10 }, () => {
		const start = performance.now();
		execFileSync(process.execPath, ["-e", "0"]);
		return performance.now() - start;
	});
	const ours: number[] = [];
	for (let n = 0; n < 10; n++) {
		const port = await freePort();
		const start = performance.now();
		const child = spawn(process.execPath, ["dist/src/server.js"], {
			env: { ...process.env, PORT: String(port), DATA_DIR: dataDir },
			stdio: "ignore",
		});
		await answers(`http://127.0.0.1:${port}/healthz`);
		ours.push(performance.now() - start);
		await stop(child);
	}
	rmSync(dataDir, { recursive: true, force: true });
	row("", "median ms", "ratio");
	row("node -e 0", percentile(floor, 0.5), 1);
	row("start till första svar", percentile(ours, 0.5), percentile(ours, 0.5) / percentile(floor, 0.5));
}
