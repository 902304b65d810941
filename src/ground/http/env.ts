import type { HttpBindings } from "@hono/node-server";
import type { Context as HonoContext } from "hono";
import type { SessionRole } from "../../../db/queries/people/session.ts";
import type { Config } from "../../config.ts";
import type { Context } from "../write/context.ts";

/** What every handler finds on `c.var` once the person is known. */
export interface AppEnv {
	Bindings: HttpBindings | Record<string, never>;
	Variables: {
		ctx: Context;
		config: Config;
		/** Today in Stockholm, YYYY-MM-DD. */
		today: string;
		/** The day that is read instead of today, YYYY-MM-DD; unset otherwise. */
		as_of?: string;
		/** The signed-in person's roles today, with unit names; empty when nobody is signed in. */
		roles: SessionRole[];
		/** The session at hand (as stored: a hash), null when nobody is signed in. */
		session_id: string | null;
		/** True for somebody who has to set up a second factor before anything else; their `ctx.actor` has no role. */
		must_set_codes?: boolean;
		/** The key by which a program imports; unset for everybody else. */
		token_id?: string;
		requestId: string;
	};
}

export type Http = HonoContext<AppEnv>;
