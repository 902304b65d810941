import type { Trx, Db } from "../../../db/open.ts";
import {
	findChecklist,
	listEditions,
	listQuestionsOf,
	listUnitsUsing,
} from "../../../db/queries/checks/controls-checklists.ts";
import { listControlsUsing } from "../../../db/queries/checks/controls.ts";
import { lastChangeOf } from "../../../db/queries/ground/write.ts";
import { insertChecklist, insertQuestion } from "../../../db/writes/checks/controls.ts";
import { updateVersioned } from "../../../db/writes/ground/versioned.ts";
import { requireSomewhere, mayAt } from "../../ground/access/require-may.ts";
import type { Context } from "../../ground/write/context.ts";
import { NotFound, Stale, NotAllowed } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { type Writing, write } from "../../ground/write/write.ts";
import type { Actor } from "../../ground/access/actor.ts";
import { questionTerms } from "../../../db/schema/checks/controls-question-terms.ts";
import { requireQuestions } from "./require-questions.ts";
import type { QuestionInput } from "./schema.ts";

export interface ChecklistInput {
	title: string;
	questions: readonly QuestionInput[];
	/** True when the controls that use the copied edition change to the new one. */
	adopt: boolean;
}

/**
 * Adds an edition of a checklist: the first edition of a new checklist, or the next one after `afterId`. An edition never
 * changes, so that every answer keeps the question it answered.
 */
export function addChecklist(ctx: Context, afterId: string | null, input: ChecklistInput): Promise<string> {
	return write(ctx, async (writing) => {
		const { trx, allow, record, unchanged } = writing;
		await allow("control.edit", requireSomewhere(ctx.actor, "control.edit").unit_id);
		requireQuestions(input.questions);
		const id = newId(ctx.clock());
		const before = afterId === null ? null : await requireNewest(trx, afterId);
		if (before) await requireOwnChecklist(trx, ctx.actor, before.key);
		if (before && (await isSame(trx, before, input))) return unchanged(before.id);
		const key = before?.key ?? id;
		const edition = (before?.edition ?? 0) + 1;
		await insertChecklist(trx, { id, key, edition, title: input.title });
		for (const [index, { row: _, ...question }] of input.questions.entries())
			await insertQuestion(trx, { id: newId(ctx.clock()), checklist_id: id, position: index + 1, ...question });
		await record({
			type: "checklist.added",
			unit_id: null,
			object: { kind: "checklist", id },
			data: { title: input.title, edition, questions: input.questions.length, terms: termsOf(input.questions) },
		});
		if (before && input.adopt) await adopt(writing, before, { id, title: input.title, edition });
		return id;
	});
}

/** What sets questions apart, for the trail: which may go unanswered, when, and why. */
function termsOf(questions: readonly QuestionInput[]): string[] {
	return questions.flatMap((question, index) => {
		const terms = questionTerms(question);
		return terms === "" ? [] : [`fråga ${index + 1}: ${terms}`];
	});
}

/**
 * Refuses a new edition of a checklist that only other boards' controls use. The actor may read and copy it, but its next
 * edition comes from those who use it.
 */
export async function requireOwnChecklist(db: Db, actor: Actor, key: string): Promise<void> {
	if (!(await ownsChecklist(db, actor, key)))
		throw new NotAllowed("Checklistan används av en annan förvaltning, som ensam gör nya utgåvor av den.", {
			log: `edition of checklist ${key} of another unit`,
		});
}

/**
 * True for a person who may edit a control that uses any edition of the checklist, and for everybody while no control uses it.
 */
export async function ownsChecklist(db: Db, actor: Actor, key: string): Promise<boolean> {
	const units = await listUnitsUsing(db, key);
	if (units.length === 0) return true;
	for (const unit of units) if (await mayAt(db, actor, "control.edit", unit)) return true;
	return false;
}

async function requireNewest(trx: Trx, id: string) {
	const checklist = await findChecklist(trx, id);
	if (!checklist) throw new NotFound(`checklist ${id}`);
	const [newest] = await listEditions(trx, checklist.key);
	if (newest!.id !== id) {
		const { by, at } = await lastChangeOf(trx, "checklist", newest!.id);
		throw new Stale(by, at);
	}
	return checklist;
}

async function isSame(trx: Trx, before: { id: string; title: string }, input: ChecklistInput): Promise<boolean> {
	const questions = await listQuestionsOf(trx, before.id);
	const told = (list: readonly Omit<QuestionInput, "row">[]) =>
		JSON.stringify(
			list.map((one) => [
				one.text,
				one.help,
				one.is_key,
				one.asks_cause,
				one.may_be_not_applicable,
				one.finding,
				one.causes,
				questionTerms(one),
			]),
		);
	return before.title === input.title && told(questions) === told(input.questions);
}

async function adopt(
	{ trx, allow, record }: Writing,
	before: { id: string; title: string; edition: number },
	after: { id: string; title: string; edition: number },
): Promise<void> {
	const told = (checklist: { title: string; edition: number }) => `${checklist.title} (utgåva ${checklist.edition})`;
	for (const control of await listControlsUsing(trx, before.id)) {
		await allow("control.edit", control.unit_id);
		await updateVersioned(trx, "controls", control.id, control.version, { checklist_id: after.id });
		await record({
			type: "control.edited",
			unit_id: control.unit_id,
			object: { kind: "control", id: control.id },
			data: { title: control.title, changes: { checklist_id: [told(before), told(after)] } },
		});
	}
}
