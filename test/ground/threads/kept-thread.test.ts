import { expect, test } from "vitest";
import { inThread } from "../../../src/ground/threads/kept-thread.ts";

/** A thread of this file alone: threads outlive the file that started them. */
const MODULE = new URL("./orders.js?kept-thread", import.meta.url);
const give = (order: "count" | "fail" | "die" | "fill") => inThread<{ thread: number; orders: number }>(MODULE, order);

test("orders are taken in turn by one thread, one that fails says why, and a thread that dies is followed by another", async () => {
	const [first, failed, second] = await Promise.allSettled([give("count"), give("fail"), give("count")]);
	expect(failed).toMatchObject({ status: "rejected", reason: { message: "gick inte" } });
	expect([first, second]).toMatchObject([{ value: { orders: 1 } }, { value: { orders: 3 } }]);
	const { thread } = (first as PromiseFulfilledResult<{ thread: number }>).value;
	expect((await give("count")).thread).toBe(thread);

	const [died, after] = await Promise.allSettled([give("die"), give("count")]);
	expect(died).toMatchObject({ status: "rejected", reason: { message: "The thread ended with 3" } });
	expect(after).toMatchObject({ value: { orders: 1 } });
	expect((after as PromiseFulfilledResult<{ thread: number }>).value.thread).not.toBe(thread);
});

test("a thread that holds much when it has answered is ended, and the next order has another", async () => {
	const { thread } = await give("count");
	expect((await give("fill")).thread).toBe(thread);
	expect((await give("count")).thread).not.toBe(thread);
});
