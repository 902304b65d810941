import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openDatabase } from "../../db/open.ts";
import type { Role } from "../../db/schema/vocabulary.ts";
import { paths } from "../../src/paths/paths.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

export interface RunningServer {
	url: string;
	process: ChildProcess;
	stop(): Promise<void>;
}

/**
 * The compiled product as a process of its own, ready to answer. BENCH_ROOT is another folder with a build to measure, BENCH_SERVER
 * what Node runs there instead: a profiler's switches, or the source as it stands.
 */
export async function startServer(dataDir: string, environment: NodeJS.ProcessEnv = {}): Promise<RunningServer> {
	const port = await freePort();
	const child = spawn(process.execPath, (process.env.BENCH_SERVER ?? "dist/src/server.js").split(" "), {
		cwd: process.env.BENCH_ROOT ?? root,
		env: { PATH: process.env.PATH, PORT: String(port), DATA_DIR: dataDir, NODE_ENV: "development", ...environment },
		stdio: ["ignore", "ignore", "inherit"],
	});
	const url = `http://127.0.0.1:${port}`;
	await answers(`${url}/readyz`);
	return { url, process: child, stop: () => stop(child) };
}

/** Waits until the address answers 200. */
export async function answers(url: string): Promise<void> {
	for (let n = 0; n < 12_000; n++) {
		const ok = await fetch(url).then(
			(response) => response.ok,
			() => false,
		);
		if (ok) return;
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
	throw new Error(`${url} never answered`);
}

/** Milliseconds of processor that every living thread of some processes has had, where the system tells. */
export function worked(...processes: readonly number[]): number {
	const nanoseconds = processes.flatMap((pid) => {
		const tasks = `/proc/${pid}/task`;
		if (!existsSync(tasks)) return [];
		return readdirSync(tasks).map((task) => workedBy(join(tasks, task)));
	});
	return nanoseconds.reduce((sum, one) => sum + one, 0) / 1e6;
}

function workedBy(task: string): number {
	try {
		return Number(readFileSync(join(task, "schedstat"), "utf8").split(" ")[0]);
	} catch {
		return 0; // it ended since it was listed
	}
}

export function stop(child: ChildProcess): Promise<void> {
	return new Promise((resolve) => {
		child.once("exit", () => resolve());
		child.kill("SIGTERM");
	});
}

export function freePort(): Promise<number> {
	return new Promise((resolve) => {
		const probe = createServer();
		probe.listen(0, "127.0.0.1", () => {
			const { port } = probe.address() as { port: number };
			probe.close(() => resolve(port));
		});
	});
}

/** Signs in to a running demo as the first person with a role: the headers of their requests. */
export async function sessionFor(server: RunningServer, dataDir: string, role: Role): Promise<Record<string, string>> {
	const database = openDatabase({ file: join(dataDir, "tillracklig.db") });
	const held = await database.db
		.selectFrom("roles")
		.select("person_id")
		.where("role", "=", role)
		.executeTakeFirstOrThrow();
	await database.close();
	const body = new URLSearchParams({ person: held.person_id });
	const answer = await fetch(server.url + paths.signIn(), {
		method: "POST",
		body,
		headers: { Origin: server.url },
		redirect: "manual",
	});
	return { Cookie: cookiesOf(answer) };
}

/** The cookie of somebody who has chosen to read the register as of a day. */
export async function cookieOfDay(
	server: RunningServer,
	session: Record<string, string>,
	day: string,
): Promise<string> {
	const answer = await fetch(server.url + paths.asOf(), {
		method: "POST",
		body: new URLSearchParams({ datum: day, till: paths.inbox() }),
		headers: { ...session, Origin: server.url },
		redirect: "manual",
	});
	return cookiesOf(answer);
}

function cookiesOf(answer: Response): string {
	return answer.headers
		.getSetCookie()
		.map((cookie) => cookie.split(";")[0])
		.join("; ");
}
