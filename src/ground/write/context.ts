import type { Database, Db } from "../../../db/open.ts";
import type { SignInFrame } from "../access/sign-in-frame.ts";
import type { Actor } from "../access/actor.ts";
import type { FileStore } from "../files/file-store.ts";
import type { Keys } from "../keys.ts";

export type Clock = () => Date;

export interface Tap {
	key: string;
	/** Over what was sent: a key stands for one content. */
	digest: string;
	/** What is said when the key comes with another content, where that is not an answer on a page. */
	used?: string | undefined;
}

/** The context that every command gets as its first argument; nothing in it is global. */
export interface Context {
	database: Database;
	/** The database for reads. Inside `write`, use its `trx` instead. */
	db: Db;
	actor: Actor;
	clock: Clock;
	files: FileStore;
	keys: Keys;
	/** What the installation signs in with. Only a running server sets it: nobody signs in on the command line. */
	sign_in?: SignInFrame | undefined;
	/** Runs when a file has been stored. Only a running server sets it; in tests and on the command line nothing follows. */
	follow_import?: ((ctx: Context, fileId: string) => void) | undefined;
	/** The key a device gave this one change, so that it is done once however often it arrives (`tapped`). */
	tap?: Tap | undefined;
	/** True where e-mail is set up: what a change means to people is then kept in the outbox. Without it nothing is. */
	sends_mail?: boolean | undefined;
	/**
	 * Set when the register is read as it was on an earlier day: `db` and `clock` then belong to that day, and nothing can be
	 * written.
	 */
	as_of?: { date: string; live: Context };
}

/** The context for the parts of a change that come before the one write that keeps its tap. */
export const withoutTap = (ctx: Context): Context => ({ ...ctx, tap: undefined });

/** Returns the context of today, in which a reading is recorded whichever day was read. */
export function liveOf(ctx: Context): Context {
	return ctx.as_of?.live ?? ctx;
}

/** Now, as stored: ISO-8601 UTC. */
export function nowOf(ctx: Pick<Context, "clock">): string {
	return ctx.clock().toISOString();
}
