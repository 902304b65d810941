import { listOf } from "../../ground/http/list-page.ts";
import { Hono } from "hono";
import { ChangesPage, DecisionPage } from "../../../views/register/decisions/decision-pages.tsx";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { mayAt } from "../../ground/access/require-may.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { shell } from "../../ground/http/shell.ts";
import { idOf, listRoutes } from "../../ground/http/list.ts";
import { permit } from "../../ground/http/permit.ts";
import { paths } from "../../paths/paths.ts";
import { adoptPlan } from "../plans/adopt-plan.ts";
import { amendPlan } from "./amend-plan.ts";
import { listChangeRows } from "./change-rows.ts";
import { changeColumns } from "./columns.ts";
import { readPlanState } from "../plans/plan-state.ts";
import { requirePlanFor } from "../plans/require-plan.ts";
import { AdoptPlan, AmendPlan } from "../plans/schema.ts";

async function decisionPage(c: Http, form: FormState, amending: boolean) {
	const plan = await requirePlanFor(c.var.ctx, idOf(c), "plan.decide");
	const state = await readPlanState(c.var.ctx.db, plan.id);
	return page(c, <DecisionPage shell={shell(c)} form={form} plan={plan} state={state} amending={amending} />);
}

async function changesPage(c: Http) {
	const { db, actor } = c.var.ctx;
	const plan = await requirePlanFor(c.var.ctx, idOf(c), "plan.view");
	const state = await readPlanState(db, plan.id);
	const props = {
		decisions: state.decisions,
		list: await listOf(c, { columns: changeColumns, all: await listChangeRows(db, state) }),
		may_amend: plan.status === "in_force" && (await mayAt(db, actor, "plan.decide", plan.unit_id)),
	};
	return page(c, <ChangesPage shell={shell(c)} plan={plan} {...props} />);
}

/** What the nämnd decides of a plan: the plan itself, and what has been changed since. */
export function planDecisionRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	app.get("/planer/:id/beslut", permit("plan.decide"), (c) => decisionPage(c, UNTOUCHED, false));
	app.post("/planer/:id/beslut", permit("plan.decide"), (c) =>
		submit(c, {
			schema: AdoptPlan,
			command: (input) => adoptPlan(c.var.ctx, idOf(c), input),
			done: () => answer(c, { to: paths.plan(idOf(c)), said: "Beslutet är registrerat." }),
			again: (form) => decisionPage(c, form, false),
		}),
	);

	app.get("/planer/:id/andringsbeslut", permit("plan.decide"), (c) => decisionPage(c, UNTOUCHED, true));
	app.post("/planer/:id/andringsbeslut", permit("plan.decide"), (c) =>
		submit(c, {
			schema: AmendPlan,
			command: (input) => amendPlan(c.var.ctx, idOf(c), input),
			done: () => answer(c, { to: paths.plan(idOf(c)), said: "Ändringsbeslutet är registrerat." }),
			again: (form) => decisionPage(c, form, true),
		}),
	);

	listRoutes(app, "/planer/:id/andringar", {
		action: "plan.view",
		name: "Ändringar efter beslut",
		columns: changeColumns,
		rows: async (c) => {
			const plan = await requirePlanFor(c.var.ctx, idOf(c), "plan.view");
			return listChangeRows(c.var.ctx.db, await readPlanState(c.var.ctx.db, plan.id));
		},
		page: changesPage,
	});

	return app;
}
