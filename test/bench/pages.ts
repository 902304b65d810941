import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { percentile, row, timed, wrk } from "./timing.ts";
import { answers, cookieOfDay, freePort, type RunningServer, sessionFor, startServer, stop } from "./server-process.ts";
import { type Visit, visitsIn } from "./visits.ts";

const WARM = 40;
const COLD = 12;
/** What wrk measures besides: the pages that most people have open. */
const BUSIEST = [
	"Att göra",
	"Plan, hela registret",
	"Kontrolltillfällen",
	"Stickprov, ett kontrolltillfälle",
	"Avvikelser",
];

interface Measured {
	warm: number[];
	/** Each request after an event, which makes stale whatever was worked out of the register before it. */
	cold: number[];
	bytes: number;
	throughput?: { rate: number; floor: number };
}

/** Pages at demo size and at region size, warm and after an event: server time alone, and throughput against the same bytes. */
export async function bench(): Promise<void> {
	const demo = await measure("demo");
	const region = await measure("region");
	row("sida (p50/p95 ms)", "demo p50", "demo p95", "region p50", "region p95", "kall p50", "kall p95", "kB");
	const slowestFirst = Object.entries(region).sort(
		([, a], [, b]) => percentile(b.cold, 0.95) - percentile(a.cold, 0.95),
	);
	for (const [name, at] of slowestFirst) {
		const small = demo[name];
		const of = (samples: number[] | undefined, share: number) => (samples ? percentile(samples, share) : "–");
		const sizes = [of(small?.warm, 0.5), of(small?.warm, 0.95), of(at.warm, 0.5), of(at.warm, 0.95)];
		row(name, ...sizes, of(at.cold, 0.5), of(at.cold, 0.95), at.bytes / 1000);
	}
	row("\nsida", "golv/vår demo", "golv/vår region");
	for (const name of BUSIEST) {
		const ratio = ({ [name]: one }: Record<string, Measured>) => one!.throughput!.floor / one!.throughput!.rate;
		row(name, ratio(demo), ratio(region));
	}
}

async function measure(size: "demo" | "region"): Promise<Record<string, Measured>> {
	const given = process.env[`BENCH_${size.toUpperCase()}`];
	const dataDir = given ?? mkdtempSync(join(tmpdir(), `tillracklig-bench-${size}-`));
	if (!given) {
		const start = performance.now();
		execFileSync(process.execPath, ["dist/scripts/isk.js", "seed", "--size", size], {
			env: { ...process.env, DATA_DIR: dataDir },
			stdio: "ignore",
		});
		row(`fylla ${size} (s)`, (performance.now() - start) / 1000);
	}
	const server = await startServer(dataDir);
	const visits = await visitsIn(dataDir);
	const event = () => sessionFor(server, dataDir, "controller");
	const measured: Record<string, Measured> = {};
	try {
		// anew for each page: the events are sign-ins too, and the oldest session of a person with many is ended
		for (const visit of visits)
			measured[visit.name] = await visited(server, visit, await sessionFor(server, dataDir, visit.role), event);
	} finally {
		await server.stop();
	}
	if (!given) rmSync(dataDir, { recursive: true, force: true });
	return measured;
}

async function visited(
	server: RunningServer,
	{ name, path, day }: Visit,
	session: Record<string, string>,
	event: () => Promise<unknown>,
): Promise<Measured> {
	const url = server.url + path;
	const headers = day ? { Cookie: `${session.Cookie}; ${await cookieOfDay(server, session, day)}` } : session;
	const get = async () => {
		// never the page of signing in instead
		const response = await fetch(url, { headers, redirect: "manual" });
		if (!response.ok) throw new Error(`${name} ${path}: ${response.status}`);
		return response.text();
	};
	const body = await get();
	const warm = await timed(WARM, get);
	const cold = await timed(COLD, get, event);
	const throughput = BUSIEST.includes(name) ? { rate: wrk(url, headers), floor: await floorOf(body) } : undefined;
	return { warm, cold, bytes: Buffer.byteLength(body), ...(throughput ? { throughput } : {}) };
}

/** Requests a second of a bare Hono route that returns the same bytes, in a process of its own as ours is. */
async function floorOf(body: string): Promise<number> {
	const file = join(tmpdir(), `tillracklig-floor-${process.pid}.html`);
	writeFileSync(file, body);
	const port = await freePort();
	const program = `import { serve } from "@hono/node-server"; import { Hono } from "hono"; import { readFileSync } from "node:fs";
		const body = readFileSync(${JSON.stringify(file)}, "utf8"); const app = new Hono(); app.get("/", (c) => c.html(body));
		serve({ fetch: app.fetch, port: ${port}, hostname: "127.0.0.1" });`;
	const child = spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: "ignore" });
	await answers(`http://127.0.0.1:${port}/`);
	const rate = wrk(`http://127.0.0.1:${port}/`, {});
	await stop(child);
	rmSync(file);
	return rate;
}
