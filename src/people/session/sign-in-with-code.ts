import type { Trx } from "../../../db/open.ts";
import { type AccountPerson, countRecoveryCodes, findAccount } from "../../../db/queries/people/accounts.ts";
import { findStep } from "../../../db/queries/people/session.ts";
import { useRecoveryCode, useTotpCounter } from "../../../db/writes/people/accounts.ts";
import { takeStep } from "../../../db/writes/people/session.ts";
import { sessionIdOf } from "../../ground/access/session-id.ts";
import { recoveryHash, stepOfCode } from "./one-time-code.ts";
import type { SignInWithCode } from "./schema.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid, NotFound } from "../../ground/errors.ts";
import { write } from "../../ground/write/write.ts";
import { refuseForbiddenPassword } from "../../ground/access/sign-in-rules.ts";
import { actingAs } from "./acting-as.ts";
import { clearAttempts, takeAttempt } from "./attempts.ts";
import type { Browser } from "../../ground/access/browser.ts";
import { NO_ROLE, recordRefused, refusedSignIn } from "./refuse-sign-in.ts";
import { type CodeStep, openStep } from "./sign-in-step.ts";
import { startSession } from "./start-session.ts";

/** The person whose password has been accepted and whose code is asked for. Throws `NotFound` when that is too long ago. */
async function requireStep(ctx: Context, token: string): Promise<CodeStep> {
	const sealed = await findStep(ctx.db, sessionIdOf(token), "code", nowOf(ctx));
	if (sealed === null) throw new NotFound("sign-in step that is gone");
	return openStep<CodeStep>(ctx, sealed);
}

/** The second half: a code from the app, or a recovery code. Code, step and session are one transaction: nothing is used twice (T32). */
export async function signInWithCode(
	ctx: Context,
	token: string,
	{ code }: SignInWithCode,
	browser: Browser,
): Promise<{ token: string; return_to: string }> {
	const { person_id, return_to } = await requireStep(ctx, token);
	await refuseForbiddenPassword(ctx);
	await takeAttempt(ctx, { kind: "code", name: person_id }, browser);
	const account = await findAccount(ctx.db, person_id);
	if (!account || account.ended_at !== null) throw new NotFound("account that is gone");
	const person = { id: person_id, name: account.name };
	const own = await actingAs(ctx, person);
	if (!own) throw new Invalid({ "": NO_ROLE });
	const session = await write(own, async (writing) => {
		const { trx, record } = writing;
		const used = await useCode(ctx, trx, account, code);
		if (used === null || (await takeStep(trx, sessionIdOf(token), "code", nowOf(ctx))) === null)
			throw new Invalid({ code: "Koden stämmer inte, eller så har den redan använts." });
		if (used === "recovery")
			await record({
				type: "account.recovery_code_used",
				unit_id: null,
				object: { kind: "person", id: person_id },
				data: { person: person.name, left: await countRecoveryCodes(trx, person_id) },
			});
		const method = used === "recovery" ? "lösenord och reservkod" : "lösenord och engångskod";
		return startSession(writing, own, method, browser);
	}).catch(async (error: unknown) => {
		// whoever guesses has not shown who they are: the attempt is nobody's act, not the person's
		if (error instanceof Invalid) await recordRefused(ctx, refusedSignIn("code", person, browser));
		throw error;
	});
	await clearAttempts(ctx, { kind: "code", name: person_id }, browser);
	return { token: session, return_to };
}

async function useCode(
	ctx: Context,
	trx: Trx,
	account: AccountPerson,
	code: string,
): Promise<"totp" | "recovery" | null> {
	if (account.totp_secret === null) return null;
	const step = stepOfCode(ctx.keys.decrypt(account.totp_secret), code, ctx.clock());
	if (step !== null) return (await useTotpCounter(trx, account.person_id, step)) ? "totp" : null;
	return (await useRecoveryCode(trx, account.person_id, recoveryHash(code), nowOf(ctx))) ? "recovery" : null;
}
