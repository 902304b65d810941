import { getPriority } from "node:os";
import { expect, test } from "vitest";
import { THREAD } from "../../../src/ground/threads/give-way.ts";
import { inThread } from "../../../src/ground/threads/kept-thread.ts";

/** A thread of this file alone: threads outlive the file that started them. */
const OWN = new URL("./orders.js?give-way", import.meta.url);

test.runIf(process.platform === "linux")(
	"a thread that takes orders gives way to the server's own, which stays as it was",
	async () => {
		const before = getPriority();
		const { nice } = await inThread<{ nice: number }>(OWN, "count");
		expect(nice).toBe(Math.max(before, THREAD));
		expect(getPriority()).toBe(before);
	},
);
