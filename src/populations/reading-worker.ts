import { statSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { openDatabase } from "../../db/open.ts";
import { type FrameFacts, termsOf } from "./frame-terms.ts";
import { type PlacedRow, placedRow } from "./ledger-rows.ts";
import { type FrameTotals, placeItems } from "./place-items.ts";
import type { FoundInFile } from "./purchase-source.ts";
import { type FileReading, readFile } from "./read-file.ts";
import { ColumnsMissing, FileRefused } from "./reading/file-refused.ts";
import type { Field } from "./reading/headings.ts";

/** What the thread is started with. */
export interface ReadingOrder {
	path: string;
	location: { url?: string; file: string };
}

/** What it is asked: one reading at a time, with or without the items' rows, or one lot more of them. */
export type ReadingQuestion =
	| { kind: "read"; facts: FrameFacts }
	| { kind: "place"; facts: FrameFacts; rows: boolean }
	| { kind: "next" };

export type ReadingAnswer =
	| { kind: "progress"; stage: "reading" | "placing"; done: number; of: number }
	| { kind: "placed"; placed: PlacedRow[] }
	| { kind: "done"; result: FoundInFile | FrameTotals }
	| { kind: "refused"; message: string; columns: { headings: readonly string[]; missing: readonly Field[] } | null };

const EVERY_MS = 300;
/** Lots on their way at once: the next is read while one is stored. */
const AHEAD = 2;
const { path, location } = workerData as ReadingOrder;
const bytes = statSync(path).size;
let reading: FileReading | undefined;
let onTheirWay = 0;
let next: (() => void) | undefined;

parentPort!.on("message", (question: ReadingQuestion) => {
	if (question.kind !== "next") return void answered(question);
	onTheirWay -= 1;
	next?.();
});

async function answered(question: Exclude<ReadingQuestion, { kind: "next" }>): Promise<void> {
	try {
		const { kind, facts } = question;
		say({ kind: "done", result: kind === "read" ? await read(facts) : await place(facts, question.rows) });
	} catch (error) {
		if (!(error instanceof FileRefused)) throw error;
		const columns = error instanceof ColumnsMissing ? { headings: error.headings, missing: error.missing } : null;
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
	const { counts: _, ...found } = reading;
	return found;
}

/** Reads the items, and waits while a few lots are on their way to be stored: nothing piles up. */
async function place(facts: FrameFacts, rows: boolean): Promise<FrameTotals> {
	if (!reading) await read(facts);
	const database = openDatabase(location);
	const stop = watched(facts, "placing");
	try {
		return await placeItems(database.db, path, termsOf(facts), reading!, async (placed) => {
			if (!rows) return;
			while (onTheirWay >= AHEAD) {
				await new Promise<void>((resolve) => {
					next = resolve;
				});
			}
			onTheirWay += 1;
			say({ kind: "placed", placed: placed.map(placedRow) });
		});
	} finally {
		stop();
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
