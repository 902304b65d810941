import { countAttempt, forgetAttempts, returnAttempt } from "../../../db/writes/people/session.ts";
import { sessionIdOf } from "../../ground/access/session-id.ts";
import { formatDateTime } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { write } from "../../ground/write/write.ts";
import type { Browser } from "../../ground/access/browser.ts";
import { minutesFrom } from "../../ground/access/session-lifetimes.ts";

/** Attempts per window. An address is shared by a whole clinic; an account is one person's. */
const LIMITS = { account: 10, code: 5, address: 100 } as const;
const WINDOW_MINUTES = 15;

type Limited = { kind: "account" | "code"; name: string } | null;

/**
 * Counts one attempt to sign in, before anything is checked, so that simultaneous guesses are counted too. Throws `Invalid` when
 * the account (known or not: T25) or the address has had too many (T31). Counters are no part of the register and leave no event;
 * that a limit was reached is one event per window.
 */
export async function takeAttempt(ctx: Context, limited: Limited, browser: Browser): Promise<void> {
	if (limited) await count(ctx, limited.kind, limited.name, browser);
	if (browser.address !== null) await count(ctx, "address", browser.address, browser);
}

/** Somebody has shown who they are: the account's counter starts over, and the address, which a whole clinic may share, gets its attempt back. */
export async function clearAttempts(ctx: Context, limited: Limited, browser: Browser): Promise<void> {
	await ctx.database.transaction(async (trx) => {
		if (limited) await forgetAttempts(trx, keyOf(limited.kind, limited.name));
		if (browser.address !== null) await returnAttempt(trx, keyOf("address", browser.address));
	});
}

async function count(ctx: Context, kind: keyof typeof LIMITS, name: string, browser: Browser): Promise<void> {
	const attempts = await ctx.database.transaction((trx) =>
		countAttempt(trx, keyOf(kind, name), nowOf(ctx), minutesFrom(ctx, WINDOW_MINUTES)),
	);
	const over = attempts.count - LIMITS[kind];
	if (over <= 0) return;
	if (over === 1)
		await write(ctx, ({ record }) =>
			record({
				type: "session.blocked",
				unit_id: null,
				object: { kind: "sign-in", id: kind },
				data: { kind, address: browser.address },
			}),
		);
	throw new Invalid({
		"": `För många försök. Vänta till ${formatDateTime(attempts.ends_at)} och försök igen, eller kontakta administratören.`,
	});
}

function keyOf(kind: string, name: string): string {
	return sessionIdOf(`${kind}:${name}`);
}
