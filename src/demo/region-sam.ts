import { findSamRound, listSamQuestions } from "../../db/queries/sam/rounds.ts";
import { listSamReviews, type SamReview } from "../../db/queries/sam/reviews.ts";
import type { SamActionTable, SamAnswerTable } from "../../db/schema/sam/sam.ts";
import { SAM_MARKS, SAM_TASKS } from "../../db/schema/sam/words.ts";
import { amendRows } from "../../db/writes/demo/past.ts";
import { dateOfDay, dayNumber } from "../ground/calendar/civil-date.ts";
import { stockholmDate } from "../ground/calendar/stockholm.ts";
import { addRound } from "../sam/edit-round.ts";
import {
	actionPrint,
	allocationPrint,
	answerPrint,
	reconciliationPrint,
	signedPrint,
} from "../ground/write/events/sam-prints.ts";
import { closeRound, openRound } from "../sam/open-round.ts";
import { raiseReturn } from "../sam/raise-return.ts";
import { stateOpinion } from "../sam/state-opinion.ts";
import { grouped } from "./bulk-rows.ts";
import { addPast, type Past } from "./bulk-trail.ts";
import { asPerson } from "./as-person.ts";
import { demoAnswers, RECONCILIATION, RETURN } from "./demo-sam-answers.ts";
import type { DemoPerson } from "./demo-organisation.ts";
import type { Region } from "./region.ts";

const ANSWERING_DAYS = 30;
const AVSTAMNING_AFTER = 8;

type Events = Past["events"];

/** A year's round: every manager answers, signs and is met by the superior; of the round that runs now a seventh has not. */
export async function planRegionSam(region: Region, year: number): Promise<void> {
	const today = stockholmDate(region.ctx.clock().toISOString());
	const current = year === Number(today.slice(0, 4));
	const opens = current ? [dateOfDay(dayNumber(today) - 45), `${year}-01-05`].sort().at(-1)! : `${year}-01-15`;
	const day = (n: number) => dateOfDay(dayNumber(opens) + n);
	region.agenda.add(`${opens}T07:00:00.000Z`, (at) => openYear(region, at, year, day, current));
}

async function openYear(
	region: Region,
	at: string,
	year: number,
	day: (n: number) => string,
	current: boolean,
): Promise<void> {
	const { ctx, agenda, organisation } = region;
	const controller = await asPerson(ctx, organisation.controller, at);
	const round = await addRound(controller, {
		unit_id: organisation.administration_id,
		year,
		population_on: day(0),
		opens_on: day(0),
		remind_on: day(30),
		closes_on: day(60),
		allows_late: 1,
	});
	await openRound(controller, round, 1);
	const reviews = (await listSamReviews(ctx.db, { round_id: round })).filter((one) => one.manager_id !== null);
	const { set_id } = (await findSamRound(ctx.db, round))!;
	const questions = (await listSamQuestions(ctx.db, set_id)).map(({ id, key }) => ({ id, key }));
	const answering = current ? reviews.filter((_, n) => n % 7 !== 6) : reviews;
	const days = grouped(
		answering.map((review, nth) => ({ nth, review })),
		({ nth }) => nth % ANSWERING_DAYS,
	);
	agenda.add(`${day(1)}T07:30:00.000Z`, (now) => speakUp(region, now, reviews));
	for (const [n, signing] of days) {
		agenda.add(`${day(n + 2)}T10:30:00.000Z`, (now) => signDay(region, now, signing, questions, day(150)));
		agenda.add(`${day(n + 2 + AVSTAMNING_AFTER)}T14:30:00.000Z`, (now) => reconcileDay(region, now, signing));
	}
	agenda.add(`${day(61)}T07:00:00.000Z`, async (now) => {
		const { version } = (await findSamRound(ctx.db, round))!;
		await closeRound(await asPerson(ctx, organisation.controller, now), round, version);
	});
}

