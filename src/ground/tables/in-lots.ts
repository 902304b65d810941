import { setImmediate as turn } from "node:timers/promises";

/** As many as take a few milliseconds: whoever waits is answered between two lots. */
const LOT = 100;
/** A row that is read costs less than one that is written. */
const READ_LOT = 250;

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

/** The rows of these ids in their order, never more than a lot of them at once; one that has gone meanwhile is left out. */
export async function* rowsOf<Row extends { id: string }>(
	ids: readonly string[],
	read: (lot: readonly string[]) => Promise<readonly Row[]>,
): AsyncGenerator<Row> {
	for (let from = 0; from < ids.length; from += READ_LOT) {
		const lot = ids.slice(from, from + READ_LOT);
		const byId = new Map((await read(lot)).map((row) => [row.id, row]));
		for (const id of lot) if (byId.has(id)) yield byId.get(id)!;
	}
}
