import { countLiveApiTokens, findWayOf } from "../../../db/queries/people/api.ts";
import { listBoards } from "../../../db/queries/people/boards.ts";
import type { Trx } from "../../../db/open.ts";
import type { TokenScope } from "../../../db/schema/people/api.ts";
import { insertApiToken } from "../../../db/writes/people/api.ts";
import { newToken } from "../../ground/access/secret-token.ts";
import { sessionIdOf } from "../../ground/access/session-id.ts";
import { minutesFrom } from "../../ground/access/session-lifetimes.ts";
import { Invalid, NotAllowed } from "../../ground/errors.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import { allowIntegrations } from "../scim/integrations.ts";
import { scopeText } from "./columns.ts";
import type { AddApiToken } from "./schema.ts";
import { heldRole } from "./scope.ts";

const DAY_MINUTES = 24 * 60;
export const MOST_TOKENS = 20;

/** From where a key is made: the sign-in at hand, and the lists there are. */
interface MakingToken {
	session_id: string | null;
	lists: readonly string[];
}

/**
 * A key for oneself, or for an integration that oneself answers for; shown this once and stored as its hash. The roles of the moment
 * stand on it: it is never worth more than they are, whatever its maker becomes.
 */
export function addApiToken(
	ctx: Context,
	{ session_id, lists }: MakingToken,
	input: AddApiToken & { integration?: string },
): Promise<string> {
	return write(ctx, async (writing) => {
		const { trx, record } = writing;
		const person_id = ctx.actor.id;
		const { name, integration = "" } = input;
		const way = session_id && (await findWayOf(trx, session_id));
		if (!person_id || !way) throw new NotAllowed("Logga in först.", { log: "api token without a session" });
		if (integration !== "") await allowIntegrations(writing);
		if ((await countLiveApiTokens(trx, person_id, nowOf(ctx))) >= MOST_TOKENS)
			throw new Invalid({ "": `Du har redan ${MOST_TOKENS} nycklar som gäller. Avsluta en först.` });
		const unit = await boardUnit(trx, input.unit_id);
		const scope = JSON.stringify(scopeFrom(input, lists));
		const [token, id, expires_at] = [newToken(), newId(ctx.clock()), minutesFrom(ctx, input.days * DAY_MINUTES)];
		await insertApiToken(trx, {
			...{ id, hash: sessionIdOf(token), person_id, name, way, integration, scope, unit_id: unit?.unit_id ?? null },
			roles: JSON.stringify(ctx.actor.roles.map(heldRole)),
			...{ created_at: nowOf(ctx), expires_at, ended_at: null, last_used_at: null },
		});
		const opens = scopeText({ scope, unit_name: unit?.unit_name ?? null });
		await record({
			type: "api_token.added",
			unit_id: null,
			object: { kind: "api_token", id },
			data: { name, until: expires_at, integration, opens },
		});
		return token;
	});
}

function scopeFrom({ reads, lists, imports }: AddApiToken, known: readonly string[]): TokenScope {
	if (reads === "all") return { lists: "all", imports };
	if (lists.some((path) => !known.includes(path))) throw new Invalid({ lists: "Välj listor som finns." });
	if (lists.length === 0 && imports.length === 0)
		throw new Invalid({ lists: "Välj minst en lista, eller något som nyckeln läser in." });
	return { lists, imports };
}

async function boardUnit(trx: Trx, unitId: string | null) {
	if (unitId === null) return null;
	const board = (await listBoards(trx, "all")).find(({ unit_id }) => unit_id === unitId);
	if (!board) throw new Invalid({ unit_id: "Välj en nämnd som finns." });
	return board;
}
