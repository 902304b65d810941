import type { Selectable } from "kysely";
import type { Db } from "../../open.ts";
import type {
	DisposalTable,
	DisposedFileTable,
	LegalHoldTable,
	RetentionRuleTable,
} from "../../schema/proof/retention.ts";
import { type UnitReach, unitsWithin } from "../people/units.ts";

export interface RetentionRule extends Selectable<RetentionRuleTable> {
	recorder: string;
}

/** Every decision on how long files are kept, newest first. */
export function listRetentionRules(db: Db): Promise<RetentionRule[]> {
	return db
		.selectFrom("retention_rules")
		.innerJoin("people", "people.id", "retention_rules.recorded_by")
		.selectAll("retention_rules")
		.select("people.name as recorder")
		.orderBy("valid_from", "desc")
		.orderBy("retention_rules.kind")
		.execute();
}

export interface Hold extends Selectable<LegalHoldTable> {
	unit: string;
	setter: string;
	lifter: string | null;
}

function holds(db: Db) {
	return db
		.selectFrom("legal_holds")
		.innerJoin("org_units", "org_units.id", "legal_holds.unit_id")
		.innerJoin("people as setter", "setter.id", "legal_holds.set_by")
		.leftJoin("people as lifter", "lifter.id", "legal_holds.lifted_by")
		.selectAll("legal_holds")
		.select(["org_units.name as unit", "setter.name as setter", "lifter.name as lifter"]);
}

export function listHolds(db: Db, reach: UnitReach): Promise<Hold[]> {
	const within = unitsWithin(reach);
	let query = holds(db).orderBy("legal_holds.set_at", "desc").orderBy("legal_holds.id");
	if (within) query = query.where("legal_holds.unit_id", "in", within);
	return query.execute();
}

export function findHold(db: Db, id: string): Promise<Hold | undefined> {
	return holds(db).where("legal_holds.id", "=", id).executeTakeFirst();
}

/** The units that holds stand at today. */
export async function listHeldUnits(db: Db): Promise<string[]> {
	const rows = await db.selectFrom("legal_holds").select("unit_id").distinct().where("lifted_at", "is", null).execute();
	return rows.map(({ unit_id }) => unit_id);
}

export interface Disposal extends Selectable<DisposalTable> {
	disposer: string;
}

function disposals(db: Db) {
	return db
		.selectFrom("disposals")
		.innerJoin("people", "people.id", "disposals.disposed_by")
		.selectAll("disposals")
		.select("people.name as disposer");
}

/** What has been disposed of, newest first. */
export function listDisposals(db: Db, reach: UnitReach): Promise<Disposal[]> {
	const within = unitsWithin(reach);
	let query = disposals(db).orderBy("disposals.disposed_at", "desc").orderBy("disposals.id");
	if (within) query = query.where("disposals.unit_id", "in", within);
	return query.execute();
}

export function findDisposal(db: Db, id: string): Promise<Disposal | undefined> {
	return disposals(db).where("disposals.id", "=", id).executeTakeFirst();
}

export interface DisposedFile extends Selectable<DisposedFileTable> {
	unit: string;
}

export function listDisposedFiles(db: Db, disposalId: string): Promise<DisposedFile[]> {
	return db
		.selectFrom("disposed_files")
		.innerJoin("org_units", "org_units.id", "disposed_files.unit_id")
		.selectAll("disposed_files")
		.select("org_units.name as unit")
		.where("disposal_id", "=", disposalId)
		.orderBy("base_year")
		.orderBy("record_id")
		.execute();
}

/** The decision by which a file is gone, or undefined while it is kept. */
export function findDisposalOf(db: Db, recordId: string): Promise<Disposal | undefined> {
	return disposals(db)
		.innerJoin("disposed_files", "disposed_files.disposal_id", "disposals.id")
		.where("disposed_files.record_id", "=", recordId)
		.executeTakeFirst();
}

/** Every row of disposal with its bytes' name, for the check of the whole. */
export function listAllDisposed(
	db: Db,
): Promise<Pick<Selectable<DisposedFileTable>, "record_kind" | "record_id" | "file_name" | "sha256">[]> {
	return db
		.selectFrom("disposed_files")
		.select(["record_kind", "record_id", "file_name", "sha256"])
		.orderBy("record_id")
		.execute();
}

/** What the trail says of disposal: the file's own id and bytes. */
export async function listLoggedDisposals(db: Db): Promise<Set<string>> {
	const events = await db
		.selectFrom("events")
		.select(["object_id", "data"])
		.where("type", "=", "evidence.disposed")
		.execute();
	return new Set(
		events.map(({ object_id, data }) => `${object_id}:${(JSON.parse(data) as { sha256: string }).sha256}`),
	);
}

/** Bytes that were disposed of and that no kept row points at: of one disposal, of one hash, or all. */
export async function listUnkeptBytes(
	db: Db,
	{ disposal_id, sha256 }: { disposal_id?: string | null; sha256?: string },
): Promise<string[]> {
	const rows = await db
		.selectFrom("disposed_files as gone")
		.select("gone.sha256")
		.distinct()
		.$if(disposal_id != null, (q) => q.where("gone.disposal_id", "=", disposal_id!))
		.$if(sha256 !== undefined, (q) => q.where("gone.sha256", "=", sha256!))
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom("evidence as kept")
						.leftJoin("disposed_files as also", "also.record_id", "kept.id")
						.select("kept.id")
						.whereRef("kept.sha256", "=", "gone.sha256")
						.where("also.record_id", "is", null),
				),
			),
		)
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom("purchase_files as kept")
						.leftJoin("disposed_files as also", "also.record_id", "kept.id")
						.select("kept.id")
						.whereRef("kept.sha256", "=", "gone.sha256")
						.where("also.record_id", "is", null),
				),
			),
		)
		.execute();
	return rows.map(({ sha256 }) => sha256);
}
