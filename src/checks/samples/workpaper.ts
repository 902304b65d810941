import type { Db } from "../../../db/open.ts";
import { type CorrectionNote, listCorrectionNotes } from "../../../db/queries/checks/populations-corrections.ts";
import {
	type DeviationOfItem,
	listDeviationsOfItem,
	listDeviationsOfRun,
} from "../../../db/queries/checks/deviations.ts";
import { type Evidence, listEvidenceOf, listEvidenceOfItems } from "../../../db/queries/checks/evidence.ts";
import {
	type EvidenceRequest,
	listRequestsOf,
	listRequestsOfItems,
} from "../../../db/queries/checks/evidence-requests.ts";
import {
	type InvoiceCheck,
	listInvoiceChecks,
	listMoneyItemsOfRun,
} from "../../../db/queries/checks/own-forms/hired-staff-checks.ts";
import { grouped } from "../../../db/queries/ground/tables.ts";
import {
	findChecklistOf,
	type GivenAnswer,
	type Item,
	listAnswersOfItem,
	listAnswersOfRun,
	listItems,
	listQuestions,
	type Question,
} from "../../../db/queries/checks/samples.ts";
import { type FileSays, fileAnswers, listFileQuestions } from "../../../db/queries/checks/samples-file-answers.ts";
import type { Run } from "../../../db/queries/checks/runs.ts";
import { type FileAnswer, type ItemNoun, isMoneyKind, itemNoun } from "../../../db/schema/vocabulary.ts";
import { type VoucherPlace, voucherPlaces } from "./voucher-place.ts";
import { isAsked, isOutstanding } from "./asked.ts";
import { type Draft, missingOf, openDraft } from "./half-written.ts";
import { agreedAmountOre, missingFigures } from "../own-forms/hired-staff/invoice-figures.ts";

/** One question of one item, as far as it has come. */
export interface WorkpaperQuestion {
	question: Question;
	given: GivenAnswer | null;
	/** False while the question is not put, since the one it depends on has not got Nej. */
	asked: boolean;
	/** Its answer is still to be given, or to be described. */
	outstanding: boolean;
	/** What a kept Nej lacks, "beskrivning saknas"; "" for every other answer. */
	missing: string;
	/** What is written of such a Nej. */
	draft: Draft | null;
	/** Null when none stands. */
	deviation: DeviationOfItem | null;
}

/** A question that the file answers, for one item. */
export interface FileAnswered
	extends Pick<WorkpaperQuestion, "question" | "given" | "missing" | "draft" | "deviation"> {
	says: FileSays;
	/** Its ground in the file, in a few words. */
	because: string;
	/** A person has answered against the file. */
	contested: boolean;
}

export interface WorkpaperItem {
	item: Item;
	questions: WorkpaperQuestion[];
	by_file: FileAnswered[];
	answered: number;
	/** Nothing is left to answer or fill in. */
	complete: boolean;
	/** Set only for an invoice of hired staff. */
	invoice: WorkpaperInvoice | null;
	voucher: VoucherPlace;
	noun: ItemNoun;
	deviations: number;
	evidence: Evidence[];
	/** What others have been asked to send. */
	requests: EvidenceRequest[];
	/** What corrected files say of the purchase since it was drawn. */
	notes: CorrectionNote[];
}

/** The figures of a drawn invoice, as far as they have come, and why it was drawn. */
export interface WorkpaperInvoice {
	check: InvoiceCheck | null;
	missing: string[];
	/** Too much (positive) or too little paid; null until the right amount is known. */
	error_ore: number | null;
	/** Verksamheten's hours at the agreed rate, when both are known. */
	agreed_ore: number | null;
	in_top: boolean;
	points: number;
}

/** A run's check: the items to answer, those that were replaced, and how far it has come. */
export interface Workpaper {
	items: WorkpaperItem[];
	replaced: Item[];
	noun: ItemNoun;
	questions: number;
	/** Items answered in full. */
	done: number;
	deviations: number;
	/** Answers that stand, and how many of them one tap gave for a whole item. */
	given: number;
	together: number;
	/** Position of the first item and question without an answer (null: its figures); null when all are answered. */
	next: { item: number; question: number | null; untouched: boolean } | null;
}

/** Eight statements however many items. */
export async function loadWorkpaper(db: Db, run: Run, today: string): Promise<Workpaper> {
	const all = await listItems(db, run.id);
	const questions = await listQuestions(db, run);
	const answers = grouped(await listAnswersOfRun(db, run.id), (one) => one.item_id);
	const deviations = grouped(await listDeviationsOfRun(db, run.id), (one) => one.item_id);
	const evidence = grouped(await listEvidenceOfItems(db, run.id), (one) => one.parent_id);
	const requests = grouped(await listRequestsOfItems(db, run.id), (one) => one.parent_id);
	const byFile = await fileQuestions(db, run);
	const invoices = await invoicesOf(db, run);
	const notes = grouped(await listCorrectionNotes(db, run.id), (one) => one.item_id);
	const placeOf = await voucherPlaces(db, today);
	const items = all
		.filter((item) => item.status === "drawn")
		.map((item) => ({
			...workpaperItem(
				{ run, item, questions, byFile, invoice: invoices?.(item) ?? null },
				answers.get(item.id),
				deviations.get(item.id),
				evidence.get(item.id),
			),
			requests: requests.get(item.id) ?? [],
			voucher: placeOf(item),
			notes: notes.get(item.id) ?? [],
		}));
	const open = items.find((one) => !one.complete);
	const left = open && [...open.questions.filter((one) => one.outstanding), ...open.by_file.filter(isUnfinished)];
	const question = left?.[0]?.question.position ?? null;
	const given = items.flatMap((one) => one.questions.filter((row) => row.asked && row.given !== null));
	return {
		items,
		replaced: all.filter((item) => item.status === "replaced"),
		noun: itemNoun(run.population_kind),
		questions: questions.length,
		done: items.filter((one) => one.complete).length,
		deviations: items.reduce((sum, one) => sum + one.deviations, 0),
		given: given.length,
		together: given.filter((row) => row.given?.together === 1).length,
		next: open ? { item: open.item.position, question, untouched: open.answered === 0 } : null,
	};
}

