import type { Selectable } from "kysely";
import type { Db } from "../../open.ts";
import type { DialoguePointTable, DialogueTable } from "../../schema/report/dialogues.ts";

export type Dialogue = Selectable<DialogueTable>;
export type DialoguePoint = Selectable<DialoguePointTable> & { person: string | null };

export function findDialogue(db: Db, periodId: string): Promise<Dialogue | undefined> {
	return db.selectFrom("dialogues").selectAll().where("period_id", "=", periodId).executeTakeFirst();
}

function points(db: Db) {
	return db
		.selectFrom("dialogue_points")
		.leftJoin("people", "people.id", "dialogue_points.person_id")
		.selectAll("dialogue_points")
		.select("people.name as person");
}

export function listPoints(db: Db, dialogueId: string): Promise<DialoguePoint[]> {
	return points(db).where("dialogue_id", "=", dialogueId).orderBy("dialogue_points.id").execute();
}

/** A point with the report its dialogue is about. */
export function findPoint(db: Db, id: string): Promise<(DialoguePoint & { period_id: string }) | undefined> {
	return points(db)
		.innerJoin("dialogues", "dialogues.id", "dialogue_points.dialogue_id")
		.select("dialogues.period_id")
		.where("dialogue_points.id", "=", id)
		.executeTakeFirst();
}

/** What was agreed before earlier reports of the same board and is still open. */
export function listEarlierPoints(
	db: Db,
	boardId: string,
	before: string,
): Promise<(DialoguePoint & { period: string })[]> {
	return points(db)
		.innerJoin("dialogues", "dialogues.id", "dialogue_points.dialogue_id")
		.innerJoin("reporting_periods", "reporting_periods.id", "dialogues.period_id")
		.select("reporting_periods.name as period")
		.where("reporting_periods.board_id", "=", boardId)
		.where("reporting_periods.cut_off", "<", before)
		.where("dialogue_points.status", "=", "open")
		.orderBy("reporting_periods.cut_off")
		.orderBy("dialogue_points.id")
		.execute();
}