/** One skyddsombud with an avvikande mening, and one manager who returns a task. */
async function speakUp({ ctx, organisation }: Region, at: string, reviews: readonly SamReview[]): Promise<void> {
	const [first, second] = organisation.units;
	const watched = reviews.find((one) => one.unit_id === first!.id)!;
	const text = "Riskbedömningen inför det nya schemat gjordes efter beslutet. Den borde ha gjorts före.";
	await stateOpinion(await asPerson(ctx, organisation.representative, at), watched.id, { stand: "dissent", text });
	const returned = reviews.find((one) => one.unit_id === second!.id)!;
	await raiseReturn(await asPerson(ctx, second!.manager, at), returned.id, { ...RETURN, from_on: at.slice(0, 10) });
}

interface Signing {
	nth: number;
	review: SamReview;
}

async function signDay(
	region: Region,
	at: string,
	signing: Signing[],
	questions: { id: string; key: string }[],
	due_on: string,
): Promise<void> {
	region.random.setTime(at);
	const signed = signing.map((one) => signReview(region, at, one, questions, due_on));
	const actions = signed.flatMap((one) => one.actions);
	await addPast(region, at, {
		tables: {
			sam_answers: signed.flatMap(({ answers }) => answers),
			sam_actions: actions,
			sam_signatures: signed.map(({ signature }) => signature),
		},
		change: async (trx) => {
			for (const { id, noted } of signed) await amendRows(trx, "sam_reviews", [id], { ...noted, state: "open" });
			const ids = signed.map(({ id }) => id);
			await amendRows(trx, "sam_reviews", ids, { state: "signed" });
		},
		events: signed.flatMap(({ events }) => events),
	});
	const done = actions.filter((_, n) => n % 4 !== 0);
	region.agenda.add(`${due_on}T11:00:00.000Z`, (now) => reportDone(region, now, signing, done));
}

/** One manager's answers, åtgärder and signature, with the digest a manager's own signing gives. */
function signReview(
	{ random }: Region,
	at: string,
	{ nth, review }: Signing,
	questions: { id: string; key: string }[],
	due_on: string,
) {
	const manager = { id: review.manager_id!, name: review.manager_name };
	const given = demoAnswers(nth, false, at.slice(0, 10), due_on);
	const { seen: _, ...noted } = given.participation!;
	const answers: SamAnswerTable[] = [];
	const actions: SamActionTable[] = [];
	const told: Told = { answers: [], actions: [] };
	const signed: Parameters<typeof signedPrint>[1][number][] = [];
	for (const { position, answer, comment, what, who, due_on } of given.answers) {
		const id = random.id();
		const question = questions[position - 1]!;
		const by = { form_id: given.form_id, answered_at: at, answered_by: manager.id };
		const row = { id, review_id: review.id, question_id: question.id, version: 1, copied_from: null, ...by };
		const kept = { ...row, answer: answer!, comment };
		answers.push(kept);
		told.answers.push({ position, version: 1, sha256: answerPrint(kept) });
		const action = what ? { ...actionOf(review, question, { what, who, due_on }), id: random.id() } : undefined;
		signed.push({ answer: kept, action });
		if (!action) continue;
		actions.push(action);
		told.actions.push({ position, sha256: actionPrint(action) });
	}
	const sha256 = signedPrint({ id: review.id, ...noted }, signed);
	const marks = given.answers.map(({ answer }) => SAM_MARKS[answer!]).join("");
	return {
		id: review.id,
		answers,
		actions,
		signature: signatureOf(random.id(), review.id, manager, at, sha256),
		noted: { marks, ...noted, noted_version: 1, noted_form: given.form_id },
		events: signingEvents(review, told, sha256),
	};
}

function signatureOf(id: string, review_id: string, manager: DemoPerson, at: string, digest: string) {
	const by = { signed_at: at, signed_by: manager.id, signed_by_name: manager.name, signed_for: null };
	return { id, review_id, ...by, is_late: 0, digest, reopened_at: null, reopen_reason: "" };
}

interface Told {
	answers: { position: number; version: number; sha256: string }[];
	actions: { position: number; sha256: string }[];
}

function signingEvents(review: SamReview, told: Told, sha256: string): Events {
	const actor = { id: review.manager_id!, name: review.manager_name };
	const about = { actor, unit_id: review.unit_id, object: { kind: "sam_review", id: review.id } };
	const of = { year: review.year, unit: review.unit_name };
	const data = { ...of, ...told, participation: true, copied_from: null };
	return [
		{ ...about, type: "sam_review.answered", data },
		{ ...about, type: "sam_review.signed", data: { ...of, late: false, sha256 } },
	];
}

