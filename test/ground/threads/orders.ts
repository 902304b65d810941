import { getPriority } from "node:os";
import { threadId } from "node:worker_threads";
import { takeOrders } from "../../../src/ground/threads/take-orders.ts";

let orders = 0;
const kept: Buffer[] = [];

/** A thread of the tests: says which it is, which order it had and how polite it is, fails, or dies. */
takeOrders(async (order: "count" | "fail" | "die" | "fill") => {
	orders++;
	if (order === "fail") throw new Error("gick inte");
	if (order === "die") process.exit(3);
	if (order === "fill") kept.push(Buffer.alloc(200_000_000));
	return { thread: threadId, orders, nice: getPriority() };
});
