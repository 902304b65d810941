import type { Db } from "../../../db/open.ts";
import { grouped } from "../../../db/queries/ground/tables.ts";
import { lastEvent } from "../../../db/queries/ground/write.ts";
import { listWrongBranches } from "../../../db/queries/proof/trail-replay-derived.ts";
import { type HistoryRow, listHistoryAfter, listToldOf, listVersions } from "../../../db/queries/proof/trail-replay.ts";
import type { Facts, ReplayedKind, SameAs, Told, ToldRow } from "./replayed-kind.ts";
import { REPLAYED } from "./replayed-kinds.ts";

export interface RowsReport {
	/** Rows that were compared with what the trail or their own history says of them. */
	rows: number;
	problems: string[];
}

/** Versions of rows that are followed at a time. */
const BATCH = 2_000;
/**
 * Events that are replayed at a time. A lot of them tells of ten times as many rows: what is read and compared while it is young
 * costs a fifth of what must be moved out of the way to make room.
 */
const EVENTS = 200;

/**
 * Makes rows again from what the events say (T57), and follows each row's history to the version it has now. Every row that says
 * something else is named, and every row that no event tells of, inside sealed periods and outside. Memory is flat: a batch of
 * objects at a time, in the index's order.
 */
export async function verifyRows(db: Db, onStep: (rows: number) => void = () => {}): Promise<RowsReport> {
	const report: RowsReport = { rows: 0, problems: [] };
	for (const [object, kinds] of grouped(REPLAYED, (kind) => kind.object))
		await replay(db, object, kinds, report, onStep);
	await followHistory(db, report);
	for (const { root, unit, is_missing } of await listWrongBranches(db))
		report.problems.push(
			is_missing
				? `Enheten ${unit} ligger under ${root}, men räknas inte dit.`
				: `Enheten ${unit} räknas till ${root}, men ligger inte där.`,
		);
	return report;
}

/** The kinds of rows that one kind of object's events tell of: each event is read and parsed once for all of them. */
async function replay(
	db: Db,
	object: string,
	kinds: readonly ReplayedKind[],
	report: RowsReport,
	onStep: (rows: number) => void,
): Promise<void> {
	// null as soon as one of the kinds listens to all of them
	const heard = kinds.every((kind) => kind.types) ? [...new Set(kinds.flatMap((kind) => kind.types!))] : null;
	for (let after = ""; ; ) {
		const events = (await listToldOf(db, { kind: object, types: heard }, after, EVENTS)).map((event) => ({
			...event,
			data: JSON.parse(event.data),
		}));
		// beyond the last object that the log tells of, whatever is there was never told of
		const to = events.at(-1)?.object_id ?? null;
		const range = { after, to };
		for (const kind of kinds) {
			const objects = new Map<string, Told>();
			const { types }: { types?: readonly string[] } = kind;
			for (const event of events) {
				if (types && !types.includes(event.type)) continue;
				const told = objects.get(event.object_id) ?? new Map<string, Facts>();
				objects.set(event.object_id, told);
				kind.tell(told, event);
			}
			const sameAs: SameAs = (id, { rows, text }, write) => {
				const told = objects.get(id);
				if (!told || write(told) !== text) return false;
				told.clear();
				report.rows += rows;
				return true;
			};
			for (const row of await kind.rows(db, range, sameAs)) compare(kind, objects.get(row.object_id), row, report);
			for (const [id, told] of objects)
				for (const key of told.keys())
					report.problems.push(`${kind.noun} ${key || id} som loggen berättar om finns inte, eller är en annan.`);
		}
		onStep(report.rows);
		if (to === null) return;
		after = to;
	}
}

/** The row as it is beside what the log says; what is left in `told` afterwards is told of a row that is not there. */
function compare(kind: ReplayedKind, told: Told | undefined, { key, name, facts }: ToldRow, report: RowsReport): void {
	const said = told?.get(key) ?? kind.untold;
	told?.delete(key);
	report.rows++;
	if (!said) {
		report.problems.push(`${kind.noun} ${name} finns i databasen, men loggen berättar inte om det.`);
		return;
	}
	for (const field in said) {
		if (facts[field] === said[field]) continue;
		report.problems.push(
			`${kind.noun} ${name}: ${field} är ${shown(facts[field])} men loggen säger ${shown(said[field])}.`,
		);
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
