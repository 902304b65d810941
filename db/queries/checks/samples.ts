import type { Selectable } from "kysely";
import type { Db } from "../../open.ts";
import type { CheckQuestionTable } from "../../schema/checks/controls-checklists.ts";
import type { Answer, CauseCode, ItemKind, ItemStatus } from "../../schema/vocabulary.ts";
import type { PersonOption } from "../people/people.ts";
import type { Run } from "./runs.ts";

/** A drawn (or replaced) item with the purchase behind it. */
export interface Item {
	id: string;
	run_id: string;
	position: number;
	rank: number | null;
	kind: ItemKind;
	status: ItemStatus;
	reason: string;
	replaces_id: string | null;
	version: number;
	item_key: string;
	amount_ore: number;
	company: string;
	voucher_no: string;
	order_no: string;
	invoice_no: string;
	supplier_no: string;
	supplier_name: string;
	account: string;
	account_text: string;
	booking_date: string;
	text: string;
	requisitioner: string;
	receiver: string;
	approver: string;
	agreement_no: string;
	/** The whole invoice or order, when other units have a part of it. */
	whole_ore: number | null;
}

function items(db: Db) {
	return db
		.selectFrom("sample_items as item")
		.innerJoin("ledger_rows as line", "line.id", "item.line_id")
		.select(["item.id", "item.run_id", "item.position", "item.rank", "item.kind", "item.status", "item.reason"])
		.select(["item.replaces_id", "item.version", "line.item_key", "line.amount_ore", "line.company", "line.voucher_no"])
		.select(["line.order_no", "line.invoice_no", "line.supplier_no", "line.supplier_name", "line.account"])
		.select(["line.account_text", "line.booking_date", "line.text", "line.requisitioner", "line.receiver"])
		.select(["line.approver", "line.agreement_no", "line.whole_ore"]);
}

/** Every item of a run, replaced ones among them, in the order of the page. */
export function listItems(db: Db, runId: string): Promise<Item[]> {
	return items(db).where("item.run_id", "=", runId).orderBy("item.position").orderBy("item.rank").execute();
}

export function findItem(db: Db, id: string): Promise<Item | undefined> {
	return items(db).where("item.id", "=", id).executeTakeFirst();
}

export type Question = Selectable<CheckQuestionTable>;

/** The edition that a run's first answers used, else the control's present checklist. */
export async function findChecklistOf(db: Db, run: Pick<Run, "id" | "checklist_id">): Promise<string | null> {
	const used = await db
		.selectFrom("check_answers as answer")
		.innerJoin("sample_items as item", "item.id", "answer.item_id")
		.innerJoin("check_questions as question", "question.id", "answer.question_id")
		.select("question.checklist_id")
		.where("item.run_id", "=", run.id)
		.limit(1)
		.executeTakeFirst();
	return used?.checklist_id ?? run.checklist_id;
}

/** The questions a run's performer answers. What the file answers is not asked. */
export async function listQuestions(db: Db, run: Pick<Run, "id" | "checklist_id">): Promise<Question[]> {
	const checklist = await findChecklistOf(db, run);
	if (!checklist) return [];
	return db
		.selectFrom("check_questions")
		.selectAll()
		.where("checklist_id", "=", checklist)
		.where("answered_by", "is", null)
		.orderBy("position")
		.execute();
}

export interface GivenAnswer {
	id: string;
	item_id: string;
	question_id: string;
	position: number;
	answer: Answer;
	comment: string;
	cause_code: CauseCode | null;
	together: number;
	draft: string | null;
	answered_at: string;
	answered_by: string;
	answered_by_name: string;
	version: number;
}

function answers(db: Db) {
	return db
		.selectFrom("check_answers as answer")
		.innerJoin("check_questions as question", "question.id", "answer.question_id")
		.innerJoin("people as person", "person.id", "answer.answered_by")
		.select(["answer.id", "answer.item_id", "answer.question_id", "question.position", "answer.answer"])
		.select(["answer.comment", "answer.cause_code", "answer.together", "answer.draft"])
		.select(["answer.answered_at", "answer.answered_by"])
		.select(["person.name as answered_by_name", "answer.version"])
		.orderBy("question.position");
}

export function listAnswersOfRun(db: Db, runId: string): Promise<GivenAnswer[]> {
	return answers(db)
		.where("answer.item_id", "in", (eb) => eb.selectFrom("sample_items").select("id").where("run_id", "=", runId))
		.execute();
}

export function listAnswersOfItem(db: Db, itemId: string): Promise<GivenAnswer[]> {
	return answers(db).where("answer.item_id", "=", itemId).execute();
}

/** Everybody who has answered a question of the run. */
export async function listAnswerers(db: Db, runId: string): Promise<string[]> {
	const rows = await db
		.selectFrom("check_answers as answer")
		.innerJoin("sample_items as item", "item.id", "answer.item_id")
		.select("answer.answered_by")
		.distinct()
		.where("item.run_id", "=", runId)
		.execute();
	return rows.map((row) => row.answered_by);
}

/** What a reserve is chosen from: the stratum the run was drawn in, with the draw that ordered it. */
export async function findStratum(db: Db, runId: string) {
	const draw = await db
		.selectFrom("control_runs as run")
		.innerJoin("draws as draw", "draw.id", "run.draw_id")
		.innerJoin("populations as population", "population.draw_id", "draw.id")
		.select(["draw.draw_id", "draw.secret", "draw.public_value", "population.id as population_id", "run.unit_id"])
		.where("run.id", "=", runId)
		.executeTakeFirst();
	if (!draw) return undefined;
	const lines = await db
		.selectFrom("ledger_lines")
		.select(["id", "item_key"])
		.where("population_id", "=", draw.population_id)
		.where("unit_id", "=", draw.unit_id)
		.execute();
	return { ...draw, lines };
}

/** Purchases in the frame of a run's unit with this voucher, order or invoice number, or this key; `item_id` when in a sample already. */
export function listFrameLinesByNumber(
	db: Db,
	run: { draw_id: string | null; unit_id: string },
	number: string,
): Promise<{ id: number; item_key: string; item_id: string | null }[]> {
	return db
		.selectFrom("populations as population")
		.innerJoin("ledger_lines as line", "line.population_id", "population.id")
		.leftJoin("sample_items as item", "item.line_id", "line.id")
		.select(["line.id", "line.item_key", "item.id as item_id"])
		.where("population.draw_id", "=", run.draw_id)
		.where("line.unit_id", "=", run.unit_id)
		.where((eb) =>
			eb.or((["voucher_no", "order_no", "invoice_no", "item_key"] as const).map((no) => eb(`line.${no}`, "=", number))),
		)
		.orderBy("line.item_key")
		.execute();
}

/** People at work who could perform a run at the unit on a day: its materialsamordnare, and chefer and controllers of its line. */
export function listPerformers(db: Db, path: readonly string[], today: string): Promise<PersonOption[]> {
	return db
		.selectFrom("people")
		.select(["people.id", "people.name"])
		.where("people.ended_at", "is", null)
		.where("people.id", "in", (eb) =>
			eb
				.selectFrom("roles")
				.select("roles.person_id")
				.where("roles.valid_from", "<=", today)
				.where((e) => e.or([e("roles.valid_to", "is", null), e("roles.valid_to", ">=", today)]))
				.where((e) =>
					e.or([
						e.and([e("roles.role", "=", "material_coordinator"), e("roles.unit_id", "=", path[0] ?? "")]),
						e.and([e("roles.role", "in", ["manager", "controller"]), e("roles.unit_id", "in", [...path])]),
					]),
				),
		)
		.orderBy("people.sort_name")
		.execute();
}
