import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { bundledProcess } from "../support/bundle.ts";
import { openTestDatabase } from "../support/database.ts";
import { requireSound, start } from "./killed.ts";

const writer = await bundledProcess(fileURLToPath(new URL("./writer.ts", import.meta.url)));
/** The full measure: KILLS=50 WRITERS=1000. Every day once; `npm run long` kills an import, a mixed load and two nodes as well. */
const KILLS = Number(process.env.KILLS ?? 1);
const WRITERS = Number(process.env.WRITERS ?? 200);
const PROCESSES = 2;

test(
	`kill -9 in the middle of ${WRITERS} writers, ${KILLS} times: no acknowledged write is lost, the chain holds`,
	async () => {
		const { dataDir } = await openTestDatabase();
		const file = join(dataDir, "tillracklig.db");
		const told: string[] = [];
		for (let kill = 0; kill < KILLS; kill++) {
			const running = Array.from({ length: PROCESSES }, (_, index) =>
				start(process.execPath, [writer, file, String(WRITERS / PROCESSES), `${kill}-${index}`]),
			);
			while (!running.every(({ lines }) => lines().length > 0)) await new Promise((resolve) => setTimeout(resolve, 20));
			await new Promise((resolve) => setTimeout(resolve, Math.random() * 300));
			for (const { child } of running) child.kill("SIGKILL");
			await Promise.all(running.map(({ ended }) => ended));
			told.push(...running.flatMap(({ lines }) => lines()));
			await requireSound(file, told);
		}
		expect(told.length).toBeGreaterThan(KILLS);
	},
	60_000 + KILLS * 30_000,
);

test("a file that may not grow: the writer is told so, nothing acknowledged is lost, and it goes on when there is room", async () => {
	const { dataDir } = await openTestDatabase();
	const file = join(dataDir, "tillracklig.db");
	const run = `trap '' XFSZ; ulimit -f 2500; exec "$0" "$@"`;
	const full = start("bash", ["-c", run, process.execPath, writer, file, "5", "trangt"]);
	await full.ended;
	const told = full.lines();
	expect(told.at(-1)).toMatch(/^error SQLITE_(FULL|IOERR)/);
	await requireSound(file, told.slice(0, -1));
	const roomy = start(process.execPath, [writer, file, "1", "rymligt"]);
	while (roomy.lines().length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
	roomy.child.kill("SIGKILL");
	await roomy.ended;
	await requireSound(file, roomy.lines());
});
