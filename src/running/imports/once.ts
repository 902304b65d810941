import { canonicalJson, sha256 } from "../../ground/canonical.ts";
import { Invalid } from "../../ground/errors.ts";
import type { Http } from "../../ground/http/env.ts";
import { TAP_KEY } from "../../ground/http/tapped.ts";
import type { Context } from "../../ground/write/context.ts";
import { keptBefore } from "../../ground/write/write.ts";

const KEY = /^[\x21-\x7e]{8,200}$/;
const NEEDED = `Skicka huvudet ${TAP_KEY} med 8–200 tecken (A–Z, a–z, 0–9 och skiljetecken), ett nytt för varje inläsning.`;
const USED = `Nyckeln i ${TAP_KEY} är redan använd för en annan inläsning. Inget är ändrat. Skicka en ny nyckel.`;

/** The context of an import that may be sent again. A key belongs to the access key that it came with. */
export function keyed(c: Http, content: { input: unknown; sha256: string }): Context {
	const key = c.req.header(TAP_KEY) ?? "";
	if (!KEY.test(key)) throw new Invalid({ [TAP_KEY]: NEEDED });
	const digest = sha256(canonicalJson({ path: c.req.path, ...content }));
	return { ...c.var.ctx, tap: { key: `${c.var.token_id}.${key}`, digest, used: USED } };
}

interface Outcome {
	result: object;
	replayed: boolean;
}

/** What this process is storing, by key: the same key waits for its first, and is then told what that gave. */
const storing = new Map<string, Promise<Outcome>>();

/** What the key gave the first time, or what `work` gives now. One that another node stored meanwhile gives that one's. */
export async function once(ctx: Context, work: () => Promise<object>): Promise<Outcome> {
	const { key } = ctx.tap!;
	for (let other = storing.get(key); other; other = storing.get(key)) await other.catch(() => undefined);
	const mine = keptOrDone(ctx, work).finally(() => storing.delete(key));
	storing.set(key, mine);
	return mine;
}

async function keptOrDone(ctx: Context, work: () => Promise<object>): Promise<Outcome> {
	const before = await keptBefore(ctx, ctx.db);
	if (before) return { result: before.result as object, replayed: true };
	try {
		return { result: await work(), replayed: false };
	} catch (error) {
		const meanwhile = error instanceof Invalid ? await keptBefore(ctx, ctx.db) : undefined;
		if (!meanwhile) throw error;
		return { result: meanwhile.result as object, replayed: true };
	}
}
