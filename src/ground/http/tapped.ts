import { canonicalJson, sha256 } from "../canonical.ts";
import { Invalid } from "../errors.ts";
import type { Context } from "../write/context.ts";
import type { Http } from "./env.ts";

export const TAP_KEY = "Idempotency-Key";
/** Whose tap it is, a dot, and 128 random bits: a tap of one person's is never sent in the name of whoever signed in after. */
const KEY = /^([0-9A-Za-z-]{1,64})\.[0-9a-f]{32}$/;

/** The context of a change that a device may send again. Without a key it is any other change. */
export function tapped(c: Http, content: unknown): Context {
	const key = c.req.header(TAP_KEY);
	const { ctx } = c.var;
	if (key === undefined) return ctx;
	const whose = KEY.exec(key)?.[1];
	if (whose === undefined)
		throw new Invalid({ "": "Svaret kom utan giltig nyckel och är inte sparat. Läs in sidan på nytt." });
	if (whose !== ctx.actor.id)
		throw new Invalid({ "": "Svaret gavs av en annan person än den som är inloggad nu, och är inte sparat." });
	return { ...ctx, tap: { key, digest: sha256(canonicalJson({ path: c.req.path, content })) } };
}

/** Tells the device which versions its tap made: what it has tapped after it follows on them, and not on what it saw before. */
export function tellVersions(c: Http, versions: Record<string, number>): void {
	if (c.req.header(TAP_KEY) !== undefined) c.header("X-Versions", JSON.stringify(versions));
}
