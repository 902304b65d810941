import type { Db } from "../../open.ts";

/** The address a person has given their calendar, if it still holds. */
export function findLiveFeed(db: Db, personId: string): Promise<{ id: string; created_at: string } | undefined> {
	return db
		.selectFrom("calendar_feeds")
		.select(["id", "created_at"])
		.where("person_id", "=", personId)
		.where("ended_at", "is", null)
		.executeTakeFirst();
}

/** Whose calendar an address is, by the hash of its token. Nobody's who has left. */
export function findFeedOwner(db: Db, id: string): Promise<{ id: string; name: string } | undefined> {
	return db
		.selectFrom("calendar_feeds")
		.innerJoin("people", "people.id", "calendar_feeds.person_id")
		.select(["people.id", "people.name"])
		.where("calendar_feeds.id", "=", id)
		.where("calendar_feeds.ended_at", "is", null)
		.where("people.ended_at", "is", null)
		.executeTakeFirst();
}
