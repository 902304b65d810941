import { readdirSync } from "node:fs";
import { getPriority } from "node:os";
import { expect, test } from "vitest";
import { inThread } from "../../../src/ground/threads/kept-thread.ts";

/** A thread of this file alone: threads outlive the file that started them. */
const OWN = new URL("./orders.js?give-way", import.meta.url);
const prioritiesOf = () => readdirSync("/proc/self/task").map((task) => getPriority(Number(task)));

test.runIf(process.platform === "linux")(
	"a thread that takes orders gives way to the server's own, which stays as it was",
	async () => {
		const before = getPriority();
		const waiting = prioritiesOf().filter((nice) => nice > before).length;
		await inThread(OWN, "count");
		expect(prioritiesOf().filter((nice) => nice > before).length).toBeGreaterThan(waiting);
		expect(getPriority()).toBe(before);
	},
);
