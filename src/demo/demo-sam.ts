import { findPerson } from "../../db/queries/people/people.ts";
import { findSamRound, listSuperiors } from "../../db/queries/sam/rounds.ts";
import { listSamActions } from "../../db/queries/sam/matters.ts";
import { listSamReviews, type SamReview } from "../../db/queries/sam/reviews.ts";
import { SAM_TASKS, type SamTask } from "../../db/schema/sam/words.ts";
import { dateOfDay, dayNumber } from "../ground/calendar/civil-date.ts";
import { stockholmDate } from "../ground/calendar/stockholm.ts";
import { addPerson } from "../people/people/add-person.ts";
import { grantRole } from "../people/people/grant-role.ts";
import { acknowledgeAllocation, allocateTasks } from "../sam/allocate-tasks.ts";
import { addRound } from "../sam/edit-round.ts";
import { closeRound, openRound } from "../sam/open-round.ts";
import { raiseReturn } from "../sam/raise-return.ts";
import { reconcileReview } from "../sam/reconcile-review.ts";
import { reportAction } from "../sam/report-action.ts";
import { saveAnswers } from "../sam/save-answers.ts";
import { signReview } from "../sam/sign-review.ts";
import { stateOpinion } from "../sam/state-opinion.ts";
import type { Context } from "../ground/write/context.ts";
import type { DemoOrganisation } from "./demo-organisation.ts";
import { asPerson } from "./as-person.ts";
import { readSamPosts } from "../sam/posts.ts";
import { demoAnswers, RECONCILIATION, RETURN } from "./demo-sam-answers.ts";

interface Play {
	ctx: Context;
	organisation: DemoOrganisation;
	/** Days before today → YYYY-MM-DD. */
	ago: (days: number) => string;
	representative: string;
}

/** A closed SAM round of last year and an open one of this year, as far as it has come, by the product's own commands. */
export async function addDemoSam(ctx: Context, organisation: DemoOrganisation): Promise<void> {
	const today = dayNumber(stockholmDate(ctx.clock().toISOString()));
	const ago = (days: number) => dateOfDay(today - days);
	const representative = await addPeople(ctx, organisation, ago(430));
	const play: Play = { ctx, organisation, ago, representative };
	await allocate(play, 425);
	const year = Number(ago(0).slice(0, 4));
	const last = await startRound(play, year - 1, 365 + 50);
	await answerRound(play, last, 365 + 40, () => "reconciled");
	const round = (await findSamRound(ctx.db, last))!;
	await closeRound(await person(play, organisation.controller.id, 365 - 20), last, round.version);
	await finishActions(play);
	const current = await startRound(play, year, 50);
	await answerRound(
		play,
		current,
		40,
		(n) => (["signed", "reconciled", "reconciled", "signed", "begun", "signed", "none"] as const)[n % 7]!,
	);
}

async function person({ ctx, ago }: Play, id: string, days: number, time = "09:00"): Promise<Context> {
	return asPerson(ctx, (await findPerson(ctx.db, id))!, `${ago(days)}T${time}:00.000Z`);
}

/** The förvaltningschef leads the line, and a skyddsombud looks after the first område's units. Returns the skyddsombud. */
async function addPeople(ctx: Context, organisation: DemoOrganisation, from: string): Promise<string> {
	const admin = await asPerson(ctx, organisation.administrator, `${from}T08:00:00.000Z`);
	const role = { valid_from: from, valid_to: null, substitute_for: null };
	await grantRole(admin, organisation.approver.id, {
		role: "allocating_manager",
		unit_id: organisation.administration_id,
		...role,
	});
	const id = await addPerson(admin, { name: "Siv Lundin", email: "siv.lundin@demo.example", ledger_name: null });
	for (const unit of organisation.units.slice(0, 4))
		await grantRole(admin, id, { role: "safety_representative", unit_id: unit.id, ...role });
	return id;
}

