import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { paths } from "../../src/paths/paths.ts";
import { benchContext } from "./crawl.ts";
import { type Meanwhile, Others, somebody, TOLD } from "./others.ts";
import { cookieOfDay, type RunningServer, sessionFor, startServer } from "./server-process.ts";
import { percentile, row } from "./timing.ts";

const MS = Number(process.env.BENCH_MS ?? 6_000);
const run = promisify(execFile);

interface Work {
	name: string;
	/** Returns how many bytes came. */
	does: (server: RunningServer, session: Record<string, string>) => Promise<number>;
}

/**
 * Each heavy work on a copy of BENCH_REGION, one server for each: its time, what the server grows by, and what others see who read a
 * list and save something every 50 ms. BENCH_WORK is part of the names of those to be measured.
 */
export async function bench(): Promise<void> {
	const given = process.env.BENCH_REGION;
	if (!given) throw new Error("BENCH_REGION ska vara en mapp med en fylld region: isk seed --size region.");
	const folder = mkdtempSync(join(tmpdir(), "tillracklig-bench-heavy-"));
	const dataDir = join(folder, "data");
	try {
		cpSync(given, dataDir, { recursive: true });
		const works = (await worksIn(dataDir, folder)).filter(({ name }) =>
			new RegExp(process.env.BENCH_WORK ?? "").test(name),
		);
		row("", "s", "MB", "RSS + MB", "egna + MB", "läser p99", "max", "sparar p99", "max", "tur p99", "tur max");
		for (const work of [{ name: "ingenting", does: () => pause(1_000) }, ...works])
			await measured(work, dataDir).then(
				(meanwhile) => tell(work.name, meanwhile),
				(error: Error) => row(work.name, error.message),
			);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function tell(name: string, { times, bytes, rss_mb, own_mb, reads, saves, turns }: Meanwhile): void {
	const waits = (samples: number[]) => [percentile(samples, 0.99), percentile(samples, 1)];
	row(
		name,
		percentile(times, 0.5) / 1000,
		bytes / 1e6,
		rss_mb,
		own_mb,
		...waits(reads),
		...waits(saves),
		...waits(turns),
	);
}

const pause = (ms: number) => new Promise<number>((resolve) => setTimeout(() => resolve(0), ms));

async function measured(work: Work, dataDir: string): Promise<Meanwhile> {
	const server = await startServer(dataDir, TOLD);
	try {
		const session = await sessionFor(server, dataDir, "controller");
		const auditor = await sessionFor(server, dataDir, "auditor");
		const others = new Others(server, paths.measures(), session, await somebody(server));
		await pause(3_000);
		try {
			return await others.during(() => work.does(server, /logg|paket/.test(work.name) ? auditor : session), MS);
		} finally {
			others.stop();
		}
	} finally {
		await server.stop();
	}
}

/** Reads the whole answer as it comes, and holds none of it. */
async function taken(response: Response): Promise<number> {
	if (!response.ok)
		throw new Error(`${response.url} was answered ${response.status}: ${(await response.text()).slice(0, 500)}`);
	let bytes = 0;
	for await (const chunk of response.body!) bytes += (chunk as Uint8Array).length;
	return bytes;
}

const got = (name: string, path: string): Work => ({
	name,
	does: async ({ url }, headers) => taken(await fetch(url + path, { headers })),
});

const posted = (name: string, path: string): Work => ({
	name,
	does: async ({ url }, headers) =>
		taken(await fetch(url + path, { method: "POST", headers: { ...headers, Origin: url } })),
});

/** A command beside the server, on the same files. */
const commanded = (name: string, dataDir: string, args: (n: number) => string[]): Work => {
	let n = 0;
	return {
		name,
		does: async () => {
			await run(process.execPath, ["dist/scripts/isk.js", ...args(n++)], {
				...(process.env.BENCH_ROOT ? { cwd: process.env.BENCH_ROOT } : {}),
				env: { ...process.env, DATA_DIR: dataDir },
			});
			return 0;
		},
	};
};

async function worksIn(dataDir: string, folder: string): Promise<Work[]> {
	const { database, ctx } = await benchContext(dataDir);
	const [plan, period, controls] = await Promise.all([
		ctx.db
			.selectFrom("plans")
			.innerJoin("risks", "risks.plan_id", "plans.id")
			.select(({ fn }) => ["plans.id", fn.countAll<number>().as("n")])
			.groupBy("plans.id")
			.orderBy("n", "desc")
			.executeTakeFirstOrThrow(),
		ctx.db
			.selectFrom("follow_ups")
			.innerJoin("reporting_periods", "reporting_periods.id", "follow_ups.period_id")
			.select(({ fn }) => ["reporting_periods.id", fn.countAll<number>().as("n")])
			.groupBy("reporting_periods.id")
			.orderBy("n", "desc")
			.executeTakeFirstOrThrow(),
		ctx.db.selectFrom("populations").select("id").orderBy("id", "desc").executeTakeFirstOrThrow(),
	]);
	await database.close();
	const lists: Record<string, string> = {
		logg: paths.trail(),
		kontrolltillfällen: paths.runs(),
		åtgärder: paths.measures(),
		träffar: paths.ledgerHits(),
		personer: paths.people(),
		enheter: paths.units(),
		avvikelser: paths.deviations(),
		register: `/planer/${plan.id}/register`,
		utvärdering: paths.evaluation(),
		gallring: paths.disposable(),
		population: `/populationer/${controls.id}`,
	};
	const day = `${new Date().getUTCFullYear()}-06-15`;
	return [
		got("rapport, Word", paths.reportPaper(period.id, "docx")),
		got("rapport, PDF", paths.reportPaper(period.id, "pdf")),
		got("plan, Word", paths.planPaper(plan.id, "docx")),
		got("plan, PDF", paths.planPaper(plan.id, "pdf")),
		posted("arbetsbok", paths.reportWorkbook(period.id)),
		...Object.entries(lists).flatMap(([name, path]) =>
			["xlsx", "csv", "json"].map((ending) => got(`${name}.${ending}`, `${path}.${ending}`)),
		),
		posted("granskningspaket", paths.auditPackage(period.id)),
		posted("arkiv", paths.reportArchive(period.id)),
		{
			name: "tidigare dag",
			does: async (server, session) => {
				const cookie = await cookieOfDay(server, session, day);
				return taken(await fetch(server.url + paths.inbox(), { headers: { Cookie: `${session.Cookie}; ${cookie}` } }));
			},
		},
		commanded("säkerhetskopia", dataDir, (n) => ["backup", join(folder, `kopia-${n}`)]),
		commanded("verify", dataDir, () => ["verify"]),
	];
}
