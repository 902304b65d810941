import { listItems, listQuestions, type Question } from "../../db/queries/checks/samples.ts";
import { findRun, type Run } from "../../db/queries/checks/runs.ts";
import { isMoneyKind } from "../../db/schema/vocabulary.ts";
import { answerItem } from "../checks/samples/answer-item.ts";
import { addDemoEvidence } from "./demo-evidence.ts";
import type { DemoPerson } from "./demo-organisation.ts";
import { confirmEmpty, hasNothingToCheck } from "../checks/samples/confirm-empty.ts";
import { listCandidates } from "../checks/duties/candidates.ts";
import { approveRun } from "../checks/runs/approve-run.ts";
import { purchaseConflict } from "../checks/runs/performing.ts";
import { reassignRun } from "../checks/runs/reassign-run.ts";
import { isDrawn } from "../checks/runs/run-state.ts";
import type { AnswerInput } from "../checks/samples/schema.ts";
import { returnRun } from "../checks/runs/return-run.ts";
import { signPlainRun } from "../checks/samples/sign-plain-run.ts";
import { signRun } from "../checks/samples/sign-run.ts";
import type { Context } from "../ground/write/context.ts";
import { asPerson } from "./as-person.ts";
import { checkDemoInvoice } from "./demo-hired-staff.ts";
import { fillOwnForm } from "./demo-sisters.ts";
import type { Random } from "./region-random.ts";

/** How far its performer has come with a run in the demo. */
export type Progress = "begun" | "signed";

/** What goes wrong now and then, by the question's position. */
const FAULTS: Record<number, Omit<AnswerInput, "position" | "answer" | "seen">> = {
	2: {
		comment: "Leverantören finns inte i avtalsdatabasen.",
		severity: "minor",
		cause_code: "not_in_agreement",
		direct_fix: "Beställaren hänvisad till avtalad leverantör.",
	},
	5: {
		comment: "Två köp av samma artikel samma dag, tillsammans över gränsen.",
		severity: "major",
		cause_code: null,
		direct_fix: "",
	},
	8: {
		comment: "Ingen mottagningsattest.",
		severity: "minor",
		cause_code: null,
		direct_fix: "Leveransen bekräftad i efterhand.",
	},
	10: { comment: "Underlag saknas.", severity: "minor", cause_code: null, direct_fix: "" },
};

const AS_EXPECTED = {
	result: "no_deviation",
	comment: "Genomgången är gjord enligt rutinen.",
	direct_fix: "",
} as const;
const MISSING_CASH = {
	result: "minor",
	comment: "Kassan saknar tio kronor.",
	direct_fix: "Skillnaden är bokförd och rutinen för återbetalning är genomgången med personalen.",
} as const;

/** Plays one run: the performer, or who stands in, answers and signs, as far as `progress` says. */
export async function playRun(
	ctx: Context,
	random: Random,
	runId: string,
	at: string,
	progress: Progress,
	stand_in: DemoPerson | null = null,
): Promise<void> {
	const run = await ready(ctx, runId, at);
	if (!run?.performer_id || !run.reviewer_id) return;
	const performer = await asPerson(ctx, stand_in ?? { id: run.performer_id, name: run.performer_name ?? "" }, at);
	if (!isDrawn(run)) {
		if (progress === "begun") return;
		const missing_ore = await fillOwnForm(performer, random, run);
		await signPlainRun(performer, run.id, {
			version: run.version,
			...(missing_ore === 0 ? AS_EXPECTED : MISSING_CASH),
			cause_code: null,
		});
	} else {
		await answerItems(performer, random, run, progress);
		if (progress === "begun") return;
		const now = (await findRun(ctx.db, run.id))!;
		await ((await hasNothingToCheck(ctx.db, now)) ? confirmEmpty : signRun)(performer, run.id, {
			version: now.version,
		});
	}
}

/** The reviewer approves a signed run; anything else is left as it is. */
export async function approveDemoRun(ctx: Context, runId: string, at: string): Promise<void> {
	const run = await findRun(ctx.db, runId);
	if (run?.status !== "signed" || !run.reviewer_id) return;
	const reviewer = await asPerson(ctx, { id: run.reviewer_id, name: run.reviewer_name ?? "" }, at);
	await approveRun(reviewer, run.id, { version: run.version, note: "" });
}

/** The reviewer sends a run back, and the performer signs it again with what was missing. */
export async function returnDemoRun(ctx: Context, runId: string, at: string, again: string): Promise<void> {
	const run = await findRun(ctx.db, runId);
	if (run?.status !== "signed" || !run.reviewer_id || !run.performer_id || !isDrawn(run)) return;
	const [item] = await listItems(ctx.db, runId);
	if (!item) return;
	const reviewer = await asPerson(ctx, { id: run.reviewer_id, name: run.reviewer_name ?? "" }, at);
	const note = "Underlaget till det första inköpet saknas. Lägg till följesedeln och signera igen.";
	await returnRun(reviewer, runId, { version: run.version, note });
	const performer = await asPerson(ctx, { id: run.performer_id, name: run.performer_name ?? "" }, again);
	await addDemoEvidence(performer, item, "Följesedel");
	await signRun(performer, runId, { version: (await findRun(ctx.db, runId))!.version });
}

/**
 * Returns the run with a performer who had no hand in its purchases. A performer who had asks somebody else first, as in a real
 * region.
 */
async function ready(ctx: Context, runId: string, at: string): Promise<Run | undefined> {
	const run = await findRun(ctx.db, runId);
	if (!run?.performer_id || !(await purchaseConflict(ctx.db, runId, run.performer_id))) return run;
	const [other] = await listCandidates(ctx.db, "performer", run, at.slice(0, 10));
	const performer = await asPerson(ctx, { id: run.performer_id, name: run.performer_name ?? "" }, at);
	const reason = "Jag har själv beställt ett av inköpen.";
	await reassignRun(performer, runId, { version: run.version, performer_id: other?.id ?? null, reason });
	return findRun(ctx.db, runId);
}

async function answerItems(performer: Context, random: Random, run: Run, progress: Progress): Promise<void> {
	const questions = await listQuestions(performer.db, run);
	const items = await listItems(performer.db, run.id);
	for (const item of progress === "begun" ? items.slice(0, 2) : items) {
		if (isMoneyKind(run.population_kind)) {
			await checkDemoInvoice(performer, random, { run, item, questions });
			continue;
		}
		const fault = random.below(12) === 0 ? Number(random.pick(Object.keys(FAULTS))) : 0;
		await answerItem(performer, item.id, {
			answers: questions.map((question) => answerTo(question, fault)),
			reason: "",
		});
		if ((item.position === 1 && random.below(3) === 0) || fault > 0) await addDemoEvidence(performer, item, "Faktura");
	}
}

function answerTo({ position }: Question, fault: number): AnswerInput {
	if (position === fault) return { position, answer: "no", seen: 0, ...FAULTS[fault]! };
	return { position, answer: "yes", comment: "", severity: null, cause_code: null, direct_fix: "", seen: 0 };
}
