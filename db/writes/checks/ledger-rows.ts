import { sql } from "kysely";
import type { Trx } from "../../open.ts";

/** What numbers a file's rows get. */
export interface LedgerNumbers {
	file_no: number;
	population_no: number | null;
	frame_no: number | null;
	/** The id of the first row; the others follow. */
	first_id: number;
	/** The unit's number by its id. */
	unit_nos: ReadonlyMap<string, number>;
}

/** What a file's rows belong to, by the ids and keys of the register. */
export interface RowsOf {
	/** The id that the file will have. */
	file_id: string;
	rows: number;
	unit_ids: readonly string[];
	/** Null for a file whose frame stands although the file tells otherwise. */
	frame_key: string | null;
	/** The population that the file's own replaces. */
	replaces_id: string | null;
	now: string;
}

/** Keeps numbers for a file's rows. They are nobody else's from now on, whoever else is storing a file. */
export async function reserveNumbers(trx: Trx, of: RowsOf): Promise<LedgerNumbers> {
	const file_no = await nextNo(
		trx,
		sql`(select max(no) as top from ledger_files union all select max(no) from ledger_arrivals)`,
	);
	const first_id = await nextNo(
		trx,
		sql`(select max(id) as top from ledger_rows union all select max(last_id) from ledger_arrivals)`,
	);
	const frame_no = of.frame_key === null ? null : await frameNo(trx, of.frame_key, of.now);
	const population_no =
		frame_no === null
			? null
			: await nextNo(
					trx,
					sql`(select max(no) as top from ledger_populations union all select max(population_no) from ledger_arrivals)`,
				);
	const unit_nos = await unitNos(trx, of.unit_ids);
	const replaces_no = of.replaces_id === null ? null : await populationNo(trx, of.replaces_id);
	const arrival = {
		no: file_no,
		file_id: of.file_id,
		population_no,
		replaces_no,
		last_id: first_id + of.rows - 1,
		beat_at: of.now,
	};
	await trx.insertInto("ledger_arrivals").values(arrival).execute();
	return { file_no, population_no, frame_no, first_id, unit_nos };
}

async function nextNo(trx: Trx, tops: ReturnType<typeof sql>): Promise<number> {
	const { rows } = await sql<{ top: number }>`select coalesce(max(top), 0) + 1 as top from ${tops} tops`.execute(trx);
	return Number(rows[0]!.top);
}

async function frameNo(trx: Trx, key: string, created_at: string): Promise<number> {
	const known = await trx.selectFrom("ledger_frames").select("no").where("key", "=", key).executeTakeFirst();
	if (known) return known.no;
	const no = await nextNo(trx, sql`(select max(no) as top from ledger_frames)`);
	await trx.insertInto("ledger_frames").values({ no, key, created_at }).execute();
	return no;
}

async function unitNos(trx: Trx, ids: readonly string[]): Promise<Map<string, number>> {
	const known = await trx.selectFrom("ledger_units").selectAll().execute();
	const nos = new Map(known.map(({ unit_id, no }) => [unit_id, no]));
	let next = Math.max(0, ...nos.values());
	for (const unit_id of ids) {
		if (nos.has(unit_id)) continue;
		next += 1;
		await trx.insertInto("ledger_units").values({ no: next, unit_id }).execute();
		nos.set(unit_id, next);
	}
	return nos;
}

async function populationNo(trx: Trx, populationId: string): Promise<number> {
	const row = await trx
		.selectFrom("ledger_populations")
		.select("no")
		.where("population_id", "=", populationId)
		.executeTakeFirstOrThrow();
	return row.no;
}

