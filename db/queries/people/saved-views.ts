import type { Selectable } from "kysely";
import type { Db } from "../../open.ts";
import type { SavedViewTable } from "../../schema/people/saved-views.ts";

export type SavedView = Selectable<SavedViewTable>;

/** A person's own views of one list, in the order they were saved. */
export function listSavedViews(db: Db, personId: string, path: string): Promise<SavedView[]> {
	return db
		.selectFrom("saved_views")
		.selectAll()
		.where("person_id", "=", personId)
		.where("path", "=", path)
		.orderBy("created_at")
		.orderBy("id")
		.execute();
}

export async function countSavedViews(db: Db, personId: string): Promise<number> {
	const { n } = await db
		.selectFrom("saved_views")
		.select((eb) => eb.fn.countAll().as("n"))
		.where("person_id", "=", personId)
		.executeTakeFirstOrThrow();
	return Number(n);
}

export function findSavedView(db: Db, id: string): Promise<SavedView | undefined> {
	return db.selectFrom("saved_views").selectAll().where("id", "=", id).executeTakeFirst();
}
