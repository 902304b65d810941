import { listItems, listQuestions, type Question } from "../../db/queries/checks/samples.ts";
import { findRun, type Run } from "../../db/queries/checks/runs.ts";
import { isMoneyKind } from "../../db/schema/vocabulary.ts";
import { answerItem } from "../checks/samples/answer-item.ts";
import { confirmEmpty, hasNothingToCheck } from "../checks/samples/confirm-empty.ts";
import { listCandidates } from "../checks/duties/candidates.ts";
import { approveRun } from "../checks/runs/approve-run.ts";
import { purchaseConflict } from "../checks/runs/performing.ts";
import { reassignRun } from "../checks/runs/reassign-run.ts";
import { isDrawn } from "../checks/runs/run-state.ts";
import type { AnswerInput } from "../checks/samples/schema.ts";
import { signPlainRun } from "../checks/samples/sign-plain-run.ts";
import { signRun } from "../checks/samples/sign-run.ts";
import type { Context } from "../ground/write/context.ts";
import { asPerson } from "./as-person.ts";
import { checkDemoInvoice } from "./demo-hired-staff.ts";
import { fillOwnForm } from "./demo-sisters.ts";
import type { Random } from "./region-random.ts";

/** How far a run has come in the demo. */
export type Progress = "begun" | "signed" | "approved";

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

/** Plays one run: the performer answers, signs, and the reviewer approves, as far as `progress` says. */
export async function playRun(
	ctx: Context,
	random: Random,
	runId: string,
	times: { answered: string; reviewed: string },
	progress: Progress,
): Promise<void> {
	const run = await ready(ctx, runId, times.answered);
	if (!run?.performer_id || !run.reviewer_id) return;
	const performer = await asPerson(ctx, { id: run.performer_id, name: run.performer_name ?? "" }, times.answered);
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
	if (progress !== "approved") return;
	const reviewer = await asPerson(ctx, { id: run.reviewer_id, name: run.reviewer_name ?? "" }, times.reviewed);
	await approveRun(reviewer, run.id, { version: (await findRun(ctx.db, run.id))!.version, note: "" });
}

/** The run with a performer who had no hand in its purchases: otherwise the performer asks somebody else, as in life. */
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
	}
}

function answerTo({ position }: Question, fault: number): AnswerInput {
	if (position === fault) return { position, answer: "no", seen: 0, ...FAULTS[fault]! };
	const answer = position === 12 ? "not_applicable" : "yes";
	return { position, answer, comment: "", severity: null, cause_code: null, direct_fix: "", seen: 0 };
}
