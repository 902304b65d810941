import { findSamRound, listSamQuestions } from "../../db/queries/sam/rounds.ts";
import { listSamReviews } from "../../db/queries/sam/reviews.ts";
import { addRound } from "../../src/sam/edit-round.ts";
import { openRound } from "../../src/sam/open-round.ts";
import { saveAnswers } from "../../src/sam/save-answers.ts";
import type { QuestionInput, ReviewInput } from "../../src/sam/schema.ts";
import { signReview } from "../../src/sam/sign-review.ts";
import type { Context } from "../../src/ground/write/context.ts";
import { openKept } from "../support/kept-world.ts";
import { openWorld, type World } from "../support/world.ts";

export interface SamWorld extends World {
	round: string;
	/** Unit key → the review's id. */
	reviews: Record<"nara" | "psyk" | "alfa" | "beta" | "gamma", string>;
}

export const DAYS = {
	population_on: "2026-11-01",
	opens_on: "2026-11-02",
	remind_on: "2026-11-20",
	closes_on: "2026-11-30",
	allows_late: 1,
};

/** The world with an open round for 2026, of five units: alfa (Mats), beta (Boris), gamma (Gunnel), nara (Nils), psyk (nobody). */
export async function openSamWorld(days: Partial<typeof DAYS> = {}): Promise<SamWorld> {
	return openKept(`a round ${JSON.stringify(days)}`, async () => openSamRoundIn(await openWorld(), days));
}

export async function openSamRoundIn(world: World, days: Partial<typeof DAYS> = {}): Promise<SamWorld> {
	const carin = await world.as("carin");
	const round = await addRound(carin, { unit_id: world.ids.administration, year: 2026, ...DAYS, ...days });
	await openRound(carin, round, 1);
	const rows = await listSamReviews(world.ctx.db, { round_id: round });
	const of = (key: keyof SamWorld["reviews"]) => rows.find((row) => row.unit_id === world.ids[key])!.id;
	const reviews = { nara: of("nara"), psyk: of("psyk"), alfa: of("alfa"), beta: of("beta"), gamma: of("gamma") };
	return { ...world, round, reviews };
}

export function saying(
	position: number,
	answer: QuestionInput["answer"],
	more: Partial<QuestionInput> = {},
): QuestionInput {
	return { position, answer, comment: "", what: "", who: "", due_on: null, seen: 0, ...more };
}

export const TOOK_PART: NonNullable<ReviewInput["participation"]> = {
	participants: "Hela arbetsplatsträffen",
	rep_stand: "took_part",
	rep_name: "Siv Lund",
	rep_on: "2026-11-10",
	rep_text: "",
	seen: 0,
};

export function input(answers: QuestionInput[], more: Partial<ReviewInput> = {}): ReviewInput {
	return { form_id: "formular-1", reason: "", participation: null, answers, ...more };
}

/** Every question answered Ja, except those given. */
export async function answerEverything(ctx: Context, review: string, others: QuestionInput[] = []): Promise<void> {
	const found = await findSamRound(ctx.db, (await reviewOf(ctx, review)).round_id);
	const questions = await listSamQuestions(ctx.db, found!.set_id);
	const answers = questions.map(
		({ position }) => others.find((one) => one.position === position) ?? saying(position, "yes"),
	);
	await saveAnswers(ctx, review, input(answers, { participation: TOOK_PART }));
}

export async function signEverything(ctx: Context, review: string, others: QuestionInput[] = []): Promise<void> {
	await answerEverything(ctx, review, others);
	await signReview(ctx, review);
}

export async function reviewOf(ctx: Context, id: string) {
	return ctx.db.selectFrom("sam_reviews").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
}

/** An avstämning where all is well. */
export const RECONCILED = {
	works: "Det fungerar.",
	authority: "yes",
	resources: "partly",
	knowledge: "yes",
	support: "",
	outcome: "remains",
	outcome_text: "",
	what: "",
	why: "",
	from_on: null,
} as const;
