import type { Db } from "../../open.ts";
import type { FileAnswer } from "../../schema/vocabulary.ts";
import { namedPeople, outsideList } from "./evaluation-file-answers.ts";
import type { Item, Question } from "./samples.ts";
import type { Run } from "./runs.ts";

/** What the file says of an item: Ja, Nej, or nothing at all. */
export type FileSays = "yes" | "no" | null;

/** The questions of the run's checklist that the file answers. */
export function listFileQuestions(db: Db, checklistId: string | null): Promise<Question[]> {
	return db
		.selectFrom("check_questions")
		.selectAll()
		.where("checklist_id", "=", checklistId ?? "")
		.where("answered_by", "is not", null)
		.orderBy("position")
		.execute();
}

/** What the file says of each drawn item, judged as the evaluation judges the whole frame. */
export async function fileAnswers(
	db: Db,
	run: Pick<Run, "id">,
	kinds: readonly FileAnswer[],
): Promise<(item: Item, by: FileAnswer) => FileSays> {
	const named = kinds.includes("two_attestants") && (await isNamed(db, run.id));
	const list = kinds.includes("agreement_list") ? await listAtFreeze(db, run.id) : null;
	const outside = new Set(list === null ? [] : await itemsOutside(db, run.id, list));
	return (item, by) => {
		if (by === "two_attestants") return named ? said(namedPeople(item.receiver, item.approver) >= 2) : null;
		return list === null ? null : said(!outside.has(item.id));
	};
}

const said = (isYes: boolean): FileSays => (isYes ? "yes" : "no");

/** True where the run's frozen stratum names anybody: a file without names says nothing of who attested. */
async function isNamed(db: Db, runId: string): Promise<boolean> {
	const row = await frozen(db, runId)
		.innerJoin("ledger_lines as line", (join) =>
			join.onRef("line.population_id", "=", "population.id").onRef("line.unit_id", "=", "run.unit_id"),
		)
		.select("line.id")
		.where((eb) => eb.or([eb("line.receiver", "!=", ""), eb("line.approver", "!=", "")]))
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

function frozen(db: Db, runId: string) {
	return db
		.selectFrom("control_runs as run")
		.innerJoin("populations as population", "population.draw_id", "run.draw_id")
		.where("run.id", "=", runId);
}

async function listAtFreeze(db: Db, runId: string): Promise<string | null> {
	const row = await frozen(db, runId)
		.innerJoin("controls as control", "control.id", "run.control_id")
		.innerJoin("plans as plan", "plan.id", "control.plan_id")
		.innerJoin("boards as board", "board.id", "plan.board_id")
		.innerJoin("agreement_lists as list", "list.unit_id", "board.unit_id")
		.whereRef("list.imported_at", "<=", "population.frozen_at")
		.select("list.id")
		.orderBy("list.edition", "desc")
		.limit(1)
		.executeTakeFirst();
	return row?.id ?? null;
}

async function itemsOutside(db: Db, runId: string, list: string): Promise<string[]> {
	const rows = await db
		.selectFrom("sample_items as item")
		.innerJoin("ledger_rows as line", "line.id", "item.line_id")
		.select("item.id")
		.where("item.run_id", "=", runId)
		.where(outsideList(list))
		.execute();
	return rows.map(({ id }) => id);
}
