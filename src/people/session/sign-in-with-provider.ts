import { findIdentity } from "../../../db/queries/people/accounts.ts";
import { takeStep } from "../../../db/writes/people/session.ts";
import { sessionIdOf } from "../../ground/access/session-id.ts";
import { linkIdentity } from "./link-identity.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { NotAllowed } from "../../ground/errors.ts";
import { actingAs } from "./acting-as.ts";
import { clearAttempts, takeAttempt } from "./attempts.ts";
import type { Browser } from "../../ground/access/browser.ts";
import { type OidcIdentity, type OidcProvider, ProviderRefused, ProviderUnreachable } from "./oidc-provider.ts";
import { NO_ROLE, recordRefused, refusedSignIn } from "./refuse-sign-in.ts";
import { signIn } from "./sign-in.ts";
import { type OidcStep, openStep, rememberStep } from "./sign-in-step.ts";

const UNREACHABLE = "Inloggningstjänsten svarar inte just nu. Försök igen om en stund.";
const REFUSED = "Inloggningen kunde inte slutföras. Börja om från inloggningssidan.";
const UNKNOWN =
	"Ditt konto är inte kopplat till någon person i Tillräcklig. Be administratören om en inbjudan, och öppna den först.";

/** The first half: where to send the browser, and the token that ties the answer to it. */
export async function beginProviderSignIn(
	ctx: Context,
	provider: OidcProvider,
	wanted: { return_to: string; link_id: string | null },
): Promise<{ url: string; token: string }> {
	const { url, checks } = await provider.begin().catch((error: unknown) => {
		if (error instanceof ProviderUnreachable)
			throw new NotAllowed(UNREACHABLE, { log: "identity provider: discovery" });
		throw error;
	});
	return { url, token: await rememberStep(ctx, { kind: "oidc", data: { ...checks, ...wanted } }) };
}

/**
 * The second half. The step is taken before anything else, so that an answer counts once, in the browser that asked (T35). Who the
 * person is comes from issuer and subject alone; an e-mail address in the token is never read.
 */
export async function finishProviderSignIn(
	ctx: Context,
	provider: OidcProvider,
	answer: { token: string | undefined; search: string },
	browser: Browser,
): Promise<{ token: string; return_to: string }> {
	await takeAttempt(ctx, null, browser);
	const step = await requireStep(ctx, answer.token, browser);
	const identity = await identify(ctx, provider, answer.search, step, browser);
	await clearAttempts(ctx, null, browser);
	if (step.link_id !== null) {
		return {
			token: await linkIdentity(ctx, step.link_id, identity, provider.name, browser),
			return_to: step.return_to,
		};
	}
	const known = await findIdentity(ctx.db, identity.issuer, identity.subject);
	const person = known ? { id: known.person_id, name: known.name } : null;
	const refuse = async (reason: "unknown_identity" | "ended" | "no_role", sentence: string) => {
		await recordRefused(ctx, refusedSignIn(reason, person, browser));
		return new NotAllowed(sentence, { log: `identity provider: ${reason}` });
	};
	if (!known || !person) throw await refuse("unknown_identity", UNKNOWN);
	if (known.ended_at !== null) throw await refuse("ended", UNKNOWN);
	const own = await actingAs(ctx, person);
	if (!own) throw await refuse("no_role", NO_ROLE);
	return { token: await signIn(own, provider.name, browser, "provider"), return_to: step.return_to };
}

async function requireStep(ctx: Context, token: string | undefined, browser: Browser): Promise<OidcStep> {
	const sealed = token
		? await ctx.database.transaction((trx) => takeStep(trx, sessionIdOf(token), "oidc", nowOf(ctx)))
		: null;
	if (sealed !== null) return openStep<OidcStep>(ctx, sealed);
	await recordRefused(ctx, refusedSignIn("provider", null, browser));
	throw new NotAllowed(REFUSED, { log: "identity provider: answer without its step" });
}

async function identify(
	ctx: Context,
	provider: OidcProvider,
	search: string,
	step: OidcStep,
	browser: Browser,
): Promise<OidcIdentity> {
	try {
		return await provider.finish(search, step);
	} catch (error) {
		if (error instanceof ProviderUnreachable) throw new NotAllowed(UNREACHABLE, { log: "identity provider: token" });
		if (!(error instanceof ProviderRefused)) throw error;
		await recordRefused(ctx, refusedSignIn("provider", null, browser));
		const cause = error.cause as { code?: string; message?: string } | undefined;
		throw new NotAllowed(REFUSED, { log: `identity provider: ${cause?.code ?? error.message}` });
	}
}
