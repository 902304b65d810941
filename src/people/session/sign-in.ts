import type { SignInWay } from "../../../db/schema/people/session.ts";
import type { Context } from "../../ground/write/context.ts";
import { write } from "../../ground/write/write.ts";
import type { Browser } from "../../ground/access/browser.ts";
import { startSession } from "./start-session.ts";

/** Starts a session for the context's actor. Returns the token for the cookie: 256 random bits, stored only as a hash. */
export function signIn(ctx: Context, method: string, browser?: Browser, way?: SignInWay): Promise<string> {
	return write(ctx, (writing) => startSession(writing, ctx, method, browser, way));
}
