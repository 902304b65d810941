import type { ExpressionBuilder } from "kysely";
import type { Db } from "../../open.ts";
import type { Schema } from "../../schema/index.ts";
import type { RetentionKind } from "../../schema/proof/retention.ts";
import type { Page } from "../ground/tables.ts";
import { type UnitReach, unitsWithin } from "../people/units.ts";

export interface Disposable {
	kind: RetentionKind;
	id: string;
	unit_id: string;
	unit: string;
	file_name: string;
	sha256: string;
	bytes: number;
	/** The year it belongs to, from which its time is counted. */
	base_year: number;
}

export interface DisposableFilter {
	reach: UnitReach;
	/** The newest year of each class whose time has passed. */
	until: Record<RetentionKind, number>;
	kind?: RetentionKind | undefined;
	held_units: readonly string[];
	/** Leaves out what is held. */
	free_only?: boolean;
}

type Year = Pick<ExpressionBuilder<Schema, never>, "cast" | "fn" | "lit">;
const yearOf = (eb: Year, column: string) =>
	eb.cast<number>(eb.fn("substr", [column as never, eb.lit(1) as never, eb.lit(4) as never]), "integer");

function evidenceOfRuns(db: Db) {
	return db
		.selectFrom("evidence as e")
		.leftJoin("sample_items as item", (join) =>
			join.onRef("item.id", "=", "e.parent_id").on("e.parent_kind", "=", "sample_item"),
		)
		.innerJoin("control_runs as run", (join) =>
			join.on((eb) => eb("run.id", "=", eb.fn.coalesce("item.run_id", "e.parent_id"))),
		)
		.where("e.parent_kind", "in", ["sample_item", "control_run"])
		.select((eb) => [eb.val<RetentionKind>("run_evidence").as("kind"), "e.id", "e.unit_id", "e.file_name", "e.sha256"])
		.select((eb) => ["e.bytes", yearOf(eb as never, "run.last_day").as("base_year")]);
}

/** A deviation's evidence belongs to the year it was closed; while it is open its time has not begun. */
function evidenceOfDeviations(db: Db) {
	return db
		.selectFrom("evidence as e")
		.innerJoin("deviations as found", "found.id", "e.parent_id")
		.where("e.parent_kind", "=", "deviation")
		.where("found.closed_at", "is not", null)
		.select((eb) => [eb.val<RetentionKind>("deviation_evidence").as("kind"), "e.id", "e.unit_id", "e.file_name"])
		.select((eb) => ["e.sha256", "e.bytes", yearOf(eb as never, "found.closed_at").as("base_year")]);
}

function evidenceOfMeasures(db: Db) {
	return db
		.selectFrom("evidence as e")
		.innerJoin("measures as measure", "measure.id", "e.parent_id")
		.innerJoin("risks as risk", "risk.id", "measure.risk_id")
		.innerJoin("plans as plan", "plan.id", "risk.plan_id")
		.where("e.parent_kind", "=", "measure")
		.select((eb) => [eb.val<RetentionKind>("measure_evidence").as("kind"), "e.id", "e.unit_id", "e.file_name"])
		.select(["e.sha256", "e.bytes", "plan.year as base_year"]);
}

/** A file of purchases belongs to the board whose population was frozen from it. */
function purchaseFiles(db: Db) {
	return db
		.selectFrom("purchase_files as file")
		.innerJoin("populations as population", "population.file_id", "file.id")
		.innerJoin("controls as control", "control.id", "population.control_id")
		.innerJoin("plans as plan", "plan.id", "control.plan_id")
		.innerJoin("boards as board", "board.id", "plan.board_id")
		.groupBy(["file.id", "file.file_name", "file.sha256", "file.bytes", "file.period_key"])
		.select((eb) => [eb.val<RetentionKind>("purchase_file").as("kind"), "file.id"])
		.select((eb) => [eb.fn.min("board.unit_id").as("unit_id"), "file.file_name", "file.sha256", "file.bytes"])
		.select((eb) => yearOf(eb as never, "file.period_key").as("base_year"));
}

function disposable(db: Db, { reach, until, kind, held_units, free_only }: DisposableFilter) {
	const within = unitsWithin(reach);
	const held = unitsWithin({ own: [], branch: [...held_units] })!;
	const all = evidenceOfRuns(db)
		.unionAll(evidenceOfDeviations(db))
		.unionAll(evidenceOfMeasures(db))
		.unionAll(purchaseFiles(db))
		.as("file");
	return db
		.selectFrom(all)
		.innerJoin("org_units as unit", "unit.id", "file.unit_id")
		.where((eb) =>
			eb.or(
				(Object.keys(until) as RetentionKind[]).map((one) =>
					eb.and([eb("file.kind", "=", one), eb("file.base_year", "<=", until[one])]),
				),
			),
		)
		.where((eb) =>
			eb.not(
				eb.exists(
					eb.selectFrom("disposed_files as gone").select("gone.record_id").whereRef("gone.record_id", "=", "file.id"),
				),
			),
		)
		.$if(within !== undefined, (q) => q.where("file.unit_id", "in", within!))
		.$if(kind !== undefined, (q) => q.where("file.kind", "=", kind!))
		.$if(free_only === true, (q) => q.where("file.unit_id", "not in", held))
		.$if(free_only === true && held_units.length > 0, (q) => q.where("file.kind", "!=", "purchase_file"))
		.select([
			"file.kind",
			"file.id",
			"file.unit_id",
			"unit.name as unit",
			"file.file_name",
			"file.sha256",
			"file.bytes",
		])
		.select("file.base_year");
}

/** The files whose time has passed, oldest first. */
export function listDisposable(db: Db, filter: DisposableFilter, page?: Page): Promise<Disposable[]> {
	let query = disposable(db, filter).orderBy("file.base_year").orderBy("file.kind").orderBy("file.id");
	if (page) query = query.limit(page.limit).offset(page.offset);
	return query.execute() as Promise<Disposable[]>;
}

export interface DisposableSum {
	kind: RetentionKind;
	files: number;
	bytes: number;
}

/** How many there are of each class. */
export function countDisposable(db: Db, filter: DisposableFilter): Promise<DisposableSum[]> {
	return db
		.selectFrom(disposable(db, filter).as("proposed"))
		.select((eb) => ["kind", eb.fn.countAll<number>().as("files"), eb.fn.sum<number>("bytes").as("bytes")])
		.groupBy("kind")
		.orderBy("kind")
		.execute() as Promise<DisposableSum[]>;
}
