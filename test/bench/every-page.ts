import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Role, ROLES } from "../../db/schema/vocabulary.ts";
import { write } from "../../src/ground/write/write.ts";
import { benchContext, pageRoutes, type Reached, reached } from "./crawl.ts";
import { alreadyLoaded, onPostgres } from "./on-postgres.ts";
import { type RunningServer, sessionFor, startServer, worked } from "./server-process.ts";
import { percentile, row } from "./timing.ts";

const TIMES = Number(process.env.BENCH_TIMES ?? 12);
const SHOWN = 20;

interface Measured extends Reached {
	role: Role;
	cold: number[];
	/** Milliseconds that the server's processor worked, every thread of it counted: on a busy machine it says more than the clock. */
	cpu: number[];
	warm: number[];
	kB: number;
}

/**
 * Every page that a role can reach by links, one address a route and one more with what the address may ask (another page of a list, an order),
 * remembered and cold: after an event of a kind that makes stale whatever was worked out before it. As a table of the slowest, and whole
 * as JSON where BENCH_OUT says. BENCH_SAVE is a folder for the pages themselves. BENCH_POSTGRES copies the folder into a PostgreSQL of
 * its own and measures there, BENCH_DATABASE_URL is one that holds it already; BENCH_ROUTES is an expression for the routes that are measured, and BENCH_ROLES names
 * the roles, with commas between.
 */
export async function bench(): Promise<void> {
	const given = process.env.BENCH_REGION;
	const dataDir = given ?? mkdtempSync(join(tmpdir(), "tillracklig-bench-every-"));
	if (!given)
		execFileSync(process.execPath, ["dist/scripts/isk.js", "seed", "--size", "region"], {
			env: { ...process.env, DATA_DIR: dataDir },
			stdio: "ignore",
		});
	const kept = process.env.BENCH_DATABASE_URL;
	const postgres = kept ? await alreadyLoaded(kept) : process.env.BENCH_POSTGRES ? await onPostgres(dataDir) : null;
	const url = postgres?.url;
	const server = await startServer(dataDir, { DATABASE_URL: url });
	const event = await eventsIn(dataDir, url);
	const wanted = new RegExp(process.env.BENCH_ROUTES ?? ".");
	const roles = process.env.BENCH_ROLES?.split(",") ?? Object.keys(ROLES);
	const processes = () => [server.process.pid!, ...(postgres ? childrenOf(postgres.pid) : [])];
	const measured: Measured[] = [];
	try {
		for (const role of roles as Role[]) {
			const session = await sessionFor(server, dataDir, role).catch(() => null);
			if (!session) continue;
			const get = (path: string) => fetch(server.url + path, { headers: session, redirect: "manual" });
			const pages = await reached(get, await pageRoutes(dataDir));
			for (const page of pages.filter(({ route }) => wanted.test(route)))
				measured.push(await visited({ server, processes }, { ...page, role }, session, event.write));
			row(role, pages.length);
		}
	} finally {
		await event.close();
		await server.stop();
		await postgres?.stop();
		if (!given) rmSync(dataDir, { recursive: true, force: true });
	}
	if (process.env.BENCH_OUT) writeFileSync(process.env.BENCH_OUT, JSON.stringify(measured));
	tell(measured);
}

function tell(measured: readonly Measured[]): void {
	const by = (one: Measured) => percentile(one.cpu, 0.5);
	row("| kall p50 | p95 | cpu p50 | minns p50 | kB | roll | sida");
	for (const one of [...measured].sort((a, b) => by(b) - by(a)).slice(0, Number(process.env.BENCH_SHOWN ?? SHOWN))) {
		const figures = [percentile(one.cold, 0.5), percentile(one.cold, 0.95), by(one), percentile(one.warm, 0.5), one.kB];
		console.log(`| ${figures.map((n) => n.toFixed(0)).join(" | ")} | ${one.role} | ${one.path}`);
	}
	const slow = measured.filter((one) => percentile(one.cold, 0.95) >= 50);
	row("sida × roll", measured.length);
	row("p95 < 50 ms", measured.length - slow.length);
	row("cpu p50 < 40 ms", measured.filter((one) => by(one) < 40).length);
}

/** An event as another process would write it: of a unit, on which every page may depend. */
async function eventsIn(
	dataDir: string,
	url: string | undefined,
): Promise<{ write: () => Promise<unknown>; close: () => Promise<void> }> {
	const { ctx, database } = await benchContext(dataDir, url);
	const unit = await database.db.selectFrom("org_units").select(["id", "name"]).limit(1).executeTakeFirstOrThrow();
	const data = { name: unit.name, changes: { name: [unit.name, unit.name] as [string, string] } };
	return {
		close: () => database.close(),
		write: () =>
			write(ctx, ({ record }) =>
				record({ type: "unit.edited", object: { kind: "org_unit", id: unit.id }, unit_id: unit.id, data }),
			),
	};
}

async function visited(
	{ server, processes }: { server: RunningServer; processes: () => number[] },
	page: Reached & { role: Role },
	session: Record<string, string>,
	event: () => Promise<unknown>,
): Promise<Measured> {
	let html = "";
	const get = async () => {
		const response = await fetch(server.url + page.path, { headers: session, redirect: "manual" });
		if (!response.ok) throw new Error(`${page.role} ${page.path}: ${response.status}`);
		html = await response.text();
	};
	const measured: Measured = { ...page, cold: [], cpu: [], warm: [], kB: 0 };
	await get();
	for (let n = 0; n < TIMES; n++) {
		await event();
		const [before, start] = [worked(...processes()), performance.now()];
		await get();
		measured.cold.push(performance.now() - start);
		measured.cpu.push(worked(...processes()) - before);
		const again = performance.now();
		await get();
		measured.warm.push(performance.now() - again);
	}
	const folder = process.env.BENCH_SAVE;
	if (folder) writeFileSync(join(folder, `${page.role} ${encodeURIComponent(page.path)}.html`.slice(0, 240)), html);
	return { ...measured, kB: Buffer.byteLength(html) / 1000 };
}

/** PostgreSQL answers from a process for each connection. */
const childrenOf = (pid: number): number[] =>
	readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").map(Number);
