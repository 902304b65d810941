import type { Db } from "../../open.ts";

/** The tap that a person has had kept under this key. */
export function findTapKey(
	db: Db,
	personId: string,
	key: string,
): Promise<{ digest: string; result: string } | undefined> {
	return db
		.selectFrom("tap_keys")
		.select(["digest", "result"])
		.where("person_id", "=", personId)
		.where("key", "=", key)
		.executeTakeFirst();
}
