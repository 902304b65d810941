import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { loadPostgres } from "../../db/dialect/load-postgres.ts";
import setup from "../db/postgres.ts";

export interface OwnPostgres {
	url: string;
	/** The server's own process; those that answer are its children. */
	pid: number;
	stop(): Promise<void>;
}

/** A folder's database in a PostgreSQL of its own, set as one in use: it waits for its disk, and measures its tables. */
export async function onPostgres(dataDir: string): Promise<OwnPostgres> {
	let server = "";
	const provide = (_name: string, url: string) => {
		server = url;
	};
	const stop = await setup({ provide }, []);
	const url = `${server}/postgres`;
	await loadPostgres(url, join(dataDir, "tillracklig.db"));
	return { url, pid: await serverOf(url), stop };
}

/** A database on this machine that the folder was loaded into before. */
export async function alreadyLoaded(url: string): Promise<OwnPostgres> {
	return { url, pid: await serverOf(url), stop: async () => {} };
}

/** The process above the one that answers, by what the system tells of it: after its name, which may hold anything but a parenthesis. */
async function serverOf(url: string): Promise<number> {
	const client = new pg.Client(url);
	await client.connect();
	const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
	const stat = readFileSync(`/proc/${rows[0]!.pid}/stat`, "utf8");
	await client.end();
	return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
}
