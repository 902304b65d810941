import type { Db } from "../../open.ts";
import type { CorrectionKind } from "../../schema/checks/populations-corrections.ts";
import type { Page } from "../ground/tables.ts";
import type { StoredLine } from "./populations.ts";

/** One corrected file of a population. */
export interface Correction {
	id: string;
	population_id: string;
	edition: number;
	file_id: string;
	file_name: string;
	successor_id: string | null;
	reason: string;
	corrected_at: string;
	corrected_by: string;
}

function corrections(db: Db) {
	return db
		.selectFrom("population_corrections as correction")
		.innerJoin("purchase_files as file", "file.id", "correction.file_id")
		.innerJoin("people as person", "person.id", "correction.corrected_by")
		.select(["correction.id", "correction.population_id", "correction.edition", "correction.file_id"])
		.select(["file.file_name", "correction.successor_id", "correction.reason", "correction.corrected_at"])
		.select("person.name as corrected_by");
}

/** The corrected files that came for a population, in the order they came. */
export function listCorrections(db: Db, populationId: string): Promise<Correction[]> {
	return corrections(db).where("correction.population_id", "=", populationId).orderBy("correction.edition").execute();
}

/** The correction a file brought, if it was a corrected one. */
export function findCorrectionByFile(db: Db, fileId: string): Promise<Correction | undefined> {
	return corrections(db).where("correction.file_id", "=", fileId).executeTakeFirst();
}

/** The correction that replaced an earlier population with this one. */
export function findCorrectionInto(db: Db, populationId: string): Promise<Correction | undefined> {
	return corrections(db).where("correction.successor_id", "=", populationId).executeTakeFirst();
}

export interface UnitCorrection {
	correction_id: string;
	unit_name: string;
	kind: CorrectionKind;
	n: number;
	/** Sum before and after; null where there is none. */
	old_sum_ore: number | null;
	new_sum_ore: number | null;
}

/** What corrections changed, per unit and kind. */
export async function listUnitCorrections(db: Db, ids: readonly string[]): Promise<UnitCorrection[]> {
	if (ids.length === 0) return [];
	return db
		.selectFrom("correction_lines as line")
		.innerJoin("org_units as unit", "unit.id", "line.unit_id")
		.select(["line.correction_id", "unit.name as unit_name", "line.kind"])
		.select((eb) => [
			eb.fn.countAll<number>().as("n"),
			eb.fn.sum<number | null>("line.old_amount_ore").as("old_sum_ore"),
			eb.fn.sum<number | null>("line.new_amount_ore").as("new_sum_ore"),
		])
		.where("line.correction_id", "in", [...ids])
		.groupBy(["line.correction_id", "unit.id", "unit.name", "unit.sort_name", "line.kind"])
		.orderBy("unit.sort_name")
		.orderBy("line.kind")
		.execute();
}

export interface CorrectionLine {
	item_key: string;
	kind: CorrectionKind;
	unit_name: string;
	supplier_name: string;
	old_amount_ore: number | null;
	new_amount_ore: number | null;
	note: string;
}

export function listCorrectionLines(db: Db, correctionId: string, page?: Page): Promise<CorrectionLine[]> {
	return db
		.selectFrom("correction_lines as line")
		.innerJoin("org_units as unit", "unit.id", "line.unit_id")
		.innerJoin("ledger_rows as ledger", "ledger.id", "line.line_id")
		.select(["line.item_key", "line.kind", "unit.name as unit_name", "ledger.supplier_name"])
		.select(["line.old_amount_ore", "line.new_amount_ore", "line.note"])
		.where("line.correction_id", "=", correctionId)
		.orderBy("line.item_key")
		.$if(page !== undefined, (query) => query.limit(page!.limit).offset(page!.offset))
		.execute();
}

export async function countCorrectionLines(db: Db, correctionId: string): Promise<number> {
	const row = await db
		.selectFrom("correction_lines")
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.where("correction_id", "=", correctionId)
		.executeTakeFirstOrThrow();
	return row.n;
}

export interface CorrectionNote {
	item_id: string;
	kind: CorrectionKind;
	note: string;
	new_amount_ore: number | null;
	corrected_at: string;
}

/** What corrected files say of the drawn purchases of a run. */
export function listCorrectionNotes(db: Db, runId: string): Promise<CorrectionNote[]> {
	return db
		.selectFrom("sample_items as item")
		.innerJoin("correction_lines as line", "line.line_id", "item.line_id")
		.innerJoin("population_corrections as correction", "correction.id", "line.correction_id")
		.select(["item.id as item_id", "line.kind", "line.note", "line.new_amount_ore", "correction.corrected_at"])
		.where("item.run_id", "=", runId)
		.where("line.kind", "!=", "added")
		.orderBy("correction.edition")
		.execute();
}

/**
 * Lists purchases that the newest corrected file of a drawn period added and that are in no frame yet. They join the control's
 * next frame, the one with a later cut-off.
 */
export function listWaitingLines(db: Db, controlKey: string, cutOff: string): Promise<StoredLine[]> {
	return db
		.selectFrom("population_corrections as correction")
		.innerJoin("populations as population", "population.id", "correction.population_id")
		.innerJoin("controls as control", "control.id", "population.control_id")
		.innerJoin("correction_lines as added", "added.correction_id", "correction.id")
		.innerJoin("ledger_lines as line", "line.id", "added.line_id")
		.selectAll("line")
		.where("control.key", "=", controlKey)
		.where("population.cut_off", "<", cutOff)
		.where("correction.successor_id", "is", null)
		.where("added.kind", "=", "added")
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom("population_corrections as later")
						.select("later.id")
						.whereRef("later.population_id", "=", "correction.population_id")
						.whereRef("later.edition", ">", "correction.edition"),
				),
			),
		)
		.orderBy("line.item_key")
		.execute();
}