/** Written allocations down the line; most are acknowledged. */
async function allocate(play: Play, days: number): Promise<void> {
	const { ctx, organisation, ago } = play;
	const posts = await readSamPosts(ctx.db, organisation.administration_id, ago(days));
	for (const [n, post] of posts.entries()) {
		if (!post.manager_id || n % 11 === 5) continue;
		const superior = (await listSuperiors(ctx.db, post.id, ago(days))).find((one) => one.id !== post.manager_id);
		if (!superior) continue;
		await allocateTasks(await person(play, superior.id, days), post.id, {
			manager_id: post.manager_id,
			tasks: Object.keys(SAM_TASKS) as SamTask[],
			other_tasks: "",
			registry_no: "",
			allocated_on: ago(days),
		});
		if (n % 7 !== 3) await acknowledgeAllocation(await person(play, post.manager_id, days - 2), post.id);
	}
}

async function startRound(play: Play, year: number, days: number): Promise<string> {
	const { ago, organisation } = play;
	const controller = await person(play, organisation.controller.id, days);
	const id = await addRound(controller, {
		unit_id: organisation.administration_id,
		year,
		population_on: ago(days),
		opens_on: ago(days),
		remind_on: ago(days - 40),
		closes_on: ago(days - 64),
		allows_late: 1,
	});
	await openRound(controller, id, 1);
	return id;
}

type Stage = "none" | "begun" | "signed" | "reconciled";

async function answerRound(play: Play, round: string, days: number, stageOf: (n: number) => Stage): Promise<void> {
	const reviews = (await listSamReviews(play.ctx.db, { round_id: round })).filter(
		(review) => review.manager_id !== null,
	);
	for (const [n, review] of reviews.entries()) await answerReview(play, review, n, days - (n % 25), stageOf(n));
	if (days < 300) await theExceptions(play, reviews);
}

async function answerReview(play: Play, review: SamReview, n: number, days: number, stage: Stage): Promise<void> {
	if (stage === "none") return;
	const manager = await person(play, review.manager_id!, days, "10:00");
	await saveAnswers(manager, review.id, demoAnswers(n, stage === "begun", play.ago(days), play.ago(days - 120)));
	if (stage === "begun") return;
	await signReview(manager, review.id);
	if (stage === "signed") return;
	const superior = (await listSuperiors(play.ctx.db, review.unit_id, play.ago(days))).find(
		(one) => one.id !== review.manager_id,
	);
	if (!superior) return;
	const { version } = (
		await listSamReviews(play.ctx.db, { round_id: review.round_id, manager_id: review.manager_id! })
	).find((one) => one.id === review.id)!;
	await reconcileReview(await person(play, superior.id, days - 8, "13:00"), review.id, { ...RECONCILIATION, version });
}

/** One return that waits for its receipt, and one skyddsombud with an avvikande mening. */
async function theExceptions(play: Play, reviews: readonly SamReview[]): Promise<void> {
	const { organisation } = play;
	const unit = organisation.units[7]!;
	const returned = reviews.find((review) => review.unit_id === unit.id)!;
	await raiseReturn(await person(play, returned.manager_id!, 5), returned.id, { ...RETURN, from_on: play.ago(-25) });
	const watched = reviews.find((review) => review.unit_id === organisation.units[0]!.id)!;
	await stateOpinion(await person(play, play.representative, 4), watched.id, {
		stand: "dissent",
		text: "Riskbedömningen inför det nya schemat gjordes efter beslutet. Den borde ha gjorts före.",
	});
}

/** Most of last year's åtgärder are done; some are still open, and late. */
async function finishActions(play: Play): Promise<void> {
	const actions = await listSamActions(play.ctx.db, { reach: "all", open: true });
	for (const [n, action] of actions.entries()) {
		if (n % 4 === 0 || !action.manager_id) continue;
		await reportAction(await person(play, action.manager_id, 200 - (n % 60)), action.id, {
			status: "done",
			note: "Genomförd. Vi har följt upp på arbetsplatsträff att det fungerar.",
			version: action.version,
		});
	}
}
