import type { Selectable } from "kysely";
import type { Db } from "../../open.ts";
import type { ChecklistTable, CheckQuestionTable } from "../../schema/checks/controls-checklists.ts";
import type { Page } from "../ground/tables.ts";

export type Checklist = Selectable<ChecklistTable>;
export type CheckQuestion = Selectable<CheckQuestionTable>;

export interface ChecklistRow extends Checklist {
	questions: number;
	/** Controls that use this edition now. */
	controls: number;
}

export function findChecklist(db: Db, id: string): Promise<Checklist | undefined> {
	return db.selectFrom("checklists").selectAll().where("id", "=", id).executeTakeFirst();
}

/** Every edition, the newest of each checklist first. */
export async function listChecklists(db: Db, page?: Page): Promise<ChecklistRow[]> {
	const rows = await db
		.selectFrom("checklists")
		.selectAll("checklists")
		.select((eb) => [
			eb
				.selectFrom("check_questions")
				.select((e) => e.fn.countAll<number>().as("n"))
				.whereRef("check_questions.checklist_id", "=", "checklists.id")
				.as("questions"),
			eb
				.selectFrom("controls")
				.select((e) => e.fn.countAll<number>().as("n"))
				.whereRef("controls.checklist_id", "=", "checklists.id")
				.as("controls"),
		])
		.orderBy("checklists.key")
		.orderBy("checklists.edition", "desc")
		.$if(page !== undefined, (q) => q.limit(page!.limit).offset(page!.offset))
		.execute();
	return rows.map((row) => ({ ...row, questions: row.questions ?? 0, controls: row.controls ?? 0 }));
}

export async function countChecklists(db: Db): Promise<number> {
	const row = await db
		.selectFrom("checklists")
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.executeTakeFirstOrThrow();
	return row.n;
}

export function listEditions(db: Db, key: string): Promise<Checklist[]> {
	return db.selectFrom("checklists").selectAll().where("key", "=", key).orderBy("edition", "desc").execute();
}

export function listQuestionsOf(db: Db, checklistId: string): Promise<CheckQuestion[]> {
	return db
		.selectFrom("check_questions")
		.selectAll()
		.where("checklist_id", "=", checklistId)
		.orderBy("position")
		.execute();
}
