import { type Selectable, sql } from "kysely";
import { bytesOf } from "../../dialect/read-objects.ts";
import type { Db } from "../../open.ts";
import type { PeriodKind } from "../../schema/vocabulary.ts";
import type { PeriodCorrectionTable, PeriodSealTable } from "../../schema/report/closing.ts";

export type Seal = Selectable<PeriodSealTable>;
/** An edition without its content, with who sealed it. */
export type SealHead = Omit<Seal, "content"> & { sealer: string };
export type Correction = Selectable<PeriodCorrectionTable> & { opener: string };

/** True while the period's words may not change: sealed, and no correction open. */
export async function isSealed(db: Db, periodId: string): Promise<boolean> {
	const seal = await db
		.selectFrom("period_seals")
		.select("id")
		.where("period_id", "=", periodId)
		.limit(1)
		.executeTakeFirst();
	return seal !== undefined && (await findOpenCorrection(db, periodId)) === undefined;
}

/** True when the run belongs to a sealed period: what was found stays as it is, also under a correction. */
export async function isRunSealed(db: Db, runId: string): Promise<boolean> {
	const seal = await db
		.selectFrom("control_runs as run")
		.innerJoin("controls", "controls.id", "run.control_id")
		.innerJoin("plans", "plans.id", "controls.plan_id")
		.innerJoin("period_seals", "period_seals.board_id", "plans.board_id")
		.select("period_seals.id")
		.where("run.id", "=", runId)
		.whereRef("period_seals.first_day", "<=", "run.last_day")
		.whereRef("period_seals.cut_off", ">=", "run.last_day")
		.limit(1)
		.executeTakeFirst();
	return seal !== undefined;
}

export function findOpenCorrection(db: Db, periodId: string): Promise<Correction | undefined> {
	return db
		.selectFrom("period_corrections")
		.innerJoin("people", "people.id", "period_corrections.opened_by")
		.selectAll("period_corrections")
		.select("people.name as opener")
		.where("period_id", "=", periodId)
		.where("sealed_edition", "is", null)
		.executeTakeFirst();
}

function heads(db: Db) {
	return db
		.selectFrom("period_seals")
		.innerJoin("people", "people.id", "period_seals.sealed_by")
		.select(["period_seals.id", "period_id", "board_id", "edition", "first_day", "cut_off", "found_before", "reason"])
		.select(["difference", "digest", "trail_seq", "trail_hash", "signature", "key_fingerprint", "sealed_at"])
		.select(["sealed_by", "people.name as sealer"]);
}

/** Every edition of a report, newest first. */
export function listSeals(db: Db, periodId: string): Promise<SealHead[]> {
	return heads(db).where("period_id", "=", periodId).orderBy("edition", "desc").execute();
}

export function listAllSeals(db: Db): Promise<SealHead[]> {
	return heads(db).orderBy("sealed_at").orderBy("period_id").orderBy("edition").execute();
}

export function findSeal(db: Db, periodId: string, edition: number): Promise<(Seal & { sealer: string }) | undefined> {
	return db
		.selectFrom("period_seals")
		.innerJoin("people", "people.id", "period_seals.sealed_by")
		.selectAll("period_seals")
		.select("people.name as sealer")
		.where("period_id", "=", periodId)
		.where("edition", "=", edition)
		.executeTakeFirst();
}

export function findSealHead(db: Db, periodId: string, edition: number): Promise<SealHead | undefined> {
	return heads(db).where("period_id", "=", periodId).where("edition", "=", edition).executeTakeFirst();
}

export async function findSealedText(db: Db, periodId: string, edition: number): Promise<string> {
	const seal = db.selectFrom("period_seals").select("content").where("period_id", "=", periodId);
	return (await seal.where("edition", "=", edition).executeTakeFirstOrThrow()).content;
}

/** A stretch of the same text, counted in characters from 1: empty beyond its end. */
export async function findSealedPiece(
	db: Db,
	{ period_id, edition }: Pick<Seal, "period_id" | "edition">,
	{ from, length }: { from: number; length: number },
): Promise<string> {
	const piece = sql<string>`substr(content, ${sql.lit(from)}, ${sql.lit(length)})`.as("piece");
	const seal = db.selectFrom("period_seals").select(piece).where("period_id", "=", period_id);
	return (await seal.where("edition", "=", edition).executeTakeFirstOrThrow()).piece;
}

/** The same text as its bytes, to be hashed. */
export async function findSealedBytes(db: Db, periodId: string, edition: number): Promise<Uint8Array> {
	const seal = db.selectFrom("period_seals").select(bytesOf(db, "content").as("bytes"));
	const { bytes } = await seal
		.where("period_id", "=", periodId)
		.where("edition", "=", edition)
		.executeTakeFirstOrThrow();
	return bytes;
}

/** The days a board has sealed: no new run belongs there. */
export function listSealedSpans(db: Db): Promise<{ unit_id: string; first_day: string; cut_off: string }[]> {
	return db
		.selectFrom("period_seals")
		.innerJoin("boards", "boards.id", "period_seals.board_id")
		.select(["boards.unit_id", "period_seals.first_day", "period_seals.cut_off"])
		.distinct()
		.execute();
}

/** The board's newest edition, sealed before an instant, of the report with the nearest earlier cut-off; of a kind when one is asked for. */
export function findSealBefore(
	db: Db,
	of: { board_id: string; cut_off: string; sealed_before: string; kind?: PeriodKind; year?: number },
): Promise<Pick<Seal, "period_id" | "edition" | "digest"> | undefined> {
	return db
		.selectFrom("period_seals")
		.innerJoin("reporting_periods as report", "report.id", "period_seals.period_id")
		.select(["period_seals.period_id", "period_seals.edition", "period_seals.digest"])
		.where("period_seals.board_id", "=", of.board_id)
		.where("period_seals.cut_off", "<", of.cut_off)
		.where("period_seals.sealed_at", "<", of.sealed_before)
		.$if(of.kind !== undefined, (q) => q.where("report.kind", "=", of.kind!))
		.$if(of.year !== undefined, (q) => q.where("report.year", "=", of.year!))
		.orderBy("period_seals.cut_off", "desc")
		.orderBy("period_seals.sealed_at", "desc")
		.orderBy("period_seals.edition", "desc")
		.limit(1)
		.executeTakeFirst();
}
