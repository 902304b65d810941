import type { Trx } from "../../db/open.ts";
import type { LedgerLineTable } from "../../db/schema/checks/populations.ts";
import { reserveNumbers, showRows } from "../../db/writes/checks/ledger-rows.ts";

type LineGiven = Omit<LedgerLineTable, "id" | "frame_no" | "whole_ore" | "is_credit"> &
	Partial<Pick<LedgerLineTable, "whole_ore" | "is_credit">>;

/** Puts the lines of one file, and of at most one population, into the ledger. Returns their ids. */
export async function insertLines(trx: Trx, lines: readonly LineGiven[], frame_key = "inkop"): Promise<number[]> {
	const [first] = lines;
	if (!first) return [];
	const { file_id } = first;
	const population_id = lines.find((line) => line.population_id !== null)?.population_id ?? null;
	const numbers = await reserveNumbers(trx, {
		file_id,
		rows: lines.length,
		unit_ids: [...new Set(lines.map((line) => line.unit_id))],
		frame_key: population_id === null ? null : frame_key,
		replaces_id: null,
		now: "2026-01-01T00:00:00.000Z",
	});
	const { file_no, first_id, unit_nos } = numbers;
	const rows = lines.map(({ file_id: _f, population_id: framed, unit_id, ...data }, index) => {
		const { population_no, frame_no } = framed === null ? { population_no: null, frame_no: null } : numbers;
		const numbered = { id: first_id + index, file_no, population_no, frame_no, unit_no: unit_nos.get(unit_id)! };
		return { whole_ore: null, is_credit: 0, ...data, ...numbered };
	});
	for (const row of rows) await trx.insertInto("ledger_rows").values(row).execute();
	if (!(await showRows(trx, numbers, { file_id, population_id }))) throw new Error("the lines are not shown");
	return rows.map((row) => row.id);
}
