import { statSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { createStaging, openDatabase } from "../../../../db/open.ts";
import { FRAMED_IN_ORDER } from "../../../../db/writes/checks/ledger-rows.ts";
import { digestInStaging } from "../frame/frame-digest.ts";
import { type FrameFacts, termsOf } from "../frame/frame-terms.ts";
import { STAGED_COLUMNS } from "../import/land-lines.ts";
import { placedLine } from "../import/ledger-rows.ts";
import { beginPlacing, type Placing } from "../frame/place-items.ts";
import type { PlacedInFile, ReadInFile, ReadingAnswer, ReadingOrder, ReadingQuestion } from "./reading-orders.ts";
import { eachItems, type FileReading, readFile } from "./read-file.ts";
import { ColumnsMissing, FileRefused } from "../../../ground/reading/file-refused.ts";

const EVERY_MS = 300;
const { path, location } = workerData as ReadingOrder;
const bytes = statSync(path).size;
let reading: FileReading | undefined;

parentPort!.on("message", (question: ReadingQuestion) => void answered(question));

async function answered(question: ReadingQuestion): Promise<void> {
	try {
		const { kind, facts, staged } = question;
		say({ kind: "done", result: kind === "read" ? await read(facts, staged) : await place(facts, staged) });
	} catch (error) {
		if (!(error instanceof FileRefused)) throw error;
		const columns = error instanceof ColumnsMissing ? { seen: error.seen, missing: error.missing } : null;
		say({ kind: "refused", message: error.message, columns });
	}
}

async function read(facts: FrameFacts, staged: string): Promise<ReadInFile> {
	return staging(facts, staged, "reading", async (placing, rows) => {
		reading = await readFile(path, termsOf(facts).read, placing.add);
		const { counts: _, condemned: _condemned, isGiven, ...found } = reading;
		return { found, placed: isGiven ? finished(placing, rows) : null };
	});
}

/** Null for a purchase that came twice: it is told when the items are asked for. */
function finished(placing: Placing, rows: () => number): PlacedInFile | null {
	try {
		return { totals: placing.finish(), rows: rows() };
	} catch (error) {
		if (error instanceof FileRefused) return null;
		throw error;
	}
}

async function place(facts: FrameFacts, staged: string): Promise<PlacedInFile> {
	return staging(facts, staged, "placing", async (placing, rows) => {
		const { read } = termsOf(facts);
		reading ??= await readFile(path, read);
		await eachItems(path, read, reading, placing.add);
		return { totals: placing.finish(), rows: rows() };
	});
}

/** Work whose items are placed and left in a staging file. */
async function staging<R>(
	facts: FrameFacts,
	staged: string,
	stage: "reading" | "placing",
	work: (placing: Placing, rows: () => number) => Promise<R>,
): Promise<R> {
	const database = openDatabase(location);
	const waiting = createStaging(staged, STAGED_COLUMNS);
	const units = new Map(facts.units.map(({ id }, index) => [id, index]));
	const stop = watched(facts, stage);
	let rows = 0;
	try {
		const placing = await beginPlacing(database.db, termsOf(facts), async (placed) => {
			rows += placed.length;
			waiting.add(
				placed.map((one) => {
					const { place, unit_id, row } = placedLine(one);
					row.unshift(place, units.get(unit_id)!);
					return row;
				}),
			);
		}, digestInStaging(() => waiting.each(FRAMED_IN_ORDER)));
		return await work(placing, () => rows);
	} finally {
		stop();
		waiting.close();
		await database.close();
	}
}

/** Tells how many bytes have been read, until the returned function is called. */
function watched(facts: FrameFacts, stage: "reading" | "placing"): () => void {
	let source: { readonly bytesRead: number } | undefined;
	facts.options = { ...facts.options, onSource: (opened) => (source = opened) };
	const timer = setInterval(
		() => say({ kind: "progress", stage, done: source?.bytesRead ?? 0, of: source ? bytes : 0 }),
		EVERY_MS,
	);
	return () => clearInterval(timer);
}

function say(answer: ReadingAnswer): void {
	parentPort!.postMessage(answer);
}