/** One item alone, for the piece of the page that an answer changes. */
export async function loadWorkpaperItem(db: Db, run: Run, item: Item, today: string): Promise<WorkpaperItem> {
	const invoices = await invoicesOf(db, run);
	const questions = await listQuestions(db, run);
	const workpaper = workpaperItem(
		{ run, item, questions, byFile: await fileQuestions(db, run), invoice: invoices?.(item) ?? null },
		await listAnswersOfItem(db, item.id),
		await listDeviationsOfItem(db, item.id),
		await listEvidenceOf(db, "sample_item", item.id),
	);
	const notes = await listCorrectionNotes(db, run.id);
	const voucher = (await voucherPlaces(db, today))(item);
	const requests = await listRequestsOf(db, "sample_item", item.id);
	return { ...workpaper, requests, voucher, notes: notes.filter((one) => one.item_id === item.id) };
}

const isUnfinished = (row: FileAnswered) => row.missing !== "";

interface FileQuestion {
	question: Question;
	says(item: Item): Pick<FileAnswered, "says" | "because">;
}

/** The questions that the file answers, each with what it says of an item and why. */
async function fileQuestions(db: Db, run: Run): Promise<FileQuestion[]> {
	const questions = await listFileQuestions(db, await findChecklistOf(db, run));
	if (questions.length === 0) return [];
	const kinds = questions.map((one) => one.answered_by!);
	const answerTo = await fileAnswers(db, run, kinds);
	return questions.map((question) => ({
		question,
		says: (item) => {
			const says = answerTo(item, question.answered_by!);
			return { says, because: becauseOf(item, question.answered_by!, says) };
		},
	}));
}

function becauseOf(item: Item, by: FileAnswer, says: FileSays): string {
	if (says === null) return "Filen säger inget om det här.";
	if (by === "agreement_list")
		return says === "yes" ? "leverantören finns i avtalslistan" : "leverantören finns inte i avtalslistan";
	const named = [
		...(item.receiver ? [`${item.receiver} tog emot`] : []),
		...(item.approver ? [`${item.approver} attesterade`] : []),
	];
	return named.join(", ") || "ingen är namngiven";
}

/** Returns what is filled in about each invoice, by item; null for a run without invoices. */
async function invoicesOf(db: Db, run: Run): Promise<((item: Item) => WorkpaperInvoice) | null> {
	if (!isMoneyKind(run.population_kind)) return null;
	const checks = new Map((await listInvoiceChecks(db, run.id)).map((one) => [one.item_id, one]));
	const drawn = new Map((await listMoneyItemsOfRun(db, run.id)).map((one) => [one.item_id, one]));
	return (item) => {
		const check = checks.get(item.id) ?? null;
		const why = drawn.get(item.id);
		const audited = check?.audited_ore ?? null;
		return {
			check,
			missing: missingFigures(check),
			error_ore: audited === null ? null : item.amount_ore - audited,
			agreed_ore: check && agreedAmountOre(check),
			in_top: why?.in_top === 1,
			points: why?.points ?? 0,
		};
	};
}

function workpaperItem(
	about: {
		run: Run;
		item: Item;
		questions: readonly Question[];
		byFile: readonly FileQuestion[];
		invoice: WorkpaperInvoice | null;
	},
	answers: readonly GivenAnswer[] = [],
	deviations: readonly DeviationOfItem[] = [],
	evidence: Evidence[] = [],
): Omit<WorkpaperItem, "notes" | "voucher" | "requests"> {
	const { item, questions, invoice } = about;
	const standing = deviations.filter((one) => one.status !== "withdrawn");
	const answerAt = (position: number) => answers.find((one) => one.position === position)?.answer;
	const said = (question: Question) => {
		const given = answers.find((one) => one.question_id === question.id) ?? null;
		const missing = given === null ? "" : missingOf(given, question);
		const deviation = standing.find((one) => one.question_id === question.id) ?? null;
		return { question, given, missing, draft: openDraft(given), deviation };
	};
	const rows = questions.map((question) => {
		const row = said(question);
		const outstanding = isOutstanding(question, answers) || row.missing !== "";
		return { ...row, asked: isAsked(question, answerAt), outstanding };
	});
	const by_file = about.byFile.map(({ question, says }) => {
		const row = { ...said(question), ...says(item) };
		return { ...row, contested: row.given !== null && row.given.answer !== row.says };
	});
	const answered = rows.filter((one) => !one.outstanding).length;
	return {
		item,
		questions: rows,
		by_file,
		answered,
		complete:
			answered === questions.length &&
			!by_file.some(isUnfinished) &&
			(invoice === null || invoice.missing.length === 0),
		invoice,
		noun: itemNoun(about.run.population_kind),
		deviations: standing.length,
		evidence,
	};
}
