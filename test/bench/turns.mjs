// Loaded before the server that is measured: how long its loop works before whoever waits gets a turn. The processor's time, not the
// clock's: on a machine that does other things too, the clock says what those cost. SIGUSR2 asks for what has been since the last time.
import { readFileSync, writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

const OFTEN_MS = 2;
const file = process.env.BENCH_TURNS;
const worked = () => Number(readFileSync("/proc/self/schedstat", "utf8").split(" ")[0]) / 1e6;

if (isMainThread && file) {
	let turns = [];
	let before = worked();
	setInterval(() => {
		const now = worked();
		turns.push(now - before);
		before = now;
	}, OFTEN_MS).unref();
	process.on("SIGUSR2", () => {
		writeFileSync(file, JSON.stringify(turns));
		turns = [];
	});
}
