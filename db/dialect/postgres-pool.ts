import type pg from "pg";
import { loadPg } from "./load-pg.ts";
import { type NamingClient, namingClientOf } from "./naming-client.ts";
import type { Reading } from "./transfer.ts";

const INT8 = 20;
const NUMERIC = 1700;
const FETCHED = 2_000;

/** Counts and sums come back as numbers on both dialects; öre stay far below 2^53. */
function numberParsers({ types }: typeof pg) {
	return {
		getTypeParser(oid: number, format?: "text" | "binary") {
			return oid === INT8 || oid === NUMERIC ? Number : types.getTypeParser(oid, format as "text");
		},
	};
}

/** After a fail-over the address leads to another server: a connection that lived through it is not used for longer than this. */
const LIFETIME_S = 300;

/**
 * A page's statements read few rows, from memory: compiling one, or starting processes to share it, costs many times what it reads, and a row by
 * an index costs little more than one in turn.
 */
const OF_PAGES = "set jit = off; set max_parallel_workers_per_gather = 0; set random_page_cost = 1.1";

/** Connects when first asked. */
export function poolTo(url: string, most = 10): pg.Pool {
	const library = loadPg();
	const types = numberParsers(library) as pg.CustomTypesConfig;
	// one that nobody asks for a while is kept: a new one has read nothing of the tables, and the first page on it waits for that
	const kept = { max: most, maxLifetimeSeconds: LIFETIME_S, idleTimeoutMillis: 0 };
	const pool = new library.Pool({ connectionString: url, ...kept, types, Client: namingClientOf(library) });
	// a connection that dies idle is replaced by the pool, and one that dies in use fails its query: neither ends the process
	pool.on("error", () => {});
	pool.on("connect", (client) => client.on("error", () => {}));
	pool.on("connect", (client) => void (client as unknown as NamingClient).begin(OF_PAGES).catch(() => {}));
	return pool;
}

/** The rows that a client's open transaction sees, in byte order whatever the database's collation says. */
export function postgresReading(client: pg.ClientBase): Reading {
	return {
		rows: async function* ({ name, columns, key }) {
			const order = key.map((column) => `${column.name}${column.isText ? ' collate "C"' : ""}`).join(", ");
			await client.query(`declare transferring cursor for select ${columns.join(", ")} from ${name} order by ${order}`);
			for (;;) {
				const { rows } = await client.query({ text: `fetch ${FETCHED} from transferring`, rowMode: "array" });
				if (rows.length === 0) break;
				yield rows;
			}
			await client.query("close transferring");
		},
	};
}
