import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { tempFolder } from "../../support/database.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

// the other tests start threads from bundles (vitest.config.ts), the product compiled ones: this is how `npm run dev` does it
test("from source a thread reads TypeScript, by the name its module has when compiled", () => {
	const folder = tempFolder();
	const worker = `import { parentPort, workerData } from "node:worker_threads";
const told: { n: number } = workerData;
parentPort!.postMessage(told.n + 1);
`;
	writeFileSync(join(folder, "adding-worker.ts"), worker);
	const module = JSON.stringify(pathToFileURL(join(folder, "adding-worker.js")).href);
	const starting = `import { startThread } from "./src/ground/threads/start-thread.ts";
startThread(new URL(${module}), { workerData: { n: 41 } }).on("message", (told) => console.log(told));
`;
	const done = spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", starting], {
		cwd: ROOT,
		encoding: "utf8",
		env: { PATH: process.env.PATH },
	});
	expect(done).toMatchObject({ status: 0, stdout: "42\n", stderr: "" });
});
