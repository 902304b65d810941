import { listOf } from "../ground/http/list-page.ts";
import type { Hono } from "hono";
import { findSamSet, listSamQuestions, listSamRounds, type SamRound } from "../../db/queries/sam/rounds.ts";
import { SAM_QUESTIONS } from "../../db/seeds/sam-questions.ts";
import { QuestionsPage } from "../../views/sam/questions-page.tsx";
import { RoundPage, RoundsPage } from "../../views/sam/round-pages.tsx";
import { maySomewhere, reachOf } from "../ground/access/actor.ts";
import { requireMay } from "../ground/access/require-may.ts";
import { answer, page } from "../ground/http/answer.tsx";
import type { AppEnv, Http } from "../ground/http/env.ts";
import { submit } from "../ground/http/form.ts";
import { type FormState, UNTOUCHED } from "../../views/ui/form-state.ts";
import { shell } from "../ground/http/shell.ts";
import { historyOf } from "../ground/http/history.ts";
import { listRoutes } from "../ground/http/list.ts";
import { Confirmed } from "../ground/write/fields.ts";
import { permit } from "../ground/http/permit.ts";
import { paths } from "../paths/paths.ts";
import type { Context } from "../ground/write/context.ts";
import { roundColumns } from "./columns.ts";
import { editQuestions } from "./edit-questions.ts";
import { addRound, editRound } from "./edit-round.ts";
import { closeRound, openRound, updatePopulation } from "./open-round.ts";
import { readRoundUnits, readSamPosts } from "./posts.ts";
import { populationChange } from "./population.ts";
import { remindRound, unansweredReviews } from "./remind-round.ts";
import { unitOptions } from "../ground/remembered/units.ts";
import { NO_MAIL, nudging } from "../ground/write/nudge.ts";
import { RemindAllPage } from "../../views/remind-all-page.tsx";
import { requireSamRound } from "./require-review.ts";
import { AddRound, EditRound, QuestionSet, RoundVersion } from "./schema.ts";

const roundId = (c: Http) => c.req.param("id") ?? "";

/** The controller's side: rounds, their days and population, and the questions. */
export function addRoundRoutes(app: Hono<AppEnv>): void {
	listRoutes<SamRound>(app, paths.samRounds(), {
		action: "sam.plan",
		name: "SAM-omgångar",
		columns: roundColumns,
		rows: (c) => listSamRounds(c.var.ctx.db, reachOf(c.var.ctx.actor, "sam.plan")),
		page: (c) => roundsPage(c, UNTOUCHED),
	});
	app.post(paths.samRounds(), permit("sam.round"), (c) =>
		submit(c, {
			schema: AddRound,
			command: (input) => addRound(c.var.ctx, input),
			done: (id) =>
				answer(c, { to: paths.samRound(id), said: "Omgången är förberedd. Kontrollera populationen och öppna den." }),
			again: (form) => roundsPage(c, form),
		}),
	);
	app.get("/sam/omgangar/:id", permit("sam.plan"), (c) => roundPage(c, UNTOUCHED));
	app.post("/sam/omgangar/:id", permit("sam.round"), (c) =>
		submit(c, {
			schema: EditRound,
			command: (input) => editRound(c.var.ctx, roundId(c), input),
			done: () => answer(c, { to: paths.samRound(roundId(c)), said: "Omgången är ändrad." }),
			again: (form) => roundPage(c, form),
		}),
	);
	step(app, "oppnande", openRound, "Omgången är öppen. Cheferna ser nu sin uppföljning.");
	step(app, "population", updatePopulation, "Populationen följer organisationen.");
	step(app, "avslut", closeRound, "Omgången är avslutad.");

	app.get("/sam/omgangar/:id/paminnelser", permit("sam.round"), (c) => remindPage(c, UNTOUCHED));
	app.post("/sam/omgangar/:id/paminnelser", permit("sam.round"), (c) =>
		submit(c, {
			schema: Confirmed,
			command: () => remindRound(c.var.ctx, roundId(c)),
			done: (said) => answer(c, { to: paths.samRound(roundId(c)), said }),
			again: (form) => remindPage(c, form),
		}),
	);

	app.get(paths.samQuestions(), permit("sam.plan"), (c) => questionsPage(c, UNTOUCHED));
	app.post(paths.samQuestions(), permit("sam.round"), (c) =>
		submit(c, {
			schema: QuestionSet,
			command: (input) => editQuestions(c.var.ctx, input),
			done: (edition) => answer(c, { to: paths.samQuestions(), said: `Utgåva ${edition} gäller för nästa omgång.` }),
			again: (form) => questionsPage(c, form),
		}),
	);
}

