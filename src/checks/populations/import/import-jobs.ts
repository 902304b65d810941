import { setTimeout as wait } from "node:timers/promises";
import { Invalid } from "../../../ground/errors.ts";
import { onlyMainThread } from "../../../ground/threads/main-thread.ts";
import type { Progress } from "../read/reading-orders.ts";

/** How far a long import has come; what a page shows. */
export interface ImportProgress {
	stage: "reading" | "placing" | "storing";
	done: number;
	/** The total; 0 when it is not known. */
	of: number;
}

/** A long reading or import of an uploaded file. It goes on even if the person who started it leaves the page. */
export interface ImportJob<R> {
	readonly promise: Promise<R>;
	readonly progress: ImportProgress;
	readonly isOver: boolean;
	cancel(): void;
}

/** How long a person waits for the answer before a page tells how far it has come. Tests, which know what comes, have less. */
export const PATIENCE = { ms: 2_000 };
/** How long a finished answer waits for the page to ask for it. */
const KEPT_MS = 10 * 60_000;
/** The most large files that are read at the same time; further ones are asked to wait. */
const AT_ONCE = 4;

const jobs = new Map<string, ImportJob<unknown>>();

/** The job under a name, if it runs or has been finished lately. */
export function findJob<R>(name: string): ImportJob<R> | undefined {
	onlyMainThread();
	return jobs.get(name) as ImportJob<R> | undefined;
}

/** Starts a job once: a second call with the same name gets the job that is running. */
export function startJob<R>(name: string, work: (progress: Progress) => Promise<R>): ImportJob<R> {
	const running = findJob<R>(name);
	if (running) return running;
	if ([...jobs.values()].filter((job) => !job.isOver).length >= AT_ONCE)
		throw new Invalid({ file: "Flera stora filer läses in just nu. Vänta en stund och försök igen." });
	const aborting = new AbortController();
	const progress: ImportProgress = { stage: "reading", done: 0, of: 0 };
	const say: Progress["say"] = (stage, done, of) => Object.assign(progress, { stage, done, of });
	const promise = work({ signal: aborting.signal, say });
	let isOver = false;
	const over = () => {
		isOver = true;
		setTimeout(() => jobs.delete(name), KEPT_MS).unref();
	};
	promise.then(over, over);
	const job = {
		promise,
		progress,
		get isOver() {
			return isOver;
		},
		cancel: () => aborting.abort(),
	};
	jobs.set(name, job);
	return job;
}

export function forgetJob(name: string): void {
	jobs.delete(name);
}

/** True when the job finishes within the time that a page may take to answer. */
export async function isSoonOver(job: ImportJob<unknown>): Promise<boolean> {
	const over = job.promise.then(
		() => true,
		() => true,
	);
	return Promise.race([over, wait(PATIENCE.ms, false)]);
}
