import { statSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { createStaging, openDatabase } from "../../../../db/open.ts";
import { type FrameFacts, termsOf } from "../frame/frame-terms.ts";
import { STAGED_COLUMNS } from "../import/land-lines.ts";
import { placedLine } from "../import/ledger-rows.ts";
import { placeItems } from "../frame/place-items.ts";
import type { FoundInFile, PlacedInFile, ReadingAnswer, ReadingOrder, ReadingQuestion } from "./reading-orders.ts";
import { type FileReading, readFile } from "./read-file.ts";
import { ColumnsMissing, FileRefused } from "../../../ground/reading/file-refused.ts";

const EVERY_MS = 300;
const { path, location } = workerData as ReadingOrder;
const bytes = statSync(path).size;
let reading: FileReading | undefined;

parentPort!.on("message", (question: ReadingQuestion) => void answered(question));

async function answered(question: ReadingQuestion): Promise<void> {
	try {
		const { kind, facts } = question;
		say({ kind: "done", result: kind === "read" ? await read(facts) : await place(facts, question.staged) });
	} catch (error) {
		if (!(error instanceof FileRefused)) throw error;
		const columns = error instanceof ColumnsMissing ? { seen: error.seen, missing: error.missing } : null;
		say({ kind: "refused", message: error.message, columns });
	}
}

async function read(facts: FrameFacts): Promise<FoundInFile> {
	const stop = watched(facts, "reading");
	try {
		reading = await readFile(path, termsOf(facts).read);
	} finally {
		stop();
	}
	const { counts: _, condemned: _condemned, ...found } = reading;
	return found;
}

async function place(facts: FrameFacts, staged: string | null): Promise<PlacedInFile> {
	if (!reading) await read(facts);
	const database = openDatabase(location);
	const staging = staged === null ? null : createStaging(staged, STAGED_COLUMNS);
	const units = new Map(facts.units.map(({ id }, index) => [id, index]));
	const stop = watched(facts, "placing");
	let rows = 0;
	try {
		const totals = await placeItems(database.db, path, termsOf(facts), reading!, async (placed) => {
			rows += placed.length;
			staging?.add(
				placed.map((one) => {
					const { place, unit_id, row } = placedLine(one);
					return [place, units.get(unit_id)!, ...row];
				}),
			);
		});
		return { totals, rows };
	} finally {
		stop();
		staging?.close();
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
