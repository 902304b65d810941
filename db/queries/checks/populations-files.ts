import { sql } from "kysely";
import type { Db } from "../../open.ts";
import type { Page } from "../ground/tables.ts";
import { type UnitReach, unitsWithin } from "../people/units.ts";

/** One imported file with the population it froze. */
export interface PurchaseFileRow {
	id: string;
	population_id: string;
	control_title: string;
	period_key: string;
	file_name: string;
	sha256: string;
	bytes: number;
	/** Rows understood, and rows refused. */
	rows: number;
	refused: number;
	sum_ore: number;
	/** Items in the population. */
	population_n: number;
	population_sum_ore: number;
	imported_at: string;
	imported_by: string;
	drawn_at: string | null;
	/** 2 and on for a corrected file; null for a period's first. */
	edition: number | null;
	/** The population that replaced this file's. */
	successor_id: string | null;
}

function files(db: Db, reach: UnitReach) {
	const within = unitsWithin(reach);
	return (
		db
			.selectFrom("purchase_files as file")
			.leftJoin("population_corrections as correction", "correction.file_id", "file.id")
			.leftJoin("populations as frozen", "frozen.file_id", "file.id")
			// a corrected file of a drawn period froze nothing: it belongs to the population that stands
			.innerJoin("populations as population", (join) =>
				join.on((eb) =>
					eb(
						"population.id",
						"=",
						eb
							.case()
							.when("frozen.id", "is not", null)
							.then(eb.ref("frozen.id"))
							.when("correction.successor_id", "is", null)
							.then(eb.ref("correction.population_id"))
							.end(),
					),
				),
			)
			.leftJoin("population_corrections as replaced", (join) =>
				join.onRef("replaced.population_id", "=", "population.id").on("replaced.successor_id", "is not", null),
			)
			.innerJoin("draws as draw", "draw.id", "population.draw_id")
			.innerJoin("controls as control", "control.id", "population.control_id")
			.innerJoin("plans as plan", "plan.id", "control.plan_id")
			.innerJoin("boards as board", "board.id", "plan.board_id")
			.innerJoin("people as person", "person.id", "file.imported_by")
			.$if(within !== undefined, (query) => query.where("board.unit_id", "in", within!))
	);
}

/** Imported files of the boards within reach, newest period first. */
export function listPurchaseFiles(db: Db, reach: UnitReach, page?: Page): Promise<PurchaseFileRow[]> {
	return (
		files(db, reach)
			.select(["file.id", "population.id as population_id", "control.title as control_title", "file.period_key"])
			.select(["file.file_name", "file.sha256", "file.bytes", "file.rows", "file.sum_ore", "file.imported_at"])
			.select(["population.n as population_n", "population.sum_ore as population_sum_ore"])
			.select(["person.name as imported_by", "draw.drawn_at", "correction.edition", "replaced.successor_id"])
			// the count stands first in the text, so that a list never reads every refused line
			.select(sql<string>`substr(file.refused, 1, 30)`.as("refused_start"))
			.orderBy("file.period_key", "desc")
			.orderBy("file.imported_at", "desc")
			.$if(page !== undefined, (query) => query.limit(page!.limit).offset(page!.offset))
			.execute()
			.then((rows) =>
				rows.map(({ refused_start, ...row }) => ({
					...row,
					refused: Number(/^\{"count":(\d+)/.exec(refused_start)?.[1] ?? 0),
				})),
			)
	);
}

/** Changes whenever a purchases file has come or gone. */
export async function purchasesMark(db: Db): Promise<string> {
	const { n, newest } = await db
		.selectFrom("purchase_files")
		.select((eb) => [eb.fn.countAll<number>().as("n"), eb.fn.max("id").as("newest")])
		.executeTakeFirstOrThrow();
	return `${n} ${newest}`;
}

export async function countPurchaseFiles(db: Db, reach: UnitReach): Promise<number> {
	const row = await files(db, reach)
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.executeTakeFirstOrThrow();
	return row.n;
}

/** One imported file, with what its reading found; `unit_id` is the board's, where rights over it are decided. */
export interface PurchaseFile extends Omit<PurchaseFileRow, "refused"> {
	unit_id: string;
	encoding: string;
	delimiter: string;
	/** Field → heading. */
	columns: Record<string, string>;
	refused: RefusedRows;
	/** The named source whose mapping it was read with. */
	source: string | null;
}

/** `rows` holds the first of them by line, `count` how many there were. */
interface RefusedRows {
	count: number;
	rows: { line: number; reason: string }[];
}

export async function findPurchaseFile(db: Db, id: string): Promise<PurchaseFile | undefined> {
	const row = await files(db, "all")
		.select(["file.id", "population.id as population_id", "control.title as control_title", "file.period_key"])
		.select(["file.file_name", "file.sha256", "file.bytes", "file.rows", "file.sum_ore", "file.imported_at"])
		.select(["population.n as population_n", "population.sum_ore as population_sum_ore", "file.refused"])
		.select(["person.name as imported_by", "draw.drawn_at", "file.encoding", "file.delimiter", "file.columns"])
		.select(["correction.edition", "replaced.successor_id"])
		.leftJoin("purchase_sources as source", "source.id", "file.source_id")
		.select(["board.unit_id", "source.name as source"])
		.where("file.id", "=", id)
		.executeTakeFirst();
	if (!row) return undefined;
	return {
		...row,
		columns: JSON.parse(row.columns) as Record<string, string>,
		refused: JSON.parse(row.refused) as RefusedRows,
	};
}

/** The same bytes imported before, or undefined. */
export function findFileBySha256(
	db: Db,
	sha256: string,
): Promise<{ file_name: string; period_key: string; imported_at: string } | undefined> {
	return db
		.selectFrom("purchase_files")
		.select(["file_name", "period_key", "imported_at"])
		.where("sha256", "=", sha256)
		.executeTakeFirst();
}

/** The columns of the newest file of a control, with its name and when it came; undefined before the first. */
export async function findNewestColumns(
	db: Db,
	controlId: string,
): Promise<{ file_name: string; imported_at: string; columns: Record<string, string> } | undefined> {
	const row = await db
		.selectFrom("purchase_files as file")
		.innerJoin("populations as population", "population.file_id", "file.id")
		.select(["file.file_name", "file.imported_at", "file.columns"])
		.where("population.control_id", "=", controlId)
		.orderBy("file.imported_at", "desc")
		.limit(1)
		.executeTakeFirst();
	return row && { ...row, columns: JSON.parse(row.columns) as Record<string, string> };
}
