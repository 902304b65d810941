import { readdirSync } from "node:fs";
import { getPriority } from "node:os";
import { expect, test } from "vitest";
import { inThread } from "../../../src/ground/threads/kept-thread.ts";

const prioritiesOf = () => readdirSync("/proc/self/task").map((task) => getPriority(Number(task)));

test.runIf(process.platform === "linux")(
	"a thread that takes orders gives way to the server's own, which stays as it was",
	async () => {
		const before = getPriority();
		const waiting = prioritiesOf().filter((nice) => nice > before).length;
		await inThread(new URL("./orders.js", import.meta.url), "count");
		expect(prioritiesOf().filter((nice) => nice > before).length).toBeGreaterThan(waiting);
		expect(getPriority()).toBe(before);
	},
);
