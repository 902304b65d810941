import { execFile, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { openDatabase } from "../../db/open.ts";
import { paths } from "../../src/paths/paths.ts";
import { answers, freePort, sessionFor, startServer, stop, worked } from "./server-process.ts";
import { row } from "./timing.ts";

const CONNECTIONS = 16;
const SECONDS = Number(process.env.BENCH_SECONDS ?? 4);
const run = promisify(execFile);

/**
 * The six pages that most people have open, 16 connections that take gzip, in a process of their own: requests a second, milliseconds of the
 * server's processor for each, and a bare route that packs the same bytes. BENCH_SIZE is demo or region; `--compare` fills each revision's
 * own folder once.
 */
export async function bench(): Promise<void> {
	const { dataDir, done } = filled(process.env.BENCH_SIZE === "region" ? "region" : "demo");
	const server = await startServer(dataDir);
	try {
		const session = await sessionFor(server, dataDir, "controller");
		row(`${CONNECTIONS} förbindelser, gzip`, "svar/s", "cpu ms", "golv/s", "golv cpu ms", "golv/vår", "kB");
		for (const [name, path] of Object.entries(await pagesIn(dataDir))) {
			const body = await (await fetch(server.url + path, { headers: session })).text();
			const ours = await loaded(server.url + path, session.Cookie!, server.process.pid!);
			const floor = await floorOf(body);
			row(name, ours.rate, ours.cpu, floor.rate, floor.cpu, floor.rate / ours.rate, Buffer.byteLength(body) / 1000);
		}
		row("belastning", ...loadavg());
	} finally {
		await server.stop();
		done();
	}
}

function filled(size: string): { dataDir: string; done: () => void } {
	const kept = process.env.BENCH_KEPT;
	const dataDir = kept
		? join(kept, `${basename(process.cwd())}-${size}`)
		: mkdtempSync(join(tmpdir(), "tillracklig-bench-hot-"));
	if (!existsSync(join(dataDir, "tillracklig.db")))
		execFileSync(process.execPath, ["dist/scripts/isk.js", "seed", "--size", size], {
			env: { ...process.env, DATA_DIR: dataDir },
			stdio: "ignore",
		});
	return { dataDir, done: () => kept ?? rmSync(dataDir, { recursive: true, force: true }) };
}

async function pagesIn(dataDir: string): Promise<Record<string, string>> {
	const { db, close } = openDatabase({ file: join(dataDir, "tillracklig.db") });
	const year = new Date().getUTCFullYear();
	const plan = await db.selectFrom("plans").select("id").where("year", "=", year).limit(1).executeTakeFirstOrThrow();
	const item = await db
		.selectFrom("sample_items")
		.select("run_id")
		.orderBy("id", "desc")
		.limit(1)
		.executeTakeFirstOrThrow();
	await close();
	return {
		"Att göra": paths.inbox(),
		"Plan, hela registret": paths.planTable(plan.id),
		Kontrolltillfällen: paths.runs(),
		"Stickprov, ett kontrolltillfälle": paths.run(item.run_id),
		Avvikelser: paths.deviations(),
		Åtgärder: paths.measures(),
	};
}

/** Requests a second while all connections ask again and again, and what each cost the process that answers. */
async function loaded(url: string, cookie: string, pid: number): Promise<{ rate: number; cpu: number }> {
	const client = fileURLToPath(new URL("hot-client.mjs", import.meta.url));
	const before = worked(pid);
	const { stdout } = await run(process.execPath, [client, url, cookie, String(CONNECTIONS), String(SECONDS)]);
	const { answered, seconds } = JSON.parse(stdout) as { answered: number; seconds: number };
	return { rate: answered / seconds, cpu: (worked(pid) - before) / answered };
}

/** A bare route that packs the same bytes at once, in a process of its own as ours is. */
async function floorOf(body: string): Promise<{ rate: number; cpu: number }> {
	const file = join(tmpdir(), `tillracklig-floor-${process.pid}.html`);
	writeFileSync(file, body);
	const port = await freePort();
	const program = `import { serve } from "@hono/node-server"; import { Hono } from "hono"; import { readFileSync } from "node:fs";
		import { gzipSync } from "node:zlib";
		const body = readFileSync(${JSON.stringify(file)}, "utf8"); const app = new Hono();
		app.get("/", (c) => c.body(gzipSync(body), 200, { "Content-Type": "text/html", "Content-Encoding": "gzip" }));
		serve({ fetch: app.fetch, port: ${port}, hostname: "127.0.0.1" });`;
	const child = spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: "ignore" });
	try {
		await answers(`http://127.0.0.1:${port}/`);
		return await loaded(`http://127.0.0.1:${port}/`, "", child.pid!);
	} finally {
		await stop(child);
		rmSync(file);
	}
}
