import { forgetAttempts, rememberUntil, returnTurn, takeTurn } from "../../../db/writes/people/session.ts";
import { sessionIdOf } from "../../ground/access/session-id.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { write } from "../../ground/write/write.ts";
import { type Browser, knownAccount, type LimitedAccount, networkOf } from "../../ground/access/browser.ts";
import { minutesFrom } from "../../ground/access/session-lifetimes.ts";
import { isRemembered } from "../../../db/queries/people/session.ts";

const SECOND = 1_000;
/**
 * The number of attempts allowed at once, after which one is allowed every so often: a person who tries too fast must wait. The
 * limits differ because an address is shared by a whole clinic, an account belongs to one person, and a person asked for a code
 * has already shown the password.
 */
const LINES = {
	account: { burst: 10, every_ms: 10 * SECOND, longest_ms: 20 * SECOND },
	code: { burst: 5, every_ms: 180 * SECOND, longest_ms: 20 * SECOND },
	address: { burst: 100, every_ms: 2 * SECOND, longest_ms: 20 * SECOND },
} as const;
const KNOWN_FOR_MINUTES = 30 * 24 * 60;
const BUSY =
	"För många försök just nu. Vänta en stund och försök igen, eller logga in från en dator där du har loggat in förut.";

/**
 * One attempt to sign in takes its turn before anything is checked, so that simultaneous guesses stand behind each other (T31).
 * Nobody is locked out by a stranger (T58): a browser, or an address, that has signed in to the account stands in a line of its
 * own, where no stranger can stand before it. The same for names nobody has (T25). Lines are no part of the register and leave no
 * event; that one began to wait is one event.
 */
export async function takeAttempt(ctx: Context, limited: LimitedAccount | null, browser: Browser): Promise<void> {
	const known = limited && (await knownAs(ctx, limited, browser));
	if (limited) await stand(ctx, limited.kind, `${limited.name}${known ?? ""}`, browser);
	// whoever is known by their browser is not held up by what others at the same address do
	if (browser.address !== null && !known?.startsWith(BY_BROWSER))
		await stand(ctx, "address", networkOf(browser.address), browser);
}

/**
 * Somebody has shown who they are: their line is forgotten, the address gets its place back, and is known from now on. Whoever
 * answers gives the browser its mark (`giveKnown`).
 */
export async function clearAttempts(ctx: Context, limited: LimitedAccount | null, browser: Browser): Promise<void> {
	const known = limited && (await knownAs(ctx, limited, browser));
	await ctx.database.transaction(async (trx) => {
		if (limited) await forgetAttempts(trx, keyOf(limited.kind, `${limited.name}${known ?? ""}`));
		if (browser.address === null) return;
		const network = networkOf(browser.address);
		if (!known?.startsWith(BY_BROWSER)) await returnTurn(trx, keyOf("address", network), LINES.address.every_ms);
		if (limited) await rememberUntil(trx, knownKey(limited, network), minutesFrom(ctx, KNOWN_FOR_MINUTES));
	});
}

const BY_BROWSER = "\nbrowser:";

/** What sets this line apart from the strangers': the browser, or else the address, that has signed in before; null for a stranger. */
async function knownAs(ctx: Context, limited: LimitedAccount, browser: Browser): Promise<string | null> {
	if (browser.known?.accounts.includes(knownAccount(limited))) return `${BY_BROWSER}${browser.known.id}`;
	if (browser.address === null) return null;
	const network = networkOf(browser.address);
	return (await isRemembered(ctx.db, knownKey(limited, network), nowOf(ctx))) ? `\naddress:${network}` : null;
}

async function stand(ctx: Context, kind: keyof typeof LINES, name: string, browser: Browser): Promise<void> {
	const turn = await ctx.database.transaction((trx) => takeTurn(trx, keyOf(kind, name), ctx.clock(), LINES[kind]));
	if (turn.is_first_to_wait)
		await write(ctx, ({ record }) =>
			record({
				type: "session.blocked",
				unit_id: null,
				object: { kind: "sign-in", id: kind },
				data: { kind, address: browser.address },
			}),
		);
	if (turn.wait_ms === null) throw new Invalid({ "": BUSY });
	if (turn.wait_ms > 0) await new Promise((resolve) => setTimeout(resolve, turn.wait_ms!));
}

function knownKey(limited: LimitedAccount, network: string): string {
	return sessionIdOf(`known:${limited.kind}:${limited.name}:${network}`);
}

function keyOf(kind: string, name: string): string {
	return sessionIdOf(`${kind}:${name}`);
}
