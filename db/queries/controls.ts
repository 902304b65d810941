import type { Selectable } from "kysely";
import type { Db } from "../open.ts";
import type { ControlTable } from "../schema/controls.ts";

export type Control = Selectable<ControlTable>;

export function findControl(db: Db, id: string): Promise<Control | undefined> {
	return db.selectFrom("controls").selectAll().where("id", "=", id).executeTakeFirst();
}
