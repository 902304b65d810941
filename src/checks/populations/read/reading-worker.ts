import { statSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { createStaging, openDatabase, openReading } from "../../../../db/open.ts";
import { FRAMED_IN_ORDER } from "../../../../db/writes/checks/ledger-rows.ts";
import { digestInStaging } from "../frame/frame-digest.ts";
import { type FrameFacts, termsOf } from "../frame/frame-terms.ts";
import { STAGED_COLUMNS } from "../import/land-lines.ts";
import { stagedLine } from "../import/ledger-rows.ts";
import { beginPlacing } from "../frame/place-items.ts";
import type { PlacedInFile, ReadInFile, ReadingAnswer, ReadingOrder, ReadingQuestion } from "./reading-orders.ts";
import { eachItems, type FileReading, type ItemSink, readFile } from "./read-file.ts";
import { ColumnsMissing, FileRefused } from "../../../ground/reading/file-refused.ts";
import { giveWay, THREAD } from "../../../ground/threads/give-way.ts";

const EVERY_MS = 300;
/** Rows that wait for others to copy them: writing them locks the file for some milliseconds. */
const SHARED_AT_A_TIME = 20_000;
const { path, location } = workerData as ReadingOrder;
const bytes = statSync(path).size;
let reading: FileReading | undefined;

giveWay(THREAD);
parentPort!.on("message", (question: ReadingQuestion) => void answered(question));

async function answered(question: ReadingQuestion): Promise<void> {
	try {
		const { kind, facts, staged } = question;
		const result = kind === "read" ? await read(facts, staged, question.shared) : await place(facts, staged);
		say({ kind: "done", result });
	} catch (error) {
		if (!(error instanceof FileRefused)) throw error;
		const columns = error instanceof ColumnsMissing ? { seen: error.seen, missing: error.missing } : null;
		say({ kind: "refused", message: error.message, columns });
	}
}

async function read(facts: FrameFacts, staged: string, shared: readonly string[] | undefined): Promise<ReadInFile> {
	return staging(facts, { file: staged, shared }, "reading", async (placing) => {
		reading = await readFile(path, termsOf(facts).read, placing);
		const { counts: _, condemned: _condemned, isGiven, ...found } = reading;
		return { found, placed: isGiven ? finished(placing) : null };
	});
}

/** Null for a purchase that came twice: it is told when the items are asked for. */
function finished(placing: StagedPlacing): PlacedInFile | null {
	try {
		return placing.finish();
	} catch (error) {
		if (error instanceof FileRefused) return null;
		throw error;
	}
}

async function place(facts: FrameFacts, staged: string): Promise<PlacedInFile> {
	return staging(facts, { file: staged, shared: undefined }, "placing", async (placing) => {
		const { read } = termsOf(facts);
		reading ??= await readFile(path, read);
		await eachItems(path, read, reading, placing.add);
		return placing.finish();
	});
}

/** Items are placed and left in a staging file; `again` empties it and begins anew. */
interface StagedPlacing extends ItemSink {
	finish(): PlacedInFile;
}

/** Work whose items are placed and left in a staging file. */
async function staging<R>(
	facts: FrameFacts,
	{ file, shared }: { file: string; shared: readonly string[] | undefined },
	stage: "reading" | "placing",
	work: (placing: StagedPlacing) => Promise<R>,
): Promise<R> {
	const database = location.url ? openDatabase(location) : openReading(location.file, { sparing: true });
	const waiting = createStaging(file, STAGED_COLUMNS, shared);
	const share = shared && sharing(() => waiting.share());
	const units = new Map(facts.units.map(({ id }, index) => [id, index]));
	const stop = watched(facts, stage);
	const begin = () =>
		beginPlacing(
			database.db,
			termsOf(facts),
			async (placed) => {
				waiting.add(placed.map((one) => stagedLine(one, units.get(one.unit.id)!)));
				share?.added(placed.length);
			},
			digestInStaging(() => waiting.each(FRAMED_IN_ORDER)),
		);
	try {
		let placing = await begin();
		return await work({
			add: (items) => placing.add(items),
			again: async () => {
				share?.stop();
				waiting.clear();
				placing = await begin();
			},
			finish: () => {
				share?.now();
				return { totals: placing.finish(), rows: waiting.count() };
			},
		});
	} finally {
		stop();
		waiting.close();
		await database.close();
	}
}

/** Tells now and then how many rows others may copy; not of a file whose rows have to be placed once more. */
function sharing(share: () => number) {
	let waiting = 0;
	let isStopped = false;
	const now = () => {
		waiting = 0;
		const rows = share();
		if (!isStopped) say({ kind: "shared", rows });
	};
	return {
		now,
		added: (rows: number) => {
			waiting += rows;
			if (waiting >= SHARED_AT_A_TIME) now();
		},
		stop: () => {
			isStopped = true;
			say({ kind: "again" });
		},
	};
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
