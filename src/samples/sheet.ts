import type { Db } from "../../db/open.ts";
import { type CorrectionNote, listCorrectionNotes } from "../../db/queries/corrections.ts";
import { type DeviationOfItem, listDeviationsOfItem, listDeviationsOfRun } from "../../db/queries/deviations.ts";
import { type Evidence, listEvidenceOf, listEvidenceOfItems } from "../../db/queries/evidence.ts";
import { grouped } from "../../db/queries/page.ts";
import {
	type GivenAnswer,
	type Item,
	listAnswersOfItem,
	listAnswersOfRun,
	listItems,
	listQuestions,
	type Question,
	type Run,
} from "../../db/queries/samples.ts";

/** One question of one item, as far as it has come. */
export interface SheetQuestion {
	question: Question;
	given: GivenAnswer | null;
	/** Null when none stands. */
	deviation: DeviationOfItem | null;
}

export interface SheetItem {
	item: Item;
	questions: SheetQuestion[];
	answered: number;
	deviations: number;
	evidence: Evidence[];
	/** What corrected files say of the purchase since it was drawn. */
	notes: CorrectionNote[];
}

/** A run's check: the items to answer, those that were replaced, and how far it has come. */
export interface Sheet {
	items: SheetItem[];
	replaced: Item[];
	questions: number;
	/** Items answered in full. */
	done: number;
	deviations: number;
	/** Position of the first item and question without an answer; null when all are answered. */
	next: { item: number; question: number } | null;
}

/** Six statements however many items. */
export async function loadSheet(db: Db, run: Run): Promise<Sheet> {
	const all = await listItems(db, run.id);
	const questions = await listQuestions(db, run);
	const answers = grouped(await listAnswersOfRun(db, run.id), (one) => one.item_id);
	const deviations = grouped(await listDeviationsOfRun(db, run.id), (one) => one.item_id);
	const evidence = grouped(await listEvidenceOfItems(db, run.id), (one) => one.parent_id);
	const notes = grouped(await listCorrectionNotes(db, run.id), (one) => one.item_id);
	const items = all
		.filter((item) => item.status === "drawn")
		.map((item) => ({
			...sheetItem(item, questions, answers.get(item.id), deviations.get(item.id), evidence.get(item.id)),
			notes: notes.get(item.id) ?? [],
		}));
	const open = items.find((one) => one.answered < questions.length);
	const question = open?.questions.find((one) => !one.given)?.question.position;
	return {
		items,
		replaced: all.filter((item) => item.status === "replaced"),
		questions: questions.length,
		done: items.filter((one) => one.answered === questions.length).length,
		deviations: items.reduce((sum, one) => sum + one.deviations, 0),
		next: open && question ? { item: open.item.position, question } : null,
	};
}

/** One item alone, for the piece of the page that an answer changes. */
export async function loadSheetItem(db: Db, run: Run, item: Item): Promise<SheetItem> {
	const sheet = sheetItem(
		item,
		await listQuestions(db, run),
		await listAnswersOfItem(db, item.id),
		await listDeviationsOfItem(db, item.id),
		await listEvidenceOf(db, "sample_item", item.id),
	);
	const notes = await listCorrectionNotes(db, run.id);
	return { ...sheet, notes: notes.filter((one) => one.item_id === item.id) };
}

function sheetItem(
	item: Item,
	questions: readonly Question[],
	answers: readonly GivenAnswer[] = [],
	deviations: readonly DeviationOfItem[] = [],
	evidence: Evidence[] = [],
): Omit<SheetItem, "notes"> {
	const standing = deviations.filter((one) => one.status !== "withdrawn");
	const rows = questions.map((question) => ({
		question,
		given: answers.find((one) => one.question_id === question.id) ?? null,
		deviation: standing.find((one) => one.question_id === question.id) ?? null,
	}));
	return {
		item,
		questions: rows,
		answered: rows.filter((one) => one.given).length,
		deviations: standing.length,
		evidence,
	};
}