/** The åtgärder that are done on their day, each reported by its manager. */
async function reportDone(region: Region, at: string, signing: Signing[], done: SamActionTable[]): Promise<void> {
	const reviews = new Map(signing.map(({ review }) => [review.id, review]));
	const ids = done.map(({ id }) => id);
	await addPast(region, at, {
		change: (trx) => amendRows(trx, "sam_actions", ids, { status: "done", note: "Genomförd.", done_at: at }),
		events: done.map(({ id, review_id }) => {
			const { unit_id, unit_name: unit, manager_id, manager_name: name } = reviews.get(review_id)!;
			const object = { kind: "sam_action", id };
			const data = { unit, status: "done" as const };
			return { actor: { id: manager_id!, name }, type: "sam_action.reported", unit_id, object, data };
		}),
	});
}

/** The superior manager meets each. */
async function reconcileDay(region: Region, at: string, signing: Signing[]): Promise<void> {
	const { random, organisation } = region;
	random.setTime(at);
	const { what: _w, why: _y, from_on: _f, ...values } = RECONCILIATION;
	const met = signing.map(({ review }) => ({
		review,
		superior: organisation.posts.get(review.unit_id)!.superior,
		said: { id: random.id(), ...values },
	}));
	await addPast(region, at, {
		tables: {
			sam_reconciliations: met.map(({ review, superior, said }) => ({
				...said,
				review_id: review.id,
				reconciled_at: at,
				reconciled_by: superior.id,
				reconciled_by_name: superior.name,
				reconciled_for: null,
				reopened_at: null,
			})),
		},
		change: (trx) =>
			amendRows(
				trx,
				"sam_reviews",
				met.map(({ review }) => review.id),
				{ state: "reconciled" },
			),
		events: met.map(({ review, superior, said }) => ({
			actor: superior,
			type: "sam_review.reconciled",
			unit_id: review.unit_id,
			object: { kind: "sam_review", id: review.id },
			data: { year: review.year, unit: review.unit_name, sha256: reconciliationPrint(said) },
		})),
	});
}

function actionOf(
	review: SamReview,
	question: { id: string; key: string },
	asked: Pick<SamActionTable, "what" | "who" | "due_on">,
): Omit<SamActionTable, "id"> {
	const { round_id, id: review_id, unit_id } = review;
	const about = { round_id, review_id, unit_id, question_id: question.id, question_key: question.key };
	return { ...about, ...asked, status: "not_started", note: "", done_at: null, version: 1 };
}

/** The written allocations that the rounds ask about, down the whole line, each acknowledged. */
export async function allocateRegion(region: Region, at: string): Promise<void> {
	const { random, organisation } = region;
	random.setTime(at);
	const names = new Map(organisation.units.map(({ id, name }) => [id, name]));
	const tasks = Object.keys(SAM_TASKS);
	const on = at.slice(0, 10);
	const posts = [...organisation.posts.values()].map(({ id, manager, superior }) => {
		const words = { tasks: JSON.stringify(tasks), other_tasks: "", registry_no: "", allocated_on: on };
		return { id, manager, superior, allocated: { id: random.id(), manager_id: manager.id, ...words } };
	});
	await addPast(region, at, {
		tables: {
			sam_allocations: posts.map(({ id, manager, superior, allocated }) => ({
				...allocated,
				unit_id: id,
				manager_name: manager.name,
				allocated_by: superior.id,
				allocated_by_name: superior.name,
				allocated_for: null,
				acknowledged_at: at,
				ended_at: null,
				end_note: "",
				version: 1,
			})),
		},
		events: posts.flatMap(({ id, manager, superior, allocated }) => {
			const about = { unit_id: id, object: { kind: "sam_allocation", id } };
			const unit = names.get(id) ?? "";
			const sha256 = allocationPrint(allocated);
			const data = { unit, manager: manager.name, tasks: tasks.length, on, registry_no: "", sha256 };
			return [
				{ ...about, actor: superior, type: "sam_allocation.made" as const, data },
				{ ...about, actor: manager, type: "sam_allocation.acknowledged" as const, data: { unit } },
			];
		}),
	});
}
