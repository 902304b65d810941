import { parentPort, workerData } from "node:worker_threads";
import type { Db } from "../../../db/open.ts";
import { lastEvent } from "../../../db/queries/ground/write.ts";
import { GENESIS } from "../write/trail.ts";
import { giveWay, THREAD } from "./give-way.ts";
import { readMoment } from "./read-moment.ts";
import type { CheckAnswer, CheckOrder } from "./check-thread.ts";

const say = (answer: CheckAnswer) => parentPort!.postMessage(answer);

/** What a thread of `startCheck` does: it reads one moment of the database on a connection of its own, and writes nothing. */
export async function runCheck<Data>(
	check: (db: Db, data: Data, onStep: (done: number) => void) => Promise<unknown>,
): Promise<void> {
	giveWay(THREAD);
	const { location, data } = workerData as CheckOrder<Data>;
	try {
		const work = async (db: Db) => {
			const { seq, hash } = (await lastEvent(db)) ?? { seq: 0, hash: GENESIS };
			say({ kind: "begun", value: { seq, hash } });
			return check(db, data, (done) => say({ kind: "step", value: done }));
		};
		const report = await readMoment(location, work, { mapped: true });
		say({ kind: "done", value: report });
	} catch (error) {
		// a driver's own error loses its words on the way between two threads
		throw new Error(error instanceof Error ? error.message : String(error));
	}
}
