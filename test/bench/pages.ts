import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../../db/open.ts";
import { paths } from "../../src/paths/paths.ts";
import { percentile, row, timed, wrk } from "./timing.ts";
import { answers, freePort, sessionFor, startServer, stop } from "./server-process.ts";

interface Pages {
	[name: string]: string;
}

/** Pages at demo size and at region size: server time alone, and throughput against a Hono route that returns the same bytes. */
export async function bench(): Promise<void> {
	const demo = await measure("demo");
	const region = await measure("region");
	row("sida", "demo p95 ms", "region p95 ms", "region/demo", "golv/vår demo", "golv/vår region");
	for (const [name, at] of Object.entries(region)) {
		const small = demo[name]!;
		row(name, small.p95, at.p95, at.median / small.median, small.floor / small.rate, at.floor / at.rate);
	}
}

async function measure(
	size: "demo" | "region",
): Promise<Record<string, { median: number; p95: number; rate: number; floor: number }>> {
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
	const headers = await sessionFor(server, dataDir, "controller");
	const measured: Awaited<ReturnType<typeof measure>> = {};
	for (const [name, path] of Object.entries(await pagesOf(dataDir))) {
		const url = server.url + path;
		const get = async () => {
			const response = await fetch(url, { headers });
			if (!response.ok) throw new Error(`${path}: ${response.status}`);
			return response.text();
		};
		const body = await get();
		const samples = await timed(150, get);
		measured[name] = {
			median: percentile(samples, 0.5),
			p95: percentile(samples, 0.95),
			rate: wrk(url, headers),
			floor: await floorOf(body),
		};
	}
	await server.stop();
	if (!given) rmSync(dataDir, { recursive: true, force: true });
	return measured;
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

/** The pages that matter, with the newest plan, a drawn run, a risk and a deviation. */
async function pagesOf(dataDir: string): Promise<Pages> {
	const { db, close } = openDatabase({ file: join(dataDir, "tillracklig.db") });
	const plan = await db
		.selectFrom("plans")
		.select(["id", "year"])
		.orderBy("year", "desc")
		.limit(1)
		.executeTakeFirstOrThrow();
	const risk = await db
		.selectFrom("controls")
		.select("risk_id")
		.where("plan_id", "=", plan.id)
		.executeTakeFirstOrThrow();
	const run = await db.selectFrom("sample_items").select("run_id").executeTakeFirstOrThrow();
	const population = await db
		.selectFrom("populations")
		.select("id")
		.orderBy("period_key", "desc")
		.executeTakeFirstOrThrow();
	const deviation = await db.selectFrom("deviations").select("id").executeTakeFirstOrThrow();
	const period = await db
		.selectFrom("reporting_periods")
		.select("id")
		.orderBy("year", "desc")
		.executeTakeFirstOrThrow();
	await close();
	return {
		"Stickprov, ett kontrolltillfälle": paths.run(run.run_id),
		"Plan, tre kolumner": paths.plan(plan.id),
		"Plan, hela registret": paths.planTable(plan.id),
		Riskkarta: paths.planMatrix(plan.id),
		"Risk med kedja": paths.risk(risk.risk_id),
		Årsöversikt: paths.yearStrip(plan.year),
		"Att göra": paths.inbox(),
		Kontrolltillfällen: paths.runs(),
		Population: paths.population(population.id),
		Avvikelser: paths.deviations(),
		Avvikelse: paths.deviation(deviation.id),
		Åtgärder: paths.measures(),
		Enheter: paths.units(),
		Personer: paths.people(),
		Rapporttillfälle: paths.reportPeriod(period.id),
		Logg: paths.trail(),
	};
}
