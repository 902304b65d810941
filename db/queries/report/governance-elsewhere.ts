import type { Db } from "../../open.ts";

/** A row of economy in another board's plan of the same year. */
export interface BudgetElsewhere {
	id: string;
	board: string;
	title: string;
	chapter: string;
	unit: string;
	budget_ore: number | null;
	same_as_id: string | null;
}

/** What a board's rows may be said to be the same as, in the plans of the others. */
export function listEconomyElsewhere(
	db: Db,
	{ board_id, year }: { board_id: string; year: number },
): Promise<BudgetElsewhere[]> {
	return db
		.selectFrom("governance_items as item")
		.innerJoin("boards", "boards.id", "item.board_id")
		.select(["item.id", "boards.name as board", "item.title", "item.chapter", "item.unit"])
		.select(["item.budget_ore", "item.same_as_id"])
		.where("item.kind", "=", "economy")
		.where("item.year", "=", year)
		.where("item.board_id", "<>", board_id)
		.orderBy("boards.name")
		.orderBy("item.position")
		.execute();
}
