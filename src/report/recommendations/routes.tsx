import { listOf } from "../../ground/http/list-page.ts";
import { Hono } from "hono";
import { listEvidenceOf } from "../../../db/queries/checks/evidence.ts";
import {
	type LinkedRow,
	listLinkable,
	listLinked,
	listLinkRows,
} from "../../../db/queries/report/recommendations-links.ts";
import { findPeriod, listBoardsOn } from "../../../db/queries/report/periods.ts";
import {
	countRecommendations,
	isReported,
	listRecommendations,
	type Recommendation,
	type RecommendationFilter,
} from "../../../db/queries/report/recommendations.ts";
import { RECOMMENDATION_SOURCES, RECOMMENDATION_STATUSES } from "../../../db/schema/report/recommendations.ts";
import { REQUIREMENTS } from "../../../db/schema/vocabulary.ts";
import { RecommendationAnswerPage } from "../../../views/report/recommendations/answer-page.tsx";
import { RecommendationFormPage } from "../../../views/report/recommendations/form-page.tsx";
import { RecommendationPage } from "../../../views/report/recommendations/recommendation-page.tsx";
import { RecommendationsPage } from "../../../views/report/recommendations/recommendations-page.tsx";
import { maySomewhere, reachOf } from "../../ground/access/actor.ts";
import { mayAt, requireMay } from "../../ground/access/require-may.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { shell } from "../../ground/http/shell.ts";
import { historyOf } from "../../ground/http/history.ts";
import { idOf, listRoutes } from "../../ground/http/list.ts";
import { filtersOf } from "../../ground/http/list-filters.ts";
import { objectId, oneOf, only } from "../../ground/tables/filters.ts";
import { permit } from "../../ground/http/permit.ts";
import { peopleOptions } from "../../ground/remembered/people.ts";
import { formValues } from "../../ground/tables/field.ts";
import { paths } from "../../paths/paths.ts";
import { addRecommendation } from "./add-recommendation.ts";
import { answerRecommendation } from "./answer-recommendation.ts";
import { recommendationColumns } from "./columns.ts";
import { editRecommendation } from "./edit-recommendation.ts";
import { RECEIVED_FIELDS } from "./fields.ts";
import { linkRecommendation } from "./link-recommendation.ts";
import { ownerRole, requireRecommendation } from "./require-recommendation.ts";
import { AddRecommendation, AnswerRecommendation, EditRecommendation, LinkRecommendation } from "./schema.ts";

export function recommendationRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	const done = (c: Http, said: string) => answer(c, { to: paths.recommendation(idOf(c)), said });

	listRoutes(app, paths.recommendations(), {
		action: "recommendation.view",
		name: "Rekommendationer",
		columns: recommendationColumns,
		filters: FILTERS,
		rows: async (c) => listRecommendations(c.var.ctx.db, await filterOf(c)),
		page: listPage,
	});
	app.post(paths.recommendations(), permit("recommendation.edit"), (c) =>
		submit(c, {
			schema: AddRecommendation,
			command: (input) => addRecommendation(c.var.ctx, input),
			done: (id) => answer(c, { to: paths.recommendation(id), said: "Rekommendationen är registrerad." }),
			again: (form) => newPage(c, form),
		}),
	);
	app.get(paths.recommendationNew(), permit("recommendation.edit"), (c) => newPage(c, UNTOUCHED));
	app.get("/rekommendationer/:id", permit("recommendation.view"), (c) => recommendationPage(c, UNTOUCHED));
	app.post("/rekommendationer/:id/kopplingar", permit("recommendation.edit"), (c) =>
		submit(c, {
			schema: LinkRecommendation,
			command: (input) => linkRecommendation(c.var.ctx, idOf(c), input),
			done: () => done(c, "Kopplingen är sparad."),
			again: (form) => linkersPage(c, form),
		}),
	);
	app.get("/rekommendationer/:id/andring", permit("recommendation.edit"), (c) => editPage(c));
	app.post("/rekommendationer/:id/andring", permit("recommendation.edit"), (c) =>
		submit(c, {
			schema: EditRecommendation,
			command: (input) => editRecommendation(c.var.ctx, idOf(c), input),
			done: () => done(c, "Rekommendationen är sparad."),
			again: (form) => editPage(c, form),
		}),
	);
	app.get("/rekommendationer/:id/svar", permit("recommendation.answer"), (c) => answerPage(c));
	app.post("/rekommendationer/:id/svar", permit("recommendation.answer"), (c) =>
		submit(c, {
			schema: AnswerRecommendation,
			command: (input) => answerRecommendation(c.var.ctx, idOf(c), input),
			done: () => done(c, "Svaret är sparat."),
			again: (form) => answerPage(c, form),
		}),
	);
	return app;
}

const FILTERS = {
	kalla: oneOf("Källa", RECOMMENDATION_SOURCES),
	status: oneOf("Status", RECOMMENDATION_STATUSES),
	krav: oneOf("Krav", REQUIREMENTS),
	ansvarig: only("Bara egna, och dem som personen ersätter", "jag"),
	rapport: objectId("Rapporttillfälle"),
};

