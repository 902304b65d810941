import { listOf } from "../../ground/http/list-page.ts";
import { Hono } from "hono";
import { listBoards } from "../../../db/queries/people/boards.ts";
import {
	findPlan,
	findPlanOfYear,
	listAreas,
	listPlanRows,
	listPlans,
	type Plan,
} from "../../../db/queries/register/plans.ts";
import { listCarriedRows } from "../../../db/queries/register/preparation.ts";
import { listMatters } from "../../../db/queries/report/meetings.ts";
import { planStage } from "../../../db/schema/register/plans.ts";
import { isUnreviewed } from "../../../db/schema/register/preparation.ts";
import { findPlanImport } from "../../../db/queries/register/plan-import.ts";
import { findPeriodPassed } from "../../../db/queries/report/periods.ts";
import { listRiskMoves } from "../../../db/queries/register/risks-moves.ts";
import { countRisks, listRiskPositions } from "../../../db/queries/register/risks.ts";
import { HeatMapPage } from "../../../views/register/plans/heat-map-page.tsx";
import { AreaPage, NewPlanPage, ScalePage } from "../../../views/register/plans/plan-forms.tsx";
import { CarryPage, PlanPage } from "../../../views/register/plans/plan-page.tsx";
import { PlansPage } from "../../../views/register/plans/plans-page.tsx";
import { maySomewhere, reachOf } from "../../ground/access/actor.ts";
import type { Action } from "../../ground/access/permissions.ts";
import { mayAt } from "../../ground/access/require-may.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { shell } from "../../ground/http/shell.ts";
import { historyOf } from "../../ground/http/history.ts";
import { idOf, listRoutes } from "../../ground/http/list.ts";
import { pagingOf } from "../../ground/http/paging.ts";
import { permit } from "../../ground/http/permit.ts";
import { paths } from "../../paths/paths.ts";
import { endOfDay } from "../../ground/calendar/stockholm-day.ts";
import type { PlanMovement } from "../../../views/register/plans/published-plan.tsx";
import { addArea } from "./add-area.ts";
import { carryPlan } from "./carry-plan.ts";
import { closePlan } from "./close-plan.ts";
import { markedRows, planListColumns, type StagedPlan } from "./columns.ts";
import { draftPlan } from "./draft-plan.ts";
import { planColumns } from "./file-columns.ts";
import { planFileRows } from "./file-rows.ts";
import { editScale, requireLooseScale } from "./edit-scale.ts";
import { planNotices } from "./notices.ts";
import { readPlanState } from "./plan-state.ts";
import { requireOpenPlan, requirePlanFor } from "./require-plan.ts";
import { AddArea, CarryPlan, ClosePlan, DraftPlan, EditScale } from "./schema.ts";
import { riskMatrix, riskWayRows, riskWays } from "./risk-matrix.ts";

function planFor(c: Http, action: Action): Promise<Plan> {
	return requirePlanFor(c.var.ctx, idOf(c), action);
}

async function planPage(c: Http, refused?: FormState) {
	const { db, actor } = c.var.ctx;
	const plan = await planFor(c, "plan.view");
	const paging = pagingOf(c);
	const { id, unit_id, status, year } = plan;
	const may_decide = await mayAt(db, actor, "plan.decide", unit_id);
	const state = await readPlanState(db, id);
	const props = {
		stage: planStage(plan, c.var.today),
		unreviewed: status === "draft" ? (await listCarriedRows(db, id)).filter(isUnreviewed).length : 0,
		matters: status === "preparation" ? await listMatters(db, { subjects: { kind: "plan", ids: [id] } }) : [],
		rows: markedRows(await listPlanRows(db, plan, paging.page), state.marks),
		movement: await readMovement(c, plan),
		today: c.var.today,
		state,
		pager: paging.links(await countRisks(db, { plan_id: id })),
		notices: planNotices(plan, c.var.today, state.remarks),
		carried_from: (plan.carried_from && (await findPlan(db, plan.carried_from))) || null,
		next_year: (await findPlanOfYear(db, plan.board_id, year + 1)) ?? null,
		history: await historyOf(db, "plan", id),
		read_from:
			status === "draft" && (await mayAt(db, actor, "plan.edit", unit_id))
				? ((await findPlanImport(db, id)) ?? null)
				: null,
		may_edit: await mayAt(db, actor, "plan.edit", unit_id),
		may_see_coverage: await mayAt(db, actor, "coverage.view", unit_id),
		may_close: may_decide && status === "in_force" && c.var.today > `${year}-12-31`,
	};
	const around = shell(c);
	if (refused) around.flash = { tone: "bad", text: refused.errors[""] ?? "Uppgifterna går inte att spara." };
	return page(c, <PlanPage shell={around} plan={plan} may_decide={may_decide} {...props} />);
}

/** How the plan's risks have moved since the nämnd's newest report; null where there is none to compare with. */
async function readMovement(c: Http, plan: Plan): Promise<PlanMovement | null> {
	const { db } = c.var.ctx;
	const since = await findPeriodPassed(db, plan.board_id, c.var.today);
	if (!since) return null;
	const moves = await listRiskMoves(db, plan.id, endOfDay(since.cut_off));
	return { since: since.name, moves: new Map(moves.map((move) => [move.id, move])) };
}

async function stagedPlans(c: Http): Promise<StagedPlan[]> {
	const plans = await listPlans(c.var.ctx.db);
	return plans.map((plan) => ({ ...plan, stage: planStage(plan, c.var.today) }));
}

