import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { paths } from "../../src/paths/paths.ts";
import { benchContext } from "./crawl.ts";
import { confirm, purchases, targetOf, upload } from "./import.ts";
import { type Meanwhile, Others, somebody, TOLD } from "./others.ts";
import { cookieOfDay, type RunningServer, sessionFor, startServer } from "./server-process.ts";
import { percentile, row } from "./timing.ts";

const MS = Number(process.env.BENCH_MS ?? 4_000);
/** Between a server's start and the measure, while it measures its tables. */
const SETTLED_MS = 1_500;
const IMPORTED = 100_000;
const run = promisify(execFile);

interface Work {
	name: string;
	/** Returns how many bytes came. */
	does: (server: RunningServer, session: Record<string, string>) => Promise<number>;
	once?: true;
}

/**
 * Each heavy work on a copy of BENCH_REGION, one server for each: its time, what the server grows by, and what others see who read a
 * list and save something every 50 ms. BENCH_WORK is part of the names of those to be measured, BENCH_MS how long each is repeated. Whole
 * it takes ten minutes or so of a quiet machine.
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
		row("belastning vid slutet", ...loadavg());
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
		await pause(SETTLED_MS);
		try {
			return await others.during(
				() => work.does(server, /logg|paket/.test(work.name) ? auditor : session),
				work.once ? 0 : MS,
			);
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

/** A file by the page, from the first byte to the frozen population: once, since a month is frozen once. */
async function imported(dataDir: string, folder: string): Promise<Work> {
	const { controlId, codes } = await targetOf(dataDir);
	const file = join(folder, "inkop.csv");
	writeFileSync(file, purchases(codes, IMPORTED));
	return {
		name: `import, ${IMPORTED} rader`,
		once: true,
		does: async (server, session) => {
			await confirm(server, session, await upload(server, session, controlId, file), IMPORTED);
			return 0;
		},
	};
}

/** The rules over the ledger, until they have stored their last hit. */
const ruled = (dataDir: string): Work => ({
	name: "regler över huvudboken",
	does: async (server, session) => {
		const { database, ctx } = await benchContext(dataDir);
		const unfinished = () =>
			ctx.db.selectFrom("ledger_rule_runs").select("id").where("finished_at", "is", null).executeTakeFirst();
		const headers = { ...session, Origin: server.url };
		const body = new URLSearchParams({ starta: "1" });
		const answer = await fetch(server.url + paths.ledgerRuleRuns(), {
			method: "POST",
			headers,
			body,
			redirect: "manual",
		});
		if (answer.status !== 303) throw new Error(`The rules were answered ${answer.status}`);
		while (await unfinished()) await pause(50);
		await database.close();
		return 0;
	},
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
	const [plan, period, population] = await Promise.all([
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
		population: `/populationer/${population.id}`,
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
		ruled(dataDir),
		commanded("säkerhetskopia", dataDir, (n) => ["backup", join(folder, `kopia-${n}`)]),
		commanded("verify", dataDir, () => ["verify"]),
		// last: the others then read a register with its lines
		await imported(dataDir, folder),
	];
}
