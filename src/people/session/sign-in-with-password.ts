import { findAccountByName } from "../../../db/queries/people/accounts.ts";
import { isPassword } from "./password-hash.ts";
import { type SignInWithPassword, userKey } from "./schema.ts";
import type { Context } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { forbiddenSentence } from "../../ground/access/sign-in-rules.ts";
import { actingAs } from "./acting-as.ts";
import { clearAttempts, takeAttempt } from "./attempts.ts";
import type { Browser } from "../../ground/access/browser.ts";
import { NO_ROLE, recordRefused, refusedSignIn } from "./refuse-sign-in.ts";
import { signIn } from "./sign-in.ts";
import { rememberStep } from "./sign-in-step.ts";

/** Signed in, or half-way: a code from the app is asked for next. */
export type PasswordAnswer = { kind: "session" | "code"; token: string };

/** One sentence for every reason but the last, so that nobody learns which user names exist (T25). */
const WRONG = "Fel användarnamn eller lösenord.";

export async function signInWithPassword(
	ctx: Context,
	input: SignInWithPassword,
	browser: Browser,
	returnTo: string,
): Promise<PasswordAnswer> {
	const name = userKey(input.user_name);
	await takeAttempt(ctx, { kind: "account", name: name }, browser);
	const forbidden = await forbiddenSentence(ctx);
	if (forbidden !== null) {
		await recordRefused(ctx, refusedSignIn("forbidden", null, browser));
		throw new Invalid({ "": forbidden });
	}
	const account = await findAccountByName(ctx.db, name);
	const right = await isPassword(account?.password_hash ?? null, input.password);
	const person = account ? { id: account.person_id, name: account.name } : null;
	if (!account || !person || !right) {
		await recordRefused(ctx, refusedSignIn("password", person, browser));
		throw new Invalid({ "": WRONG });
	}
	if (account.ended_at !== null) {
		await recordRefused(ctx, refusedSignIn("ended", person, browser));
		throw new Invalid({ "": WRONG });
	}
	const own = await actingAs(ctx, person);
	if (!own) {
		await recordRefused(ctx, refusedSignIn("no_role", person, browser));
		throw new Invalid({ "": NO_ROLE });
	}
	await clearAttempts(ctx, { kind: "account", name: name }, browser);
	if (account.totp_secret === null) return { kind: "session", token: await signIn(own, "lösenord", browser) };
	const data = { person_id: person.id, return_to: returnTo };
	return { kind: "code", token: await rememberStep(ctx, { kind: "code", data }) };
}
