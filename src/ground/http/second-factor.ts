import { createMiddleware } from "hono/factory";
import { NotAllowed } from "../errors.ts";
import { paths } from "../../paths/paths.ts";
import { isFragment } from "./actor.ts";
import type { AppEnv } from "./env.ts";

/** All that somebody who lacks the second factor their role asks for can reach: setting it up, and leaving. */
const REACHED: readonly string[] = [paths.ownAccount(), paths.ownCodes(), paths.ownCodesProof(), paths.signOut()];

/**
 * Stands before every route that knows a person, so that no page, file or form is left out. Besides, such a person acts without
 * any role (`actor`): a route that were placed before this gate would still refuse.
 */
export const secondFactor = createMiddleware<AppEnv>(async (c, next) => {
	if (!c.var.must_set_codes || REACHED.includes(c.req.path)) return next();
	const reads = c.req.method === "GET" || c.req.method === "HEAD";
	if (isFragment(c)) return c.body(null, 200, { "HX-Redirect": paths.ownAccount() });
	if (reads && !/\.(json|csv|xlsx)$/.test(c.req.path)) return c.redirect(paths.ownAccount(), 303);
	throw new NotAllowed("Din roll kräver engångskoder. Slå på dem under Lösenord och engångskoder först.", {
		log: "second factor missing",
	});
});
