import { keptStatement } from "../../kept-query.ts";
import type { Db } from "../../open.ts";

/** The tap that a person has had kept under this key. */
export async function findTapKey(
	db: Db,
	person_id: string,
	key: string,
): Promise<{ digest: string; result: string } | undefined> {
	return (await tapOf(db, { person_id, key })).rows[0];
}

const tapOf = keptStatement((db, { person_id, key }: { person_id: string; key: string }) =>
	db.selectFrom("tap_keys").select(["digest", "result"]).where("person_id", "=", person_id).where("key", "=", key),
);