/** Shows all rows of a file at once. False when the arrival was given up meanwhile, because nothing had come for long. */
export async function showRows(
	trx: Trx,
	{ file_no, population_no, frame_no }: LedgerNumbers,
	ids: { file_id: string; population_id: string | null },
): Promise<boolean> {
	const gone = await trx.deleteFrom("ledger_arrivals").where("file_id", "=", ids.file_id).executeTakeFirst();
	if (Number(gone.numDeletedRows) !== 1) return false;
	await trx.insertInto("ledger_files").values({ no: file_no, file_id: ids.file_id }).execute();
	if (population_no === null || frame_no === null || ids.population_id === null) return true;
	const shown = { no: population_no, population_id: ids.population_id, frame_no };
	await trx.insertInto("ledger_populations").values(shown).execute();
	return true;
}

/** Says that rows still come. False when the arrival has been given up. */
export async function beatArrival(trx: Trx, fileId: string, now: string): Promise<boolean> {
	const beaten = await trx
		.updateTable("ledger_arrivals")
		.set({ beat_at: now })
		.where("file_id", "=", fileId)
		.executeTakeFirst();
	return Number(beaten.numUpdatedRows) === 1;
}

/** Takes away some of an arrival's rows, and the arrival itself when none is left. True when it is gone. */
export async function dropArrival(trx: Trx, fileId: string, most: number): Promise<boolean> {
	const arrival = await trx.selectFrom("ledger_arrivals").select("no").where("file_id", "=", fileId).executeTakeFirst();
	if (!arrival) return true;
	const rows = await trx.selectFrom("ledger_rows").select("id").where("file_no", "=", arrival.no).limit(most).execute();
	const ids = rows.map(({ id }) => id);
	if (ids.length > 0) await trx.deleteFrom("ledger_rows").where("id", "in", ids).execute();
	if (ids.length === most) return false;
	await trx.deleteFrom("ledger_arrivals").where("file_id", "=", fileId).execute();
	return true;
}

/** The files to be whose rows have stood still since an instant: whoever stored them was stopped. */
export async function listStillArrivals(trx: Trx, since: string): Promise<string[]> {
	const rows = await trx.selectFrom("ledger_arrivals").select("file_id").where("beat_at", "<", since).execute();
	return rows.map(({ file_id }) => file_id);
}

/** Frames a line of an earlier file: the same purchase, from the same file, in a population. Returns the new row's id. */
export async function frameAgain(trx: Trx, lineId: number, population_no: number, frame_no: number): Promise<number> {
	const id = await nextNo(
		trx,
		sql`(select max(id) as top from ledger_rows union all select max(last_id) from ledger_arrivals)`,
	);
	const {
		population_no: _p,
		frame_no: _f,
		id: _id,
		...line
	} = await trx.selectFrom("ledger_rows").selectAll().where("id", "=", lineId).executeTakeFirstOrThrow();
	await trx
		.insertInto("ledger_rows")
		.values({ ...line, id, population_no, frame_no })
		.execute();
	return id;
}

/** Key, amount and line of the waiting rows in the frame, by the bytes of the key. */
export const FRAMED_IN_ORDER =
	"select item_key, amount_ore, line_no from staged where place = 'frame' order by item_key, n";

/** The rows that wait in a staging file as they will stand in the ledger: statements for `completeStaging`. */
export function landedView(
	{ file_no, population_no, frame_no, first_id, unit_nos }: LedgerNumbers,
	unitIds: readonly string[],
	columns: readonly string[],
): string[] {
	const numbers = unitIds.map((id, index) => `(${index}, ${unit_nos.get(id)})`);
	const framed = (no: number | null) => (no === null ? "null" : `case when s.place = 'frame' then ${no} end`);
	return [
		"drop view if exists landed",
		"drop table if exists unit_numbers",
		"create table unit_numbers (unit integer primary key, unit_no integer not null)",
		`insert into unit_numbers values ${numbers.join(", ")}`,
		`create view landed as select s.n, s.n + ${first_id - 1} as id, ${file_no} as file_no, ${framed(population_no)} as population_no,
			${framed(frame_no)} as frame_no, u.unit_no, s.place = 'credit_note' as is_credit, ${columns.map((name) => `s.${name}`).join(", ")}
			from staged s join unit_numbers u on u.unit = s.unit`,
	];
}