/** An act on a round that needs nothing but the version. */
function step(
	app: Hono<AppEnv>,
	noun: string,
	command: (ctx: Context, id: string, version: number) => Promise<unknown>,
	said: string,
): void {
	app.post(`/sam/omgangar/:id/${noun}`, permit("sam.round"), (c) =>
		submit(c, {
			schema: RoundVersion,
			command: ({ version }) => command(c.var.ctx, roundId(c), version),
			done: () => answer(c, { to: paths.samRound(roundId(c)), said }),
			again: (form) => roundPage(c, { ...form, values: {} }),
		}),
	);
}

async function roundsPage(c: Http, form: FormState): Promise<Response> {
	const { ctx, today } = c.var;
	const [rounds, units] = await Promise.all([
		listSamRounds(ctx.db, reachOf(ctx.actor, "sam.plan")),
		unitOptions(ctx.db, reachOf(ctx.actor, "sam.round"), today),
	]);
	const administrations = units.filter((unit) => unit.kind === "administration");
	return page(
		c,
		<RoundsPage
			shell={shell(c)}
			list={await listOf(c, { path: paths.samRounds(), columns: roundColumns, all: rounds })}
			administrations={administrations.map(({ id, name }) => ({ value: id, label: name }))}
			form={form}
			year={Number(today.slice(0, 4))}
			may_add={maySomewhere(ctx.actor, "sam.round")}
		/>,
	);
}

async function roundPage(c: Http, form: FormState): Promise<Response> {
	const { ctx, today } = c.var;
	const round = await requireSamRound(ctx.db, roundId(c));
	await requireMay(ctx.db, ctx.actor, "sam.plan", round.unit_id);
	const day = round.status === "draft" ? round.population_on : today;
	const [rows, posts, history] = await Promise.all([
		readRoundUnits(ctx.db, round.id),
		round.status === "closed" ? [] : readSamPosts(ctx.db, round.unit_id, day),
		historyOf(ctx.db, "sam_round", round.id),
	]);
	return page(
		c,
		<RoundPage
			shell={shell(c)}
			round={round}
			form={form}
			posts={posts}
			population={rows.filter((row) => row.state !== "ended")}
			change={round.status === "open" ? populationChange(rows, posts) : null}
			may_edit={maySomewhere(ctx.actor, "sam.round")}
			history={history}
		/>,
	);
}

async function remindPage(c: Http, form: FormState): Promise<Response> {
	const { ctx } = c.var;
	const round = await requireSamRound(ctx.db, roundId(c));
	await requireMay(ctx.db, ctx.actor, "sam.round", round.unit_id);
	const { left, people, already } = await nudging(ctx.db, ctx, await unansweredReviews(ctx.db, round.id));
	const props = {
		title: `Påminn om SAM-uppföljning ${round.year}`,
		crumbs: [{ href: paths.samRound(round.id), label: `SAM-omgång ${round.year}` }],
		what: "uppföljningar som inte är besvarade",
		...{ matters: left.length, people, already, errors: form.errors },
		hindered: ctx.sends_mail ? null : NO_MAIL,
		action: paths.samRoundReminders(round.id),
		back_href: paths.samRound(round.id),
	};
	return page(c, <RemindAllPage shell={shell(c)} {...props} />);
}

async function questionsPage(c: Http, form: FormState): Promise<Response> {
	const { ctx } = c.var;
	const set = await findSamSet(ctx.db);
	const questions = set ? await listSamQuestions(ctx.db, set.id) : SAM_QUESTIONS;
	return page(
		c,
		<QuestionsPage
			shell={shell(c)}
			edition={set?.edition ?? 0}
			questions={questions}
			form={form}
			may_edit={maySomewhere(ctx.actor, "sam.round")}
		/>,
	);
}
