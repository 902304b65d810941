import type { Selectable } from "kysely";
import type { Db } from "../../open.ts";
import type { EvidenceTable } from "../../schema/checks/evidence.ts";
import type { EvidenceParent, RunStatus } from "../../schema/vocabulary.ts";

export interface Evidence extends Selectable<EvidenceTable> {
	uploaded_by_name: string;
	/** The disposal its bytes went with; null while they are kept. */
	disposal_id: string | null;
}

function evidence(db: Db) {
	return db
		.selectFrom("evidence")
		.innerJoin("people", "people.id", "evidence.uploaded_by")
		.leftJoin("disposed_files as gone", (join) =>
			join.onRef("gone.record_id", "=", "evidence.id").on("gone.record_kind", "=", "evidence"),
		)
		.selectAll("evidence")
		.select(["people.name as uploaded_by_name", "gone.disposal_id"]);
}

export function findEvidence(db: Db, id: string): Promise<Evidence | undefined> {
	return evidence(db).where("evidence.id", "=", id).executeTakeFirst();
}

/** What belongs to one object, in the order it came, every edition. */
export function listEvidenceOf(db: Db, kind: EvidenceParent, parentId: string): Promise<Evidence[]> {
	return evidence(db)
		.where("evidence.parent_kind", "=", kind)
		.where("evidence.parent_id", "=", parentId)
		.orderBy("evidence.uploaded_at")
		.orderBy("evidence.id")
		.execute();
}

/** What belongs to the drawn items of a run. */
export function listEvidenceOfItems(db: Db, runId: string): Promise<Evidence[]> {
	return evidence(db)
		.where("evidence.parent_kind", "=", "sample_item")
		.where("evidence.parent_id", "in", (eb) => eb.selectFrom("sample_items").select("id").where("run_id", "=", runId))
		.orderBy("evidence.uploaded_at")
		.orderBy("evidence.id")
		.execute();
}

/** Every edition of one document, the newest first. */
export function listEditions(db: Db, seriesId: string): Promise<Evidence[]> {
	return evidence(db).where("evidence.series_id", "=", seriesId).orderBy("evidence.edition", "desc").execute();
}

/** The object a piece of evidence belongs to, as far as rights and lateness go. */
export interface EvidenceOwner {
	unit_id: string;
	label: string;
	/** The status of the run it belongs to, when it belongs to one. */
	run_status: RunStatus | null;
	run_id: string | null;
	/** The day that what is added here is about when nobody says another; null where only the sender knows. */
	about_on: string | null;
}

export function findEvidenceOwner(db: Db, kind: EvidenceParent, id: string): Promise<EvidenceOwner | undefined> {
	return OWNERS[kind](db, id);
}

/** What belongs to no run, and whose day its sender knows. */
const ON_ITS_OWN = { run_status: null, run_id: null, about_on: null };

const OWNERS: Record<EvidenceParent, (db: Db, id: string) => Promise<EvidenceOwner | undefined>> = {
	sample_item: async (db, id) => {
		const row = await db
			.selectFrom("sample_items as item")
			.innerJoin("control_runs as run", "run.id", "item.run_id")
			.innerJoin("ledger_rows as line", "line.id", "item.line_id")
			.select(["run.unit_id", "run.status", "run.id", "line.voucher_no", "line.booking_date"])
			.where("item.id", "=", id)
			.executeTakeFirst();
		return (
			row && {
				...{ unit_id: row.unit_id, label: `Inköp ${row.voucher_no}`, run_status: row.status, run_id: row.id },
				about_on: row.booking_date,
			}
		);
	},
	control_run: async (db, id) => {
		const row = await db
			.selectFrom("control_runs as run")
			.innerJoin("controls as control", "control.id", "run.control_id")
			.select(["run.unit_id", "run.status", "run.id", "run.period_key", "run.last_day", "control.title"])
			.where("run.id", "=", id)
			.executeTakeFirst();
		return (
			row && {
				...{ unit_id: row.unit_id, label: `${row.title}, ${row.period_key}`, run_status: row.status, run_id: row.id },
				about_on: row.last_day,
			}
		);
	},
	deviation: async (db, id) => {
		const row = await db
			.selectFrom("deviations")
			.select(["unit_id", "number", "found_at"])
			.where("id", "=", id)
			.executeTakeFirst();
		const of = { run_status: null, run_id: null };
		return row && { unit_id: row.unit_id, label: `Avvikelse ${row.number}`, ...of, about_on: row.found_at };
	},
	measure: async (db, id) => {
		const row = await db
			.selectFrom("measures as measure")
			.innerJoin("risks as risk", "risk.id", "measure.risk_id")
			.innerJoin("plans as plan", "plan.id", "risk.plan_id")
			.innerJoin("boards as board", "board.id", "plan.board_id")
			.select(["board.unit_id", "measure.title"])
			.where("measure.id", "=", id)
			.executeTakeFirst();
		return row && { unit_id: row.unit_id, label: `Åtgärden ${row.title}`, ...ON_ITS_OWN };
	},
	recommendation: async (db, id) => {
		const row = await db
			.selectFrom("recommendations")
			.innerJoin("boards", "boards.id", "recommendations.board_id")
			.select(["boards.unit_id", "recommendations.number"])
			.where("recommendations.id", "=", id)
			.executeTakeFirst();
		return row && { unit_id: row.unit_id, label: `Rekommendation ${row.number}`, ...ON_ITS_OWN };
	},
	// what a nämnd or the regionstyrelse decides: its protokollsutdrag
	assessment: async (db, id) => {
		const row = await db
			.selectFrom("assessments")
			.leftJoin("reporting_periods as period", "period.id", "assessments.period_id")
			.select(["assessments.unit_id", "assessments.year", "period.name"])
			.where("assessments.id", "=", id)
			.where("assessments.level", "in", ["board", "region"])
			.executeTakeFirst();
		const label = `Beslutet om ISK-bedömningen, ${row?.name ?? row?.year}`;
		return row && { unit_id: row.unit_id, label, ...ON_ITS_OWN };
	},
};

/** Lists evidence that is exported together, in the order it came. */
export function listEvidenceByIds(db: Db, ids: readonly string[]): Promise<Evidence[]> {
	if (ids.length === 0) return Promise.resolve([]);
	return evidence(db).where("evidence.id", "in", ids).orderBy("evidence.id").execute();
}

/** Every kept file the register points at, but for those disposed of: evidence and purchases files alike, with a name to call it by. */
export async function listKeptFiles(db: Db): Promise<{ sha256: string; name: string; bytes: number }[]> {
	const gone = (await db.selectFrom("disposed_files").select("record_id").execute()).map(({ record_id }) => record_id);
	const disposed = new Set(gone);
	const kept = await db
		.selectFrom("evidence")
		.select(["id", "sha256", "file_name as name", "bytes"])
		.orderBy("id")
		.execute();
	const files = await db
		.selectFrom("purchase_files")
		.select(["id", "sha256", "file_name as name", "bytes"])
		.orderBy("id")
		.execute();
	return [...kept, ...files].filter(({ id }) => !disposed.has(id));
}
