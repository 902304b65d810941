import type { Db } from "../../../db/open.ts";
import { settingOn } from "../../../db/queries/office/settings.ts";
import { findAccount } from "../../../db/queries/people/accounts.ts";
import { SECOND_FACTOR_ROLES } from "../../../db/schema/people/people.ts";
import type { Role } from "../../../db/schema/vocabulary.ts";
import { stockholmDate } from "../calendar/stockholm.ts";
import type { SignInFrame } from "./sign-in-frame.ts";
import { Invalid } from "../errors.ts";
import type { Context } from "../write/context.ts";

type Asking = Pick<Context, "clock" | "sign_in"> & { db: Db };

const frameOf = ({ sign_in }: Asking): SignInFrame => sign_in ?? { provider: null, production: false };
const today = (ctx: Asking) => stockholmDate(ctx.clock().toISOString());

/** The one sentence for every door, where the region has decided that nobody signs in with a password of this product's own; else null. */
export async function forbiddenSentence(ctx: Asking): Promise<string | null> {
	const { provider } = frameOf(ctx);
	if (provider === null || !(await settingOn(ctx.db, "local_passwords", today(ctx))).forbidden) return null;
	return `Lösenord används inte här. Logga in med ${provider}.`;
}

/** Stops whatever would use, choose or change a password. */
export async function refuseForbiddenPassword(ctx: Asking): Promise<void> {
	const sentence = await forbiddenSentence(ctx);
	if (sentence !== null) throw new Invalid({ "": sentence });
}

/** True when the region asks for a second factor. Until it has decided, production does and a demo does not. */
export async function secondFactorAsked(ctx: Asking): Promise<boolean> {
	return (await settingOn(ctx.db, "second_factor", today(ctx))).required ?? frameOf(ctx).production;
}

/** True when somebody with these roles may not be without a second factor. */
export async function rolesNeedCodes(ctx: Asking, roles: readonly { role: Role }[]): Promise<boolean> {
	return roles.some(({ role }) => SECOND_FACTOR_ROLES.includes(role)) && (await secondFactorAsked(ctx));
}

/**
 * True when somebody who came in with a local account has to set up a second factor before anything else. Whoever came in by the
 * identity provider has the provider's.
 */
export async function lacksSecondFactor(
	ctx: Asking,
	session: { person_id: string; way: string },
	roles: readonly { role: Role }[],
): Promise<boolean> {
	if (session.way !== "password" || !(await rolesNeedCodes(ctx, roles))) return false;
	return ((await findAccount(ctx.db, session.person_id))?.totp_secret ?? null) === null;
}
