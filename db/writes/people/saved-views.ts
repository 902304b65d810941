import type { Insertable } from "kysely";
import type { Trx } from "../../open.ts";
import type { SavedViewTable } from "../../schema/people/saved-views.ts";

export async function insertSavedView(trx: Trx, view: Insertable<SavedViewTable>): Promise<void> {
	await trx.insertInto("saved_views").values(view).execute();
}

export async function deleteSavedView(trx: Trx, id: string): Promise<void> {
	await trx.deleteFrom("saved_views").where("id", "=", id).execute();
}
