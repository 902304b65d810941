import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Milliseconds of processor that every thread of a process has had, where the system tells. */
export function workedBy(pid: number): number {
	const tasks = `/proc/${pid}/task`;
	if (!existsSync(tasks)) return 0;
	const nanoseconds = readdirSync(tasks).map((task) =>
		Number(readFileSync(join(tasks, task, "schedstat"), "utf8").split(" ")[0]),
	);
	return nanoseconds.reduce((sum, one) => sum + one, 0) / 1e6;
}