async function newPlanPage(c: Http, form: FormState) {
	const boards = await listBoards(c.var.ctx.db, reachOf(c.var.ctx.actor, "plan.edit"));
	return page(c, <NewPlanPage shell={shell(c)} form={form} boards={boards} />);
}

async function areaPage(c: Http, form: FormState) {
	const plan = await planFor(c, "plan.edit");
	requireOpenPlan(plan);
	return page(c, <AreaPage shell={shell(c)} form={form} plan={plan} areas={await listAreas(c.var.ctx.db, plan.id)} />);
}

async function scalePage(c: Http, form?: FormState) {
	const plan = await planFor(c, "plan.edit");
	// what was typed before the plan was decided is shown again with why it was refused
	if (!form) requireLooseScale(plan);
	return page(c, <ScalePage shell={shell(c)} form={form ?? { ...UNTOUCHED, values: scaleValues(plan) }} plan={plan} />);
}

async function carryPage(c: Http, form: FormState) {
	return page(c, <CarryPage shell={shell(c)} plan={await planFor(c, "plan.edit")} errors={form.errors} />);
}

/** The scale as the form holds it. */
function scaleValues({ scale }: Plan): Record<string, string> {
	const steps = (of: "likelihood" | "impact") => scale[of].map((word, index) => [`${of}_${index + 1}`, word]);
	const bands = scale.bands.flatMap(({ key, label, to }) => [
		[`${key}_label`, label],
		[`${key}_to`, String(to)],
	]);
	return Object.fromEntries([
		["size", String(scale.likelihood.length)],
		...steps("likelihood"),
		...steps("impact"),
		...bands,
	]);
}

export function planRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	app.get(paths.planNew(), permit("plan.edit"), (c) => newPlanPage(c, UNTOUCHED));
	app.post(paths.planNew(), permit("plan.edit"), (c) =>
		submit(c, {
			schema: DraftPlan,
			command: (input) => draftPlan(c.var.ctx, input),
			done: (id) => answer(c, { to: paths.plan(id), said: "Utkastet är skapat. Lägg till verksamheter och risker." }),
			again: (form) => newPlanPage(c, form),
		}),
	);

	listRoutes(app, paths.plans(), {
		action: "plan.view",
		name: "Internkontrollplaner",
		columns: planListColumns,
		rows: stagedPlans,
		page: async (c) => {
			const { actor } = c.var.ctx;
			const list = await listOf(c, { columns: planListColumns, all: await stagedPlans(c) });
			return page(c, <PlansPage shell={shell(c)} list={list} may_draft={maySomewhere(actor, "plan.edit")} />);
		},
	});

	listRoutes(app, "/planer/:id", {
		action: "plan.view",
		name: "Internkontrollplan",
		columns: planColumns,
		rows: async (c) => {
			const plan = await planFor(c, "plan.view");
			const { marks } = await readPlanState(c.var.ctx.db, plan.id);
			return planFileRows(c.var.ctx.db, plan, marks);
		},
		page: (c) => planPage(c),
	});

	app.get("/planer/:id/riskkarta", permit("plan.view"), async (c) => {
		const plan = await planFor(c, "plan.view");
		const risks = await listRiskPositions(c.var.ctx.db, plan.id);
		const moves = [...((await readMovement(c, plan))?.moves.values() ?? [])];
		const { page: shown, links } = pagingOf(c);
		const maps = {
			residual: riskMatrix(plan, risks, "residual", { moves }),
			inherent: riskMatrix(plan, risks, "inherent"),
			ways: riskWays(risks),
			rows: riskWayRows(plan.scale, risks.slice(shown.offset, shown.offset + shown.limit)),
			pager: links(risks.length),
		};
		return page(c, <HeatMapPage shell={shell(c)} plan={plan} {...maps} />);
	});

	app.get("/planer/:id/andring", permit("plan.edit"), (c) => scalePage(c));
	app.post("/planer/:id/andring", permit("plan.edit"), (c) =>
		submit(c, {
			schema: EditScale,
			command: (input) => editScale(c.var.ctx, idOf(c), input),
			done: () => answer(c, { to: paths.plan(idOf(c)), said: "Skalan är sparad." }),
			again: (form) => scalePage(c, form),
		}),
	);

	app.get("/planer/:id/verksamheter", permit("plan.edit"), (c) => areaPage(c, UNTOUCHED));
	app.post("/planer/:id/verksamheter", permit("plan.edit"), (c) =>
		submit(c, {
			schema: AddArea,
			command: (input) => addArea(c.var.ctx, idOf(c), input),
			done: () => answer(c, { to: paths.planAreas(idOf(c)), said: "Verksamheten är tillagd." }),
			again: (form) => areaPage(c, form),
		}),
	);

	app.get("/planer/:id/nasta-ar", permit("plan.edit"), (c) => carryPage(c, UNTOUCHED));
	app.post("/planer/:id/nasta-ar", permit("plan.edit"), (c) =>
		submit(c, {
			schema: CarryPlan,
			command: () => carryPlan(c.var.ctx, idOf(c)),
			done: (id) => answer(c, { to: paths.plan(id), said: "Utkastet till nästa års plan är framtaget." }),
			again: (form) => carryPage(c, form),
		}),
	);

	app.post("/planer/:id/avslut", permit("plan.decide"), (c) =>
		submit(c, {
			schema: ClosePlan,
			command: (input) => closePlan(c.var.ctx, idOf(c), input),
			done: () => answer(c, { to: paths.plan(idOf(c)), said: "Planen är avslutad." }),
			again: (form) => planPage(c, form),
		}),
	);

	return app;
}
