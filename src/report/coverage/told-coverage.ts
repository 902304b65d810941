import type { Db } from "../../../db/open.ts";
import type { Plan } from "../../../db/queries/register/plans.ts";
import type { Column } from "../../ground/tables/column.ts";
import { coverageColumns } from "./columns.ts";
import { readCoverage } from "./read-coverage.ts";

/** A cell of the map in the words it is read by, so that a closed report keeps what it said. */
export type ToldCell = Readonly<Record<string, string | number | null>>;

export async function readToldCoverage(db: Db, plan: Pick<Plan, "id" | "board_id" | "year">): Promise<ToldCell[]> {
	const { cells } = await readCoverage(db, plan);
	return cells.map((cell) => Object.fromEntries(coverageColumns.map(({ key, value }) => [key, value(cell)])));
}

/** The map's columns over what is told of it. */
export const toldColumns: readonly Column<ToldCell>[] = coverageColumns.map(({ key, label, type, width }) => ({
	...{ key, label, type, value: (cell) => cell[key] ?? null },
	...(width === undefined ? {} : { width }),
}));
