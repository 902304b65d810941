import { setImmediate as turn } from "node:timers/promises";

/** As many as take a few milliseconds: whoever waits is answered between two lots. */
const LOT = 100;

/** What is written of each row, a lot at a time. */
export async function* inLots<Row>(
	rows: Iterable<Row> | AsyncIterable<Row>,
	written: (row: Row) => string,
): AsyncGenerator<string> {
	let [lot, count] = ["", 0];
	for await (const row of rows) {
		lot += written(row);
		if (++count % LOT !== 0) continue;
		yield lot;
		lot = "";
		await turn();
	}
	if (lot !== "") yield lot;
}
