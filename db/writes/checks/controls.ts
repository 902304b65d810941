import type { Insertable } from "kysely";
import type { Trx } from "../../open.ts";
import type {
	ChecklistTable,
	CheckQuestionTable,
	ControlRunTable,
	ControlTable,
	ControlUnitTable,
} from "../../schema/checks/controls.ts";

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

export async function insertRun(trx: Trx, run: Insertable<ControlRunTable>): Promise<void> {
	await trx.insertInto("control_runs").values(run).execute();
}

/** Many runs in few statements: 40 rows × 22 columns stays below every driver's limit of bound values. */
export async function insertRuns(trx: Trx, runs: readonly Insertable<ControlRunTable>[]): Promise<void> {
	for (let from = 0; from < runs.length; from += 40) {
		await trx
			.insertInto("control_runs")
			.values(runs.slice(from, from + 40))
			.execute();
	}
}
