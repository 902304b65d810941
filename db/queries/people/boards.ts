import type { Db } from "../../open.ts";
import { type UnitReach, unitsWithin } from "./units.ts";

export interface BoardRow {
	id: string;
	name: string;
	unit_id: string;
	unit_name: string;
	valid_from: string;
	valid_to: string | null;
}

/** Boards that answer for a förvaltning within reach. */
export function listBoards(db: Db, reach: UnitReach): Promise<BoardRow[]> {
	const within = unitsWithin(reach);
	return db
		.selectFrom("boards")
		.innerJoin("org_units", "org_units.id", "boards.unit_id")
		.select(["boards.id", "boards.name", "boards.unit_id", "org_units.name as unit_name"])
		.select(["boards.valid_from", "boards.valid_to"])
		.$if(within !== undefined, (q) => q.where("boards.unit_id", "in", within!))
		.orderBy("boards.name")
		.execute();
}

export function findBoard(db: Db, id: string): Promise<{ id: string; name: string; unit_id: string } | undefined> {
	return db.selectFrom("boards").select(["id", "name", "unit_id"]).where("id", "=", id).executeTakeFirst();
}
