import type { Selectable } from "kysely";
import type { Db } from "../../open.ts";
import type { LedgerLineTable } from "../../schema/checks/populations.ts";
import {
	DRAWN_KINDS,
	type Frequency,
	type PopulationKind,
	type UnitBasis,
	type VatBasis,
} from "../../schema/vocabulary.ts";
import { type UnitReach, unitsWithin } from "../people/units.ts";
import { isHeld } from "./populations-replaced.ts";

/** A control whose items are imported and drawn; `unit_id` is its board's förvaltning, where rights over its populations are decided. */
export interface PurchaseControl {
	id: string;
	key: string;
	title: string;
	population_kind: PopulationKind;
	frequency: Frequency;
	sample_size: number;
	reserve_count: number;
	checklist_id: string | null;
	starts_on: string;
	ended_on: string | null;
	year: number;
	unit_id: string;
	board_name: string;
}

function purchaseControls(db: Db) {
	return db
		.selectFrom("controls")
		.innerJoin("plans", "plans.id", "controls.plan_id")
		.innerJoin("boards", "boards.id", "plans.board_id")
		.select(["controls.id", "controls.key", "controls.title", "controls.frequency", "controls.sample_size"])
		.select([
			"controls.reserve_count",
			"controls.checklist_id",
			"controls.starts_on",
			"controls.ended_on",
			"controls.population_kind",
			"plans.year",
			"boards.unit_id",
			"boards.name as board_name",
		])
		.where("controls.dropped_reason", "is", null)
		.where("controls.population_kind", "in", DRAWN_KINDS)
		.where("plans.status", "=", "in_force");
}

/** The purchase controls of the plans in force for a year, within reach. */
export function listPurchaseControls(db: Db, reach: UnitReach, year: number): Promise<PurchaseControl[]> {
	const within = unitsWithin(reach);
	return purchaseControls(db)
		.where("plans.year", "=", year)
		.$if(within !== undefined, (query) => query.where("boards.unit_id", "in", within!))
		.orderBy("boards.name")
		.orderBy("controls.title")
		.execute();
}

export function findPurchaseControl(db: Db, id: string): Promise<PurchaseControl | undefined> {
	return purchaseControls(db).where("controls.id", "=", id).executeTakeFirst();
}

/** A run of a control and period: one stratum of its population. */
export interface FrameRun {
	id: string;
	unit_id: string;
	unit_code: string | null;
	unit_name: string;
	status: string;
	population_n: number | null;
}

export function listFrameRuns(db: Db, controlId: string, periodKey: string): Promise<FrameRun[]> {
	return db
		.selectFrom("control_runs as run")
		.innerJoin("org_units as unit", "unit.id", "run.unit_id")
		.select(["run.id", "run.unit_id", "unit.code as unit_code", "unit.name as unit_name", "run.status"])
		.select("run.population_n")
		.where("run.control_id", "=", controlId)
		.where("run.period_key", "=", periodKey)
		.orderBy("unit.sort_name")
		.orderBy("unit.id")
		.execute();
}

/** Every unit under a förvaltning that a ledger can name. */
export function listLedgerUnits(
	db: Db,
	rootId: string,
): Promise<{ id: string; code: string | null; name: string; sort_name: string }[]> {
	return db
		.selectFrom("org_units")
		.select(["id", "code", "name", "sort_name"])
		.where("id", "in", unitsWithin({ own: [], branch: [rootId] })!)
		.orderBy("sort_name")
		.execute();
}

/** Which of these items are in a frame of the control already; a population that is being replaced does not count. */
export async function listFramedKeys(
	db: Db,
	frameKey: string,
	itemKeys: readonly string[],
	except: string | null = null,
): Promise<Set<string>> {
	if (itemKeys.length === 0) return new Set();
	const rows = await db
		.selectFrom("ledger_frames as frame")
		.innerJoin("ledger_rows as row", "row.frame_no", "frame.no")
		.innerJoin("ledger_populations as shown", "shown.no", "row.population_no")
		.select("row.item_key")
		.where("frame.key", "=", frameKey)
		.where("row.item_key", "in", itemKeys)
		.where(isHeld("shown.population_id"))
		.$if(except !== null, (query) => query.where("shown.population_id", "!=", except))
		.execute();
	return new Set(rows.map((row) => row.item_key));
}

