import { findLiveApiToken } from "../../../db/queries/people/api.ts";
import { listRolesOn, type SessionRole } from "../../../db/queries/people/session.ts";
import { touchApiToken } from "../../../db/writes/people/api.ts";
import type { Actor } from "../../ground/access/actor.ts";
import { sessionIdOf } from "../../ground/access/session-id.ts";
import { isDueForTouch } from "../../ground/access/session-lifetimes.ts";
import { forbiddenSentence, lacksSecondFactor } from "../../ground/access/sign-in-rules.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";

export interface TokenHolder {
	actor: Actor;
	roles: SessionRole[];
	must_set_codes: boolean;
}

/**
 * The person behind a key, with their rights of today; undefined when the key opens nothing. It is worth no more than the sign-in it
 * was made in: where passwords are forbidden, or a second factor is asked for, that holds for the key too. It reads and never
 * changes: no list's file is a change.
 */
export async function useApiToken(
	base: Omit<Context, "actor">,
	given: string,
	today: string,
): Promise<TokenHolder | undefined> {
	const now = nowOf(base);
	const token = await findLiveApiToken(base.db, sessionIdOf(given), now);
	if (!token || (token.way === "password" && (await forbiddenSentence(base)) !== null)) return undefined;
	const { id, person_id, way, person_name, last_used_at } = token;
	const roles = await listRolesOn(base.db, person_id, today);
	if (roles.length === 0) return undefined;
	if (isDueForTouch(base, last_used_at ?? ""))
		await base.database.transaction((trx) => touchApiToken(trx, id, now)).catch(() => undefined);
	const must_set_codes = await lacksSecondFactor(base, { person_id, way }, roles);
	const name = `${person_name} (nyckeln ${token.name})`;
	return { actor: { id: person_id, name, roles: must_set_codes ? [] : roles, via: "api" }, roles, must_set_codes };
}
