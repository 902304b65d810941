import { getHeapStatistics } from "node:v8";
import { parentPort } from "node:worker_threads";
import type { Db } from "../../../db/open.ts";
import { giveWay, THREAD } from "./give-way.ts";
import { readMoment } from "./read-moment.ts";
import type { Answer, ReadingOrder } from "./kept-thread.ts";

/** What a thread of `inThread` does: works off one order after the other. Bytes are handed over, not copied. */
export function takeOrders<Order>(work: (order: Order) => Promise<unknown>): void {
	giveWay(THREAD);
	parentPort!.on("message", (order: Order) => {
		void work(order).then(
			(value) => tell({ value, held: held() }, value instanceof Uint8Array ? [value.buffer as ArrayBuffer] : []),
			(error) => tell({ error: error instanceof Error ? error.message : String(error), held: held() }),
		);
	});
}

function held(): number {
	const { total_physical_size, external_memory } = getHeapStatistics();
	return total_physical_size + external_memory;
}

function tell(answer: Answer<unknown>, handed: ArrayBuffer[] = []): void {
	parentPort!.postMessage(answer, handed);
}

/** What a thread of `readInThread` does. */
export function takeReadingOrders<Data>(work: (db: Db, data: Data) => Promise<unknown>): void {
	takeOrders(({ location, data }: ReadingOrder<Data>) =>
		readMoment(location, (db) => work(db, data), { sparing: true }),
	);
}
