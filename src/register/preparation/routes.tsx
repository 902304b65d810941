import { listOf } from "../../ground/http/list-page.ts";
import { Hono } from "hono";
import { planContents } from "../../../db/queries/register/plans-contents.ts";
import { findPreparation } from "../../../db/queries/register/preparation.ts";
import { listComingMeetings, listMatters } from "../../../db/queries/report/meetings.ts";
import { PreparationPage } from "../../../views/register/preparation/preparation-page.tsx";
import { ReviewPage } from "../../../views/register/preparation/review-page.tsx";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { mayAt } from "../../ground/access/require-may.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { idOf, listRoutes } from "../../ground/http/list.ts";
import { filtersOf } from "../../ground/http/list-filters.ts";
import { objectId } from "../../ground/tables/filters.ts";
import { permit } from "../../ground/http/permit.ts";
import { shell } from "../../ground/http/shell.ts";
import { paths } from "../../paths/paths.ts";
import { planGaps } from "../plans/plan-gaps.ts";
import { requirePlanFor } from "../plans/require-plan.ts";
import { chooseRows } from "./choose-rows.ts";
import { type ReviewRow, reviewColumns } from "./columns.ts";
import { preparePlan } from "./prepare-plan.ts";
import { isWaiting, listReviewRows } from "./review-rows.ts";
import { ChooseRows, PreparePlan, TakeBackPlan } from "./schema.ts";
import { takeBackPlan } from "./take-back-plan.ts";

async function preparationPage(c: Http, form: FormState) {
	const { ctx, today } = c.var;
	const plan = await requirePlanFor(ctx, idOf(c), "plan.edit");
	const draft = plan.status === "draft";
	const props = {
		meetings: draft ? await listComingMeetings(ctx.db, plan.board_id, today) : [],
		gaps: draft ? planGaps(plan.id, await planContents(ctx.db, plan.id)) : [],
		waiting: draft ? (await listReviewRows(ctx.db, plan)).filter(isWaiting) : [],
		preparation: (await findPreparation(ctx.db, plan.id)) ?? null,
		matters: await listMatters(ctx.db, { subjects: { kind: "plan", ids: [plan.id] } }),
	};
	return page(c, <PreparationPage shell={shell(c)} form={form} plan={plan} {...props} />);
}

const FILTERS = { risk: objectId("Risk som sidan visar först; raderna är desamma") };

async function reviewPage(c: Http, form: FormState) {
	const { db, actor } = c.var.ctx;
	const plan = await requirePlanFor(c.var.ctx, idOf(c), "plan.view");
	const rows = await listReviewRows(db, plan);
	const waiting = rows.filter(isWaiting);
	const may_choose = plan.status === "draft" && (await mayAt(db, actor, "plan.edit", plan.unit_id));
	const props = {
		own: may_choose ? rowsOfRisk(rows, waiting, filtersOf(c, FILTERS).risk) : [],
		waiting: waiting.length,
		list: await listOf(c, { path: paths.planReview(plan.id), columns: reviewColumns, all: rows }),
		may_choose,
	};
	return page(c, <ReviewPage shell={shell(c)} form={form} plan={plan} {...props} />);
}

/** The standing rows of the risk that was asked for, or of the first that waits. */
function rowsOfRisk(rows: readonly ReviewRow[], waiting: readonly ReviewRow[], asked: string | undefined): ReviewRow[] {
	const number = rows.find((row) => row.kind === "risk" && row.id === asked)?.risk_number ?? waiting[0]?.risk_number;
	return rows.filter((row) => row.risk_number === number && row.dropped_reason === null);
}

/** A draft on its way to the nämnd: what is taken along from last year, and the handing over to its meetings. */
export function planPreparationRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	app.get("/planer/:id/beredning", permit("plan.edit"), (c) => preparationPage(c, UNTOUCHED));
	app.post("/planer/:id/beredning", permit("plan.edit"), (c) =>
		submit(c, {
			schema: PreparePlan,
			command: (input) => preparePlan(c.var.ctx, idOf(c), input),
			done: () => answer(c, { to: paths.plan(idOf(c)), said: "Planen är lämnad till beredning." }),
			again: (form) => preparationPage(c, form),
		}),
	);
	app.post("/planer/:id/beredning/aterkallelse", permit("plan.edit"), (c) =>
		submit(c, {
			schema: TakeBackPlan,
			command: (input) => takeBackPlan(c.var.ctx, idOf(c), input),
			done: () => answer(c, { to: paths.plan(idOf(c)), said: "Planen är ett utkast igen." }),
			again: (form) => preparationPage(c, form),
		}),
	);

	listRoutes(app, "/planer/:id/genomgang", {
		action: "plan.view",
		name: "Genomgång mot förra året",
		columns: reviewColumns,
		filters: FILTERS,
		rows: async (c) => listReviewRows(c.var.ctx.db, await requirePlanFor(c.var.ctx, idOf(c), "plan.view")),
		page: (c) => reviewPage(c, UNTOUCHED),
	});
	app.post("/planer/:id/genomgang", permit("plan.edit"), (c) =>
		submit(c, {
			schema: ChooseRows,
			command: (input) => chooseRows(c.var.ctx, idOf(c), input),
			done: () => answer(c, { to: paths.planReview(idOf(c)), said: "Ställningstagandet är sparat." }),
			again: (form) => reviewPage(c, form),
		}),
	);
	return app;
}
