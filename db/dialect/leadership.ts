import type pg from "pg";
import { loadPg } from "./load-pg.ts";

/** The lock that one node holds for as long as it keeps the timers: on a session of its own, so that it goes when the node does. */
const LEADER = 5_101_975;
const EVERY_MS = 10_000;
const ANSWER_MS = 5_000;

export interface Leadership {
	stop(): Promise<void>;
}

/**
 * Calls `begin` when this node becomes the one that leads, and what `begin` returned when it no longer does. A leader that dies
 * lets go at once; one whose machine or network goes silent is given up by the server within 25 s. The others ask every ten
 * seconds, so that somebody leads again in well under a minute.
 */
export function leadPostgres(url: string, begin: () => () => void, everyMs = EVERY_MS): Leadership {
	let client: pg.Client | null = null;
	let end: (() => void) | null = null;
	let stopped = false;

	const stepDown = async () => {
		end?.();
		end = null;
		const left = client;
		client = null;
		await left?.end().catch(() => undefined);
	};
	const connect = async () => {
		const opened = new (loadPg().Client)({
			connectionString: url,
			keepAlive: true,
			connectionTimeoutMillis: ANSWER_MS,
			query_timeout: ANSWER_MS,
			application_name: "tillracklig-ledare",
		});
		opened.on("error", () => void stepDown()); // the connection has gone, and the lock with it
		await opened.connect();
		client = opened;
		// the server gives up a silent node after 10 + 3 × 5 s; settings of a socket that is none are left as they are
		await opened.query("set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3");
	};
	const ask = async () => {
		try {
			if (!client) await connect();
			if (end) await client!.query("select 1");
			else {
				const { rows } = await client!.query<{ got: boolean }>("select pg_try_advisory_lock($1) as got", [LEADER]);
				if (rows[0]?.got && !stopped) end = begin();
			}
		} catch {
			await stepDown(); // a fail-over or a cut line: whoever reaches the database next leads
		}
	};

	let asking = ask();
	const timer = setInterval(() => {
		asking = asking.then(ask);
	}, everyMs);
	timer.unref();
	return {
		async stop() {
			stopped = true;
			clearInterval(timer);
			await asking;
			await stepDown();
		},
	};
}
