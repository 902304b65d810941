import { type ChildProcess, fork } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { paths } from "../../src/paths/paths.ts";
import type { RunningServer } from "./server-process.ts";

/** What others saw while a work was done, and what it took of the server. */
export interface Meanwhile {
	/** Milliseconds of each time the work was done. */
	times: number[];
	bytes: number;
	/** MB at most above what the server held before: all of it, and the part that is not a file of the system's. */
	rss_mb: number;
	own_mb: number;
	reads: number[];
	saves: number[];
	/** Milliseconds of processor that the server's loop had between two turns. */
	turns: number[];
}

const TURNS = join(tmpdir(), `tillracklig-turns-${process.pid}.json`);
/** What a server is started with, for its turns to be told. */
export const TOLD = {
	NODE_OPTIONS: `--import ${fileURLToPath(new URL("turns.mjs", import.meta.url))}`,
	BENCH_TURNS: TURNS,
};

/** Others at work beside whatever is measured: they read `page` and sign in. */
export class Others {
	readonly #server: RunningServer;
	readonly #child: ChildProcess;
	readonly #begun: Promise<unknown>;

	constructor(server: RunningServer, page: string, session: Record<string, string>, person: string) {
		this.#server = server;
		const form = new URLSearchParams({ person }).toString();
		this.#child = fork(fileURLToPath(new URL("others.mjs", import.meta.url)), [
			server.url,
			page,
			session.Cookie!,
			form,
		]);
		this.#begun = new Promise((resolve, reject) => {
			this.#child.once("message", resolve);
			this.#child.once("exit", (code) => reject(new Error(`The others ended with ${code}`)));
		});
	}

	/** Does the work again and again for at least `ms`, and tells what others saw. */
	async during(work: () => Promise<number>, ms: number): Promise<Meanwhile> {
		await this.#begun;
		await this.#turns();
		this.#child.send("from");
		const memory = new Memory(this.#server.process.pid!);
		const [times, began]: [number[], number] = [[], performance.now()];
		let bytes = 0;
		try {
			while (times.length === 0 || performance.now() - began < ms) {
				const start = performance.now();
				bytes = await work();
				times.push(performance.now() - start);
			}
		} finally {
			memory.stop();
		}
		const samples = new Promise<{ reads: number[]; saves: number[] }>((resolve) =>
			this.#child.once("message", (said) => resolve(said as never)),
		);
		this.#child.send("to");
		return { times, bytes, ...memory.grown(), ...(await samples), turns: await this.#turns() };
	}

	async #turns(): Promise<number[]> {
		rmSync(TURNS, { force: true });
		this.#server.process.kill("SIGUSR2");
		for (;;) {
			await delay(20);
			try {
				return JSON.parse(readFileSync(TURNS, "utf8")) as number[];
			} catch {
				// not yet, or not yet whole
			}
		}
	}

	stop(): void {
		this.#child.kill();
		rmSync(TURNS, { force: true });
	}
}

/** The first person whom the page for signing in offers. */
export async function somebody(server: RunningServer): Promise<string> {
	const page = await (await fetch(server.url + paths.signIn())).text();
	return /name="person" value="([^"]+)"/.exec(page)![1]!;
}

/** How much a process holds, looked at often. */
class Memory {
	readonly #before: [number, number];
	readonly #timer: NodeJS.Timeout;
	#most: [number, number];

	constructor(pid: number) {
		this.#before = heldBy(pid);
		this.#most = this.#before;
		this.#timer = setInterval(() => {
			const [all, own] = heldBy(pid);
			this.#most = [Math.max(all, this.#most[0]), Math.max(own, this.#most[1])];
		}, 20);
	}

	stop(): void {
		clearInterval(this.#timer);
	}

	grown(): { rss_mb: number; own_mb: number } {
		return { rss_mb: this.#most[0] - this.#before[0], own_mb: this.#most[1] - this.#before[1] };
	}
}

function heldBy(pid: number): [number, number] {
	const status = readFileSync(`/proc/${pid}/status`, "utf8");
	const mb = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)![1]) / 1024;
	return [mb("VmRSS"), mb("RssAnon")];
}
