import { deleteStepsBefore, insertStep } from "../../../db/writes/people/session.ts";
import { sessionIdOf } from "../../ground/access/session-id.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { minutesFrom, STEP_MINUTES } from "../../ground/access/session-lifetimes.ts";
import { newToken } from "../../ground/access/secret-token.ts";

/** What the server remembers between the two halves of a sign-in. The browser only has a token that names it. */
export interface CodeStep {
	person_id: string;
	return_to: string;
}

export interface OidcStep {
	state: string;
	nonce: string;
	verifier: string;
	return_to: string;
	/** The invitation by which this sign-in links a new identity, or null for an ordinary one. */
	link_id: string | null;
}

/** Remembers a half-done sign-in and returns its token. No part of the register: it leaves no event, and is swept when it expires. */
export async function rememberStep(
	ctx: Context,
	step: { kind: "code"; data: CodeStep } | { kind: "oidc"; data: OidcStep },
): Promise<string> {
	const token = newToken();
	const now = nowOf(ctx);
	await ctx.database.transaction(async (trx) => {
		await deleteStepsBefore(trx, now);
		await insertStep(trx, {
			id: sessionIdOf(token),
			kind: step.kind,
			data: ctx.keys.encrypt(JSON.stringify(step.data)),
			created_at: now,
			expires_at: minutesFrom(ctx, STEP_MINUTES),
			used_at: null,
		});
	});
	return token;
}

export function openStep<T extends CodeStep | OidcStep>(ctx: Context, sealed: string): T {
	return JSON.parse(ctx.keys.decrypt(sealed)) as T;
}
