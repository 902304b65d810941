import { parentPort } from "node:worker_threads";
import type { Database, Db } from "../../../db/open.ts";
import { readMoment } from "./read-moment.ts";
import type { Answer } from "./kept-thread.ts";

/** What a thread of `inThread` does: works off one order after the other. Bytes are handed over, not copied. */
export function takeOrders<Order>(work: (order: Order) => Promise<unknown>): void {
	parentPort!.on("message", async (order: Order) => {
		const answer: Answer<unknown> = await work(order).then(
			(value) => ({ value }),
			(error) => ({ error: error instanceof Error ? error.message : String(error) }),
		);
		const isBytes = "value" in answer && answer.value instanceof Uint8Array;
		parentPort!.postMessage(answer, isBytes ? [(answer.value as Uint8Array<ArrayBuffer>).buffer] : []);
	});
}

export interface ReadingOrder<Data> {
	location: Database["location"];
	data: Data;
}

/** The same of orders that read one moment of a database, and write nothing there. */
export function takeReadingOrders<Data>(work: (db: Db, data: Data) => Promise<unknown>): void {
	takeOrders(({ location, data }: ReadingOrder<Data>) => readMoment(location, (db) => work(db, data)));
}
