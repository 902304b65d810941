import { deleteTapKeysBefore } from "../../../db/writes/ground/write-taps.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";

/**
 * Twice as long as a device lets a tap wait (`WAITS_DAYS` in kept.js): a key is never forgotten while its tap may still arrive, nor
 * while a program may send last month's import again.
 */
export const TAP_KEPT_DAYS = 60;

/** Forgets the keys of taps that no device will send again. Returns how many. */
export function forgetTaps(base: Pick<Context, "database" | "clock">): Promise<number> {
	const before = new Date(Date.parse(nowOf(base)) - TAP_KEPT_DAYS * 86_400_000).toISOString();
	return base.database.transaction((trx) => deleteTapKeysBefore(trx, before));
}
