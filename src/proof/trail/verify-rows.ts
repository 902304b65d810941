import type { Db } from "../../../db/open.ts";
import { lastEvent } from "../../../db/queries/ground/write.ts";
import { type HistoryRow, listHistoryAfter, listToldOf, listVersions } from "../../../db/queries/replay.ts";
import { type Facts, REPLAYED, type ReplayedKind, type Told } from "./replayed-kinds.ts";

export interface RowsReport {
	/** Rows that were compared with what the trail or their own history says of them. */
	rows: number;
	problems: string[];
}

const BATCH = 2_000;

/**
 * Makes rows again from what the events say (T57), and follows each row's history to the version it has now. Every row that says
 * something else is named, inside sealed periods and outside. Memory is flat: a batch of objects at a time, in the index's order.
 */
export async function verifyRows(db: Db, onStep: (rows: number) => void = () => {}): Promise<RowsReport> {
	const report: RowsReport = { rows: 0, problems: [] };
	for (const kind of REPLAYED) await replay(db, kind, report, onStep);
	await followHistory(db, report);
	return report;
}

async function replay(db: Db, kind: ReplayedKind, report: RowsReport, onStep: (rows: number) => void): Promise<void> {
	for (let after = ""; ; ) {
		const events = await listToldOf(db, kind.object, after, BATCH);
		if (events.length === 0) return;
		after = events.at(-1)!.object_id;
		const objects = new Map<string, Told>();
		for (const { object_id, type, unit_id, data } of events) {
			const told = objects.get(object_id) ?? new Map<string, Facts>();
			objects.set(object_id, told);
			kind.tell(told, { type, unit_id, data: JSON.parse(data) });
		}
		const ids = [...objects].filter(([, told]) => told.size > 0).map(([id]) => id);
		if (ids.length === 0) continue;
		for (const { object_id, key, name, facts } of await kind.rows(db, ids)) {
			const told = objects.get(object_id)!;
			const said = told.get(key);
			if (!said) continue;
			told.delete(key);
			report.rows++;
			const wrong = Object.keys(said).filter((field) => facts[field] !== said[field]);
			for (const field of wrong)
				report.problems.push(
					`${kind.noun} ${name}: ${field} är ${shown(facts[field])} men loggen säger ${shown(said[field])}.`,
				);
		}
		for (const [id, told] of objects)
			for (const key of told.keys())
				report.problems.push(`${kind.noun} ${key || id} som loggen berättar om finns inte, eller är en annan.`);
		onStep(report.rows);
	}
}

function shown(value: unknown): string {
	return value === null || value === undefined ? "tomt" : `”${value}”`;
}

/** Each kept version is followed by the next, and the last by the row as it is; and no change came without an event. */
async function followHistory(db: Db, report: RowsReport): Promise<void> {
	const head = (await lastEvent(db))?.seq ?? 0;
	const newest = new Map<string, Map<string, number>>();
	let seq = 0;
	let unclosed: HistoryRow[] = [];
	for (;;) {
		const rows = await listHistoryAfter(db, seq, BATCH);
		for (const row of rows) {
			if (row.change === "end") unclosed = [];
			else if (row.after_seq >= head) unclosed.push(row);
			followVersion(newest, row, report);
		}
		if (rows.length < BATCH) break;
		seq = rows.at(-1)!.seq;
	}
	for (const { table_name, was } of unclosed)
		report.problems.push(`En rad i ${table_name} har ändrats utan någon händelse i loggen (${idOf(was)}).`);
	for (const [table, rows] of newest) {
		const ids = [...rows.keys()];
		for (let from = 0; from < ids.length; from += BATCH) {
			const lot = ids.slice(from, from + BATCH);
			const now = await listVersions(db, table, lot);
			report.rows += lot.length;
			for (const id of lot)
				if (now.get(id) !== rows.get(id)! + 1)
					report.problems.push(`Raden ${id} i ${table} är inte den som dess historik leder fram till.`);
		}
	}
}

function followVersion(newest: Map<string, Map<string, number>>, row: HistoryRow, report: RowsReport): void {
	const was = JSON.parse(row.was) as { id?: string; version?: number };
	const rows = newest.get(row.table_name) ?? new Map<string, number>();
	if (was.id === undefined || was.version === undefined) return;
	// every row begins as version 1
	const before = rows.get(was.id) ?? 0;
	if (was.version !== before + 1)
		report.problems.push(
			`Historiken för raden ${was.id} i ${row.table_name} har en lucka före version ${was.version}.`,
		);
	if (row.change === "delete") rows.delete(was.id);
	else rows.set(was.id, was.version);
	newest.set(row.table_name, rows);
}

function idOf(was: string): string {
	return String((JSON.parse(was) as { id?: string }).id ?? was.slice(0, 80));
}
