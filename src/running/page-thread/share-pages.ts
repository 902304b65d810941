import type { Worker } from "node:worker_threads";
import type { Http2Bindings, HttpBindings } from "@hono/node-server";
import type { Logger } from "pino";
import { paths } from "../../paths/paths.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { END, type PageAnswer, type PageNews, type PageOrder } from "./orders.ts";

type Bindings = HttpBindings | Http2Bindings;
export type Fetch = (request: Request, env: Bindings) => Response | Promise<Response>;
/** What a thread is started with, and how many cores there are to share. */
export interface PageThreads {
	start: () => PageThread;
	cores: number;
	metrics: Metrics | undefined;
	log: Logger;
}

type PageThread = Pick<Worker, "on" | "once" | "postMessage" | "terminate" | "unref">;

/** So many pages under way at once wait for each other, and a second thread is worth what it takes: a second to load, and memory. */
const CROWD = 4;
/** A thread that nobody has asked anything for so long is ended. */
const IDLE_MS = 120_000;
/** One that failed is not started again at once, since it may fail for the same reason. */
const REST_MS = 60_000;
const LAST_WORDS_MS = 5_000;
/** No page takes so long. A thread that has answered none of those under way by then hangs, and is ended as one that failed. */
const SILENT_MS = 30_000;

/**
 * Lets a second thread read pages while many are asked for: each goes to whichever of the two has fewer under way. The thread reads
 * the same database on connections of its own, and learns from the trail what has been written since, as a second node does. What it cannot
 * answer, and everything when it is not there, the first thread answers.
 */
export function sharePages(
	own: Fetch,
	{ start, cores, metrics, log }: PageThreads,
): { fetch: Fetch; end: () => Promise<void> } {
	let reader: PageReader | null = null;
	let rests_until = 0;
	let here = 0;
	const turn = turns();

	const begin = () => {
		log.info("pages are read by a second thread");
		const begun = new PageReader(start(), metrics);
		reader = begun;
		void begun.gone.then((error) => {
			if (error) log.error({ err: error }, "the thread that reads pages failed");
			if (error) rests_until = Date.now() + REST_MS;
			reader = null;
		});
	};
	const beside = (request: Request, env: Bindings): Promise<Response | null> | null => {
		if (reader) return reader.under_way <= here ? reader.read(request, env) : null;
		if (cores > 1 && here >= CROWD && Date.now() >= rests_until) begin();
		return null;
	};

	return {
		fetch: async (request, env) => {
			if (!isPage(request)) return own(request, env);
			const there = beside(request, env);
			const answer = there && (await there);
			if (answer) return answer;
			here++;
			try {
				await turn();
				return await own(request, env);
			} finally {
				here--;
			}
		},
		end: async () => reader?.end(),
	};
}

/**
 * One page a turn of the loop. SQLite answers at once, so that a page is made without a pause: only between two of them are those seen that have
 * come meanwhile, and only so does anybody know how many wait.
 */
function turns(): () => Promise<void> {
	const waiting: (() => void)[] = [];
	const next = () => {
		waiting.shift()!();
		if (waiting.length > 0) setImmediate(next);
	};
	return () =>
		new Promise((resolve) => {
			waiting.push(resolve);
			if (waiting.length === 1) setImmediate(next);
		});
}

/** What a signed-in person reads in a browser. Files, keys of programs and signing in stay where they are. */
function isPage(request: Request): boolean {
	if (request.method !== "GET" || !request.headers.has("Cookie") || request.headers.has("Authorization")) return false;
	const { pathname } = new URL(request.url);
	return !pathname.includes(".") && !pathname.startsWith(paths.signIn());
}

class PageReader {
	/** Resolves when the thread has ended: with what was wrong, if anything was. */
	readonly gone: Promise<unknown>;
	readonly #thread: PageThread;
	readonly #waiting = new Map<number, (page: PageAnswer | null) => void>();
	readonly #idle: NodeJS.Timeout;
	#silence: NodeJS.Timeout | undefined;
	#fail: (error: Error) => void = () => {};
	#ready = false;
	#last = 0;

	constructor(thread: PageThread, metrics: Metrics | undefined) {
		this.#thread = thread;
		thread.unref();
		this.#idle = setTimeout(() => void this.end(), IDLE_MS).unref();
		thread.on("message", (news: PageNews) => {
			if ("ready" in news) this.#ready = true;
			else if ("observed" in news) metrics?.observe(news.observed);
			else this.#answer(news.id, news.page);
		});
		this.gone = new Promise((resolve) => {
			this.#fail = resolve;
			thread.once("error", resolve);
			thread.once("exit", () => resolve(null));
		});
		void this.gone.then(() => {
			this.#ready = false;
			clearTimeout(this.#idle);
			clearTimeout(this.#silence);
			// the first thread answers what this one has not
			for (const id of this.#waiting.keys()) this.#answer(id, null);
		});
	}

	get under_way(): number {
		return this.#ready ? this.#waiting.size : Number.POSITIVE_INFINITY;
	}

	async read(request: Request, env: Bindings): Promise<Response | null> {
		this.#idle.refresh();
		const id = ++this.#last;
		const { url, headers } = request;
		const address = env.incoming?.socket?.remoteAddress;
		const page = await new Promise<PageAnswer | null>((resolve) => {
			this.#waiting.set(id, resolve);
			if (this.#waiting.size === 1) this.#listen();
			this.#thread.postMessage({ id, url, headers: [...headers], address } satisfies PageOrder);
		});
		// a status that has no body refuses even an empty one
		return page && new Response(page.body.byteLength > 0 ? page.body : null, page);
	}

	/** Nothing more is sent to it; what is under way is answered. */
	async end(): Promise<void> {
		this.#ready = false;
		this.#thread.postMessage(END);
		const late = setTimeout(() => void this.#thread.terminate(), LAST_WORDS_MS);
		await this.gone;
		clearTimeout(late);
	}

	#answer(id: number, page: PageAnswer | null): void {
		this.#waiting.get(id)?.(page);
		this.#waiting.delete(id);
		this.#listen();
	}

	#listen(): void {
		clearTimeout(this.#silence);
		if (this.#waiting.size > 0) this.#silence = setTimeout(() => this.#hung(), SILENT_MS).unref();
	}

	#hung(): void {
		this.#fail(new Error(`The thread has answered nothing for ${SILENT_MS} ms`));
		void this.#thread.terminate();
	}
}
