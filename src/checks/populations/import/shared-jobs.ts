import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { Invalid } from "../../../ground/errors.ts";
import type { Context } from "../../../ground/write/context.ts";
import type { Progress } from "../read/reading-orders.ts";
import { findJob, type ImportJob, type ImportProgress, startJob } from "./import-jobs.ts";

/** What stands in the database of a job, for the other nodes. */
interface JobNote {
	progress: ImportProgress;
	/** What came of it; null while it goes on. */
	outcome: { done: unknown } | { refused: string } | null;
}

const BEAT_MS = 1_000;
/** A node that has said nothing for so long has died, and its job with it: nothing of it was stored. */
const DEAD_SECONDS = 30;
const POLL_MS = 200;

// a token is a key to the upload: only its hash leaves this process
const noteName = (name: string) => `job ${createHash("sha256").update(name).digest("hex")}`;
const takenBack = (name: string) => `${noteName(name)} taken back`;

/** Starts a job once in the whole installation. Null when another node has it. `keeps` leaves what came of it for whoever asks. */
export async function startShared<R>(
	{ database: { notes } }: Context,
	name: string,
	work: (progress: Progress) => Promise<R>,
	keeps: boolean,
): Promise<ImportJob<R> | null> {
	const here = findJob<R>(name);
	if (here || !notes) return here ?? startJob(name, work);
	const begun: JobNote = { progress: { stage: "reading", done: 0, of: 0 }, outcome: null };
	if (!(await notes.claim(noteName(name), JSON.stringify(begun), DEAD_SECONDS))) return null;
	await notes.drop(takenBack(name));
	const job = startJob(name, work);
	const post = (outcome: JobNote["outcome"]) =>
		notes.post(noteName(name), JSON.stringify({ progress: job.progress, outcome } satisfies JobNote));
	let beating = Promise.resolve();
	const beat = async () => {
		await post(null);
		if (await notes.read(takenBack(name))) job.cancel();
	};
	const timer = setInterval(() => {
		beating = beating.then(beat).catch(() => undefined); // the database is away: the job itself will tell
	}, BEAT_MS);
	const over = async (outcome: NonNullable<JobNote["outcome"]>) => {
		clearInterval(timer);
		await beating;
		await (keeps ? post(outcome) : notes.drop(noteName(name)));
	};
	job.promise
		.then(
			(done) => over({ done }),
			(error: unknown) => over({ refused: error instanceof Invalid ? error.message : "" }),
		)
		.catch(() => undefined);
	return job;
}

/** A job that another node has, as it said last; null when none has, or when the node that had it has died. */
export async function findElsewhere({ database: { notes } }: Context, name: string): Promise<JobNote | null> {
	if (findJob(name) || !notes) return null;
	const note = await notes.read(noteName(name));
	if (!note) return null;
	const said = JSON.parse(note.text) as JobNote;
	return said.outcome === null && note.seconds > DEAD_SECONDS ? null : said;
}

/** Forgets what another node left of a job. */
export async function forgetElsewhere({ database: { notes } }: Context, name: string): Promise<void> {
	await notes?.drop(noteName(name));
}

/** Asks the node that has a job to stop, and waits until it has. Returns what came of it; null when nothing did. */
export async function cancelElsewhere<R>(ctx: Context, name: string): Promise<R | null> {
	const { notes } = ctx.database;
	for (let asked = false; ; asked = true) {
		const said = await findElsewhere(ctx, name);
		if (said === null || !notes) return null;
		if (said.outcome) return "done" in said.outcome ? (said.outcome.done as R) : null;
		if (!asked) await notes.post(takenBack(name), "");
		await wait(POLL_MS);
	}
}
