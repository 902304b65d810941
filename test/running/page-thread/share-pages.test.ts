import { EventEmitter } from "node:events";
import type { HttpBindings } from "@hono/node-server";
import { pino } from "pino";
import { expect, onTestFinished, test, vi } from "vitest";
import type { PageNews, PageOrder } from "../../../src/running/page-thread/orders.ts";
import { END } from "../../../src/running/page-thread/orders.ts";
import { sharePages } from "../../../src/running/page-thread/share-pages.ts";

/** A thread that answers when the test says so. */
class Thread extends EventEmitter {
	readonly orders: (PageOrder | typeof END)[] = [];
	postMessage = (order: PageOrder | typeof END) => void this.orders.push(order);
	terminate = vi.fn(async () => 0);
	unref = () => {};
	tell = (news: PageNews) => this.emit("message", news);
	page = (n: number, text: string) => {
		const { id } = this.orders[n] as PageOrder;
		this.tell({
			id,
			page: { status: 200, headers: [["X-By", "thread"]], body: new TextEncoder().encode(text).buffer },
		});
	};
}

function opened(cores = 2) {
	const threads: Thread[] = [];
	let release = () => {};
	const released = new Promise<void>((resolve) => {
		release = resolve;
	});
	const own = vi.fn((_: Request) => released.then(() => new Response("own")));
	const pages = sharePages(own, {
		start: () => {
			const thread = new Thread();
			threads.push(thread);
			return thread as never;
		},
		cores,
		metrics: undefined,
		log: pino({ level: "silent" }),
	});
	const ask = (path = "/planer", init: RequestInit = {}) =>
		pages.fetch(new Request(`http://127.0.0.1${path}`, { headers: { Cookie: "session=x" }, ...init }), {
			incoming: { socket: { remoteAddress: "192.0.2.7" } },
		} as HttpBindings) as Promise<Response>;
	/** Five at once, of which the last finds four under way. */
	const crowd = () => Array.from({ length: 5 }, () => ask());
	return { threads, own, pages, ask, release: () => release(), crowd };
}

const text = async (answer: Promise<Response>) => (await answer).text();
const soon = () => new Promise((resolve) => setImmediate(resolve));

test("a few pages at a time are the first thread's; a crowd starts one thread more, and only one", async () => {
	const { threads, ask, release, crowd } = opened();
	const few = Array.from({ length: 4 }, () => ask());
	await soon();
	expect(threads).toHaveLength(0);
	release();
	await Promise.all(few);
	const many = [...crowd(), ...crowd()];
	await soon();
	expect(threads).toHaveLength(1);
	release();
	expect(await Promise.all(many.map(text))).toEqual(Array(10).fill("own"));
});

test("on one core, or where somebody else reads, nothing is started", async () => {
	const { threads, release, crowd } = opened(1);
	const many = crowd();
	await soon();
	release();
	await Promise.all(many);
	expect(threads).toHaveLength(0);
});

test("a page goes to whichever has fewer under way, with who asks and from where, and not before the thread is ready", async () => {
	const { threads, own, ask, release, crowd } = opened();
	const before = [...crowd(), ask()];
	await soon();
	const thread = threads[0]!;
	expect(thread.orders).toHaveLength(0);
	thread.tell({ ready: true });
	const there = Array.from({ length: 7 }, (_, n) => ask(`/planer?n=${n}`));
	await soon();
	expect(thread.orders).toHaveLength(7);
	const { url, headers, address } = thread.orders[0] as PageOrder;
	expect([url, address, Object.fromEntries(headers)]).toEqual([
		"http://127.0.0.1/planer?n=0",
		"192.0.2.7",
		{ cookie: "session=x" },
	]);
	const eighth = ask();
	await soon();
	expect(thread.orders).toHaveLength(7);
	await vi.waitFor(() => expect(own).toHaveBeenCalledTimes(7));
	release();
	for (const n of there.keys()) thread.page(n, `page ${n}`);
	expect(await Promise.all(there.map(text))).toEqual(there.map((_, n) => `page ${n}`));
	expect((await there[0])!.headers.get("X-By")).toBe("thread");
	expect(await Promise.all([...before, eighth].map(text))).toEqual(Array(7).fill("own"));
});

