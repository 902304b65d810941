import { join } from "node:path";
import { loadPostgres } from "../../db/dialect/load-postgres.ts";
import setup from "../db/postgres.ts";

export interface OwnPostgres {
	url: string;
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
	return { url, stop };
}
