import type { Database, Db } from "../../../db/open.ts";
import type { Actor } from "../access/actor.ts";
import type { FileStore } from "../files/file-store.ts";
import type { Keys } from "../keys.ts";

export type Clock = () => Date;

/** What every command gets first: never ambient, never global. */
export interface Context {
	database: Database;
	/** For reads. Inside `write` use its `trx`. */
	db: Db;
	actor: Actor;
	clock: Clock;
	files: FileStore;
	keys: Keys;
	/** What a running server does when a file has been stored; without a server (tests, the command line) nothing follows. */
	follow_import?: ((ctx: Context, fileId: string) => void) | undefined;
	/** Set when the register is read as it was: `db` and `clock` belong to that day, and nothing can be written. */
	as_of?: { date: string; live: Context };
}

/** The context of today: for the fact that somebody has read, whichever day they read about. */
export function liveOf(ctx: Context): Context {
	return ctx.as_of?.live ?? ctx;
}

/** Now, as stored: ISO-8601 UTC. */
export function nowOf(ctx: Pick<Context, "clock">): string {
	return ctx.clock().toISOString();
}