test("what the thread cannot answer, and what it has not answered when it dies, the first thread does", async () => {
	const { threads, ask, release, crowd } = opened();
	const before = crowd();
	await soon();
	const thread = threads[0]!;
	thread.tell({ ready: true });
	const [one, two, three] = [ask("/sok?q=a"), ask(), ask()];
	await soon();
	thread.tell({ id: (thread.orders[0] as PageOrder).id, page: null });
	thread.page(1, "page");
	thread.emit("error", new Error("out of memory"));
	thread.emit("exit", 1);
	await soon();
	const later = crowd();
	await soon();
	release();
	expect(await Promise.all([one, two, three].map(text))).toEqual(["own", "page", "own"]);
	await Promise.all([...before, ...later]);
	// one that failed is not started again at once
	expect(threads).toHaveLength(1);
});

test("a thread that hangs is ended, and the first answers what it was asked for; one that answers slowly is left alone", async () => {
	vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
	onTestFinished(() => void vi.useRealTimers());
	const { threads, ask, release, crowd } = opened();
	const before = crowd();
	await soon();
	const thread = threads[0]!;
	thread.tell({ ready: true });
	const slow = [ask(), ask(), ask()];
	await soon();
	for (const n of slow.keys()) {
		vi.advanceTimersByTime(20_000);
		thread.page(n, "page");
	}
	expect(await Promise.all(slow.map(text))).toEqual(Array(3).fill("page"));
	vi.advanceTimersByTime(40_000);
	expect(thread.terminate).not.toHaveBeenCalled();
	const stuck = ask();
	await soon();
	vi.advanceTimersByTime(31_000);
	release();
	expect(await text(stuck)).toBe("own");
	expect(thread.terminate).toHaveBeenCalledTimes(1);
	await Promise.all(before);
});

test("what is no page of somebody signed in never leaves the first thread", async () => {
	const { threads, ask, release, crowd } = opened();
	const before = crowd();
	await soon();
	threads[0]!.tell({ ready: true });
	const others = [
		ask("/planer", { method: "POST" }),
		ask("/planer", { method: "HEAD" }),
		ask("/planer.xlsx"),
		ask("/logga-in"),
		ask("/planer", { headers: {} }),
		ask("/planer", { headers: { Cookie: "session=x", Authorization: "Bearer x" } }),
	];
	await soon();
	expect(threads[0]!.orders).toHaveLength(0);
	release();
	await Promise.all([...before, ...others]);
});

test("an answer without a body comes as it is", async () => {
	const { threads, ask, release, crowd } = opened();
	const before = crowd();
	await soon();
	const thread = threads[0]!;
	thread.tell({ ready: true });
	const answers = [ask(), ask()];
	await soon();
	for (const [n, status] of [204, 304].entries()) {
		const { id } = thread.orders[n] as PageOrder;
		thread.tell({ id, page: { status, headers: [["ETag", '"x"']], body: new ArrayBuffer(0) } });
	}
	expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([204, 304]);
	release();
	await Promise.all(before);
});

test("the end is told the thread after what is under way, and nothing is sent to it any more", async () => {
	const { threads, pages, ask, release, crowd } = opened();
	const before = crowd();
	await soon();
	const thread = threads[0]!;
	thread.tell({ ready: true });
	const last = ask();
	await soon();
	const ended = pages.end();
	const after = ask();
	await soon();
	expect(thread.orders.at(-1)).toBe(END);
	thread.page(0, "page");
	thread.emit("exit", 0);
	release();
	await ended;
	expect(await text(last)).toBe("page");
	expect(await text(after)).toBe("own");
	await Promise.all(before);
});

test("one page a turn of the loop: what has come meanwhile is seen between two", async () => {
	const { own, release, crowd } = opened();
	const many = crowd();
	await soon();
	expect(own).toHaveBeenCalledTimes(1);
	await soon();
	expect(own).toHaveBeenCalledTimes(2);
	release();
	await Promise.all(many);
});
