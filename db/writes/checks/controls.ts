import type { Insertable } from "kysely";
import type { Trx } from "../../open.ts";
import type { ControlTable, ControlUnitTable } from "../../schema/checks/controls.ts";
import type { ChecklistTable, CheckQuestionTable } from "../../schema/checks/controls-checklists.ts";

export async function insertChecklist(trx: Trx, checklist: Insertable<ChecklistTable>): Promise<void> {
	await trx.insertInto("checklists").values(checklist).execute();
}

export async function insertQuestion(trx: Trx, question: Insertable<CheckQuestionTable>): Promise<void> {
	await trx.insertInto("check_questions").values(question).execute();
}

export async function insertControl(trx: Trx, control: Insertable<ControlTable>): Promise<void> {
	await trx.insertInto("controls").values(control).execute();
}

export async function insertControlUnit(trx: Trx, assignment: Insertable<ControlUnitTable>): Promise<void> {
	await trx.insertInto("control_units").values(assignment).execute();
}
