import { SETTLED_RUNS } from "../../schema/vocabulary.ts";
import type { Db } from "../../open.ts";
import type { RunStatus } from "../../schema/vocabulary.ts";

/** Who had a duty on a drawn purchase, as the ledger says it. */
export interface DrawnDuty {
	run_id: string;
	voucher_no: string;
	requisitioner: string;
	receiver: string;
	approver: string;
}

export type DrawnBy = { run_id: string } | { item_id: string } | { draw_id: string };

function drawn(db: Db, by: DrawnBy) {
	return db
		.selectFrom("sample_items as item")
		.$if("run_id" in by, (q) => q.where("item.run_id", "=", (by as { run_id: string }).run_id))
		.$if("item_id" in by, (q) => q.where("item.id", "=", (by as { item_id: string }).item_id))
		.$if("draw_id" in by, (q) =>
			q.where("item.run_id", "in", (eb) =>
				eb
					.selectFrom("control_runs")
					.select("control_runs.id")
					.where("control_runs.draw_id", "=", (by as { draw_id: string }).draw_id),
			),
		);
}

/**
 * The duties on every line that was drawn, replaced ones among them; and what corrected files say since of the same purchases, as
 * lines of their own: a hand that a later file tells of is a hand.
 */
export async function listDrawnDuties(db: Db, by: DrawnBy): Promise<DrawnDuty[]> {
	const frozen = await drawn(db, by)
		.innerJoin("ledger_rows as line", "line.id", "item.line_id")
		.select(["item.run_id", "line.voucher_no", "line.requisitioner", "line.receiver", "line.approver"])
		.execute();
	const corrected = await drawn(db, by)
		.innerJoin("correction_lines as change", "change.line_id", "item.line_id")
		.innerJoin("population_corrections as correction", "correction.id", "change.correction_id")
		.innerJoin("ledger_files as file", "file.file_id", "correction.file_id")
		.innerJoin("ledger_rows as line", (join) =>
			join
				.onRef("line.file_no", "=", "file.no")
				.onRef("line.item_key", "=", "change.item_key")
				// a frame that is drawn from stands: of its corrected files no row is in a frame
				.on("line.frame_no", "is", null),
		)
		.where("change.kind", "=", "changed")
		.select(["item.run_id", "line.voucher_no", "line.requisitioner", "line.receiver", "line.approver"])
		.execute();
	return [...frozen, ...corrected];
}

/** A run of a draw with those who are to perform and review it. */
export interface DrawRun {
	id: string;
	unit_id: string;
	unit_name: string;
	control_title: string;
	period_key: string;
	due_on: string;
	status: RunStatus;
	performer_id: string | null;
	performer_name: string | null;
	reviewer_id: string | null;
	reviewer_name: string | null;
	version: number;
}

/** The runs of a draw that somebody still has to perform or review. */
export function listRunsOfDraw(db: Db, drawId: string): Promise<DrawRun[]> {
	return db
		.selectFrom("control_runs as run")
		.innerJoin("org_units as unit", "unit.id", "run.unit_id")
		.innerJoin("controls as control", "control.id", "run.control_id")
		.leftJoin("people as performer", "performer.id", "run.performer_id")
		.leftJoin("people as reviewer", "reviewer.id", "run.reviewer_id")
		.select(["run.id", "run.unit_id", "unit.name as unit_name", "control.title as control_title", "run.period_key"])
		.select(["run.due_on", "run.status", "run.performer_id", "performer.name as performer_name", "run.reviewer_id"])
		.select(["reviewer.name as reviewer_name", "run.version"])
		.where("run.draw_id", "=", drawId)
		.where("run.status", "not in", SETTLED_RUNS)
		.orderBy("unit.sort_name")
		.orderBy("run.id")
		.execute();
}

export type KnownPerson = Awaited<ReturnType<typeof listLedgerPeople>>[number];

/** Everybody whom a ledger may have named, also those who have left. */
export function listLedgerPeople(db: Db) {
	return db.selectFrom("people").select(["id", "name", "email", "ledger_name"]).execute();
}
