import { type ApiTokenRow, findLiveApiToken } from "../../../db/queries/people/api.ts";
import { listRolesOn, type SessionRole } from "../../../db/queries/people/session.ts";
import type { TokenScope } from "../../../db/schema/people/api.ts";
import { touchApiToken } from "../../../db/writes/people/api.ts";
import type { Actor } from "../../ground/access/actor.ts";
import { sessionIdOf } from "../../ground/access/session-id.ts";
import { isDueForTouch } from "../../ground/access/session-lifetimes.ts";
import { forbiddenSentence, lacksSecondFactor } from "../../ground/access/sign-in-rules.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { scopeOf } from "./columns.ts";
import { rolesWithin } from "./scope.ts";

export interface TokenHolder {
	token_id: string;
	actor: Actor;
	roles: SessionRole[];
	must_set_codes: boolean;
	scope: TokenScope;
}

/**
 * The person behind a key, with those of their rights of today that the key has too; undefined when the key opens nothing. A person's own
 * is worth no more than the sign-in it was made in: where passwords are forbidden, or a second factor is asked for, that holds for the
 * key too. An integration signs in with nothing else, and whoever made its key answers for it: their duties are its duties.
 */
export async function useApiToken(
	base: Omit<Context, "actor">,
	given: string,
	today: string,
): Promise<TokenHolder | undefined> {
	const now = nowOf(base);
	const token = await findLiveApiToken(base.db, sessionIdOf(given), now);
	const own = token?.integration === "";
	if (!token || (own && token.way === "password" && (await forbiddenSentence(base)) !== null)) return undefined;
	const { id, person_id, way, last_used_at } = token;
	const roles = await rolesWithin(base.db, token, await listRolesOn(base.db, person_id, today));
	if (roles.length === 0) return undefined;
	if (isDueForTouch(base, last_used_at ?? ""))
		await base.database.transaction((trx) => touchApiToken(trx, id, now)).catch(() => undefined);
	const must_set_codes = own && (await lacksSecondFactor(base, { person_id, way }, roles));
	const acts_as = must_set_codes ? [] : roles;
	const actor: Actor = { id: person_id, name: nameOf(token), roles: acts_as, via: "api" };
	if (token.unit_id !== null) actor.narrowed = true;
	return { token_id: id, actor, roles, must_set_codes, scope: scopeOf(token) };
}

const nameOf = ({ integration, person_name, name }: ApiTokenRow) =>
	integration === "" ? `${person_name} (nyckeln ${name})` : `Integrationen ${integration} (nyckeln ${name})`;
