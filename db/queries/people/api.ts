import type { Selectable } from "kysely";
import type { Db } from "../../open.ts";
import type { ApiTokenTable } from "../../schema/people/api.ts";
import type { SignInWay } from "../../schema/people/session.ts";
import type { Page } from "../ground/tables.ts";

/** A key as lists show it, never with its hash. */
export type ApiTokenRow = Omit<Selectable<ApiTokenTable>, "hash"> & {
	person_name: string;
	unit_name: string | null;
};

function tokens(db: Db) {
	return db
		.selectFrom("api_tokens")
		.innerJoin("people", "people.id", "api_tokens.person_id")
		.leftJoin("org_units", "org_units.id", "api_tokens.unit_id")
		.select([
			"api_tokens.id",
			"api_tokens.person_id",
			"api_tokens.name",
			"api_tokens.way",
			"api_tokens.created_at",
			"api_tokens.expires_at",
			"api_tokens.ended_at",
			"api_tokens.last_used_at",
			"api_tokens.integration",
			"api_tokens.scope",
			"api_tokens.unit_id",
			"api_tokens.roles",
			"org_units.name as unit_name",
			"people.name as person_name",
		]);
}

/** A key that may be used now, by somebody who has not left. */
export function findLiveApiToken(db: Db, hash: string, now: string): Promise<ApiTokenRow | undefined> {
	return tokens(db)
		.where("api_tokens.hash", "=", hash)
		.where("api_tokens.ended_at", "is", null)
		.where("api_tokens.expires_at", ">", now)
		.where("people.ended_at", "is", null)
		.executeTakeFirst();
}

export function findApiToken(db: Db, id: string): Promise<ApiTokenRow | undefined> {
	return tokens(db).where("api_tokens.id", "=", id).executeTakeFirst();
}

/** Keys, the newest first: everybody's, or one person's. */
export function listApiTokens(db: Db, filter: { person_id?: string }, page?: Page): Promise<ApiTokenRow[]> {
	return tokens(db)
		.$if(filter.person_id !== undefined, (q) => q.where("api_tokens.person_id", "=", filter.person_id!))
		.orderBy("api_tokens.created_at", "desc")
		.orderBy("api_tokens.id")
		.$if(page !== undefined, (q) => q.limit(page!.limit).offset(page!.offset))
		.execute();
}

export async function countApiTokens(db: Db, filter: { person_id?: string } = {}): Promise<number> {
	const row = await db
		.selectFrom("api_tokens")
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.$if(filter.person_id !== undefined, (q) => q.where("person_id", "=", filter.person_id!))
		.executeTakeFirstOrThrow();
	return row.n;
}

export async function countLiveApiTokens(db: Db, personId: string, now: string): Promise<number> {
	const row = await db
		.selectFrom("api_tokens")
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.where("person_id", "=", personId)
		.where("ended_at", "is", null)
		.where("expires_at", ">", now)
		.executeTakeFirstOrThrow();
	return row.n;
}

/** How the person of a session signed in. */
export async function findWayOf(db: Db, sessionId: string): Promise<SignInWay | undefined> {
	const row = await db.selectFrom("sessions").select("way").where("id", "=", sessionId).executeTakeFirst();
	return row?.way;
}