async function filterOf(c: Http): Promise<RecommendationFilter> {
	const { db, actor } = c.var.ctx;
	const { rapport, kalla, status, krav, ansvarig } = filtersOf(c, FILTERS);
	const mine = [actor.id!, ...actor.roles.flatMap((held) => held.substitute_for?.id ?? [])];
	return {
		reach: reachOf(actor, "recommendation.view"),
		source: kalla,
		status,
		requirement: krav,
		owners: ansvarig ? mine : undefined,
		reported_in: rapport ? await findPeriod(db, rapport) : undefined,
	};
}

async function listPage(c: Http) {
	const { db, actor } = c.var.ctx;
	const filter = await filterOf(c);
	const props = {
		list: await listOf(c, {
			columns: recommendationColumns,
			rows: (part) => listRecommendations(db, { ...filter, page: part }),
			count: () => countRecommendations(db, filter),
		}),
		chosen: { kalla: filter.source, status: filter.status, krav: filter.requirement, mine: Boolean(filter.owners) },
		may_add: maySomewhere(actor, "recommendation.edit"),
	};
	return page(c, <RecommendationsPage shell={shell(c)} {...props} />);
}

/** Who may not link it gets no form to mend. */
async function linkersPage(c: Http, form: FormState) {
	const { db, actor } = c.var.ctx;
	await requireMay(db, actor, "recommendation.edit", (await requireRecommendation(db, idOf(c))).unit_id);
	return recommendationPage(c, form);
}

async function recommendationPage(c: Http, form: FormState) {
	const { db, actor } = c.var.ctx;
	const row = await requireRecommendation(db, idOf(c));
	await requireMay(db, actor, "recommendation.view", row.unit_id);
	const props = {
		history: await historyOf(db, "recommendation", row.id),
		...(await linksOf(c, row)),
		...{ form, evidence: await evidenceOf(c, row) },
		may_add_evidence: await mayAt(db, actor, "evidence.add", row.unit_id),
		may_answer: await mayAnswer(c, row),
		reported: await isReported(db, row),
	};
	return page(c, <RecommendationPage shell={shell(c)} row={row} {...props} />);
}

/** What it is linked to, and for whoever may link it what more there is in this year's plan and the next. */
async function linksOf(c: Http, row: Recommendation) {
	const { db, actor } = c.var.ctx;
	const may_edit = await mayAt(db, actor, "recommendation.edit", row.unit_id);
	const links = await listLinked(db, row.id);
	const all = may_edit ? await listLinkable(db, row.board_id, Number(c.var.today.slice(0, 4))) : [];
	const isNew = (one: LinkedRow) => !links.some((link) => link.kind === one.kind && link.id === one.id);
	return { may_edit, links, linkable: all.filter(isNew), links_written: (await listLinkRows(db, row.id)).length };
}

/** Everybody reads the recommendation; its papers are for those who read the förvaltning's evidence. */
async function evidenceOf(c: Http, { id, unit_id }: Recommendation) {
	const { db, actor } = c.var.ctx;
	return (await mayAt(db, actor, "evidence.view", unit_id)) ? listEvidenceOf(db, "recommendation", id) : null;
}

async function mayAnswer(c: Http, row: Recommendation): Promise<boolean> {
	const { db, actor } = c.var.ctx;
	return ownerRole(actor, row) !== undefined || mayAt(db, actor, "recommendation.answer", row.unit_id);
}

async function newPage(c: Http, form: FormState) {
	const { db, actor } = c.var.ctx;
	const reach = reachOf(actor, "recommendation.edit");
	const boards = await listBoardsOn(db, reach, c.var.today);
	const owners = await peopleOptions(db, { reach, today: c.var.today });
	const state = form === UNTOUCHED && boards.length === 1 ? { ...form, values: { board_id: boards[0]!.id } } : form;
	const props = { form: state, boards, owners, saved: null, reported: false };
	return page(c, <RecommendationFormPage shell={shell(c)} {...props} />);
}

async function editPage(c: Http, form?: FormState) {
	const { db, actor } = c.var.ctx;
	const row = await requireRecommendation(db, idOf(c));
	await requireMay(db, actor, "recommendation.edit", row.unit_id);
	const reach = { own: [], branch: [row.unit_id] };
	const people = await peopleOptions(db, { reach, today: c.var.today });
	const left = row.owner_id && row.owner && !people.some((one) => one.id === row.owner_id);
	const values = formValues(RECEIVED_FIELDS, row);
	const props = {
		form: form ?? { ...UNTOUCHED, values },
		boards: [],
		owners: left ? [...people, { id: row.owner_id!, name: row.owner! }] : people,
		saved: { id: row.id, version: row.version, values },
		reported: await isReported(db, row),
	};
	return page(c, <RecommendationFormPage shell={shell(c)} {...props} />);
}

async function answerPage(c: Http, form?: FormState) {
	const { db, actor } = c.var.ctx;
	const row = await requireRecommendation(db, idOf(c));
	await requireMay(db, actor, "recommendation.answer", ownerRole(actor, row)?.unit_id ?? row.unit_id);
	return page(c, <RecommendationAnswerPage shell={shell(c)} row={row} form={form} />);
}