/** A frozen population, with its draw as far as it may be seen: the sealed secret is never among the columns. */
export interface Population {
	id: string;
	draw_id: string;
	draw_name: string;
	control_id: string;
	control_key: string;
	control_title: string;
	population_kind: PopulationKind;
	period_key: string;
	unit_id: string;
	board_name: string;
	file_id: string;
	file_name: string;
	file_sha256: string;
	cut_off: string;
	filter: string;
	limit_ore: number;
	unit_basis: UnitBasis;
	vat_basis: VatBasis;
	n: number;
	sum_ore: number;
	digest: string;
	frozen_at: string;
	frozen_by: string;
	drawn_at: string | null;
	checklist_id: string | null;
	terms: string;
	/** The population that replaced this one before it was drawn from. */
	successor_id: string | null;
}

function populations(db: Db) {
	return db
		.selectFrom("populations as population")
		.innerJoin("draws as draw", "draw.id", "population.draw_id")
		.innerJoin("purchase_files as file", "file.id", "population.file_id")
		.innerJoin("controls as control", "control.id", "population.control_id")
		.innerJoin("plans as plan", "plan.id", "control.plan_id")
		.innerJoin("boards as board", "board.id", "plan.board_id")
		.innerJoin("people as person", "person.id", "population.frozen_by")
		.leftJoin("population_corrections as replaced", (join) =>
			join.onRef("replaced.population_id", "=", "population.id").on("replaced.successor_id", "is not", null),
		)
		.select(["population.id", "population.draw_id", "draw.draw_id as draw_name", "population.control_id"])
		.select(["control.key as control_key", "control.title as control_title"])
		.select(["control.population_kind", "population.period_key", "board.unit_id", "board.name as board_name"])
		.select(["population.file_id", "file.file_name", "file.sha256 as file_sha256", "population.cut_off"])
		.select(["population.filter", "population.limit_ore", "population.unit_basis", "population.vat_basis"])
		.select(["population.n", "population.sum_ore", "population.digest", "population.frozen_at"])
		.select(["population.checklist_id", "population.terms"])
		.select(["person.name as frozen_by", "draw.drawn_at", "replaced.successor_id"]);
}

export function findPopulation(db: Db, id: string): Promise<Population | undefined> {
	return populations(db).where("population.id", "=", id).executeTakeFirst();
}

/** The population that holds for a control and period: the one that no other has replaced. */
export function findPopulationOf(db: Db, controlId: string, periodKey: string): Promise<Population | undefined> {
	return populations(db)
		.where("population.control_id", "=", controlId)
		.where("population.period_key", "=", periodKey)
		.where("replaced.successor_id", "is", null)
		.executeTakeFirst();
}

/** The population a draw was made from. */
export function findPopulationByDraw(db: Db, drawId: string): Promise<Population | undefined> {
	return populations(db).where("population.draw_id", "=", drawId).executeTakeFirst();
}

export interface Stratum {
	unit_id: string;
	unit_code: string | null;
	unit_name: string;
	n: number;
	sum_ore: number;
}

export function listStrata(db: Db, populationId: string): Promise<Stratum[]> {
	return db
		.selectFrom("population_strata as stratum")
		.innerJoin("org_units as unit", "unit.id", "stratum.unit_id")
		.select(["stratum.unit_id", "unit.code as unit_code", "unit.name as unit_name", "stratum.n", "stratum.sum_ore"])
		.where("stratum.population_id", "=", populationId)
		.orderBy("unit.sort_name")
		.orderBy("unit.id")
		.execute();
}

/** The frozen items of one stratum, in no particular order: the draw ranks them. */
export function listStratumLines(
	db: Db,
	populationId: string,
	unitId: string,
): Promise<{ id: number; item_key: string; amount_ore: number }[]> {
	return db
		.selectFrom("ledger_lines")
		.select(["id", "item_key", "amount_ore"])
		.where("population_id", "=", populationId)
		.where("unit_id", "=", unitId)
		.execute();
}

/** A line with everything that is stored of it. */
export type StoredLine = Selectable<LedgerLineTable>;

/** The frozen lines of one stratum, with everything that a corrected file can tell otherwise. */
export function listStratumCells(db: Db, populationId: string, unitId: string): Promise<StoredLine[]> {
	return db
		.selectFrom("ledger_lines")
		.selectAll()
		.where("population_id", "=", populationId)
		.where("unit_id", "=", unitId)
		.execute();
}

export function listLinesByIds(db: Db, ids: readonly number[]): Promise<StoredLine[]> {
	return db
		.selectFrom("ledger_lines")
		.selectAll()
		.where("id", "in", [...ids])
		.execute();
}
