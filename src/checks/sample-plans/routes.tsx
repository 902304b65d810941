import { listOf } from "../../ground/http/list-page.ts";
import { Hono } from "hono";
import {
	countPlannedControls,
	findPlannedControl,
	listPlannedControls,
} from "../../../db/queries/checks/sample-plans.ts";
import { SamplePlanPage } from "../../../views/checks/sample-plans/sample-plan-page.tsx";
import { SamplePlansPage } from "../../../views/checks/sample-plans/sample-plans-page.tsx";
import { reachOf } from "../../ground/access/actor.ts";
import type { Action } from "../../ground/access/permissions.ts";
import { mayAt, requireMay } from "../../ground/access/require-may.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { formValues, submit } from "../../ground/http/form.ts";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { shell } from "../../ground/http/shell.ts";
import { historyOf } from "../../ground/http/history.ts";
import { idOf, listRoutes } from "../../ground/http/list.ts";
import { pagingOf } from "../../ground/http/paging.ts";
import { permit } from "../../ground/http/permit.ts";
import { paths } from "../../paths/paths.ts";
import { NotFound } from "../../ground/errors.ts";
import { samplePlanColumns } from "./columns.ts";
import { decideSamplePlan } from "./decide-sample-plan.ts";
import { calculate, formValuesOf, loadSamplePlan, type SamplePlanPageData } from "./load-page.ts";
import { decisionSchema, type PlanInput, planSchema } from "./schema.ts";

async function load(c: Http, action: Action): Promise<SamplePlanPageData> {
	const { db, actor } = c.var.ctx;
	const control = await findPlannedControl(db, idOf(c));
	if (!control) throw new NotFound(`control ${idOf(c)}`);
	await requireMay(db, actor, action, control.unit_id);
	return loadSamplePlan(db, control, c.var.today);
}

async function planPage(c: Http, data: SamplePlanPageData, form: FormState, input: PlanInput | null) {
	const { db, actor } = c.var.ctx;
	const calculation = input && (await calculate(db, data, input));
	const props = {
		data,
		form,
		calculation,
		pager: pagingOf(c).links(calculation?.year.rows.length ?? 0),
		may_decide: await mayAt(db, actor, "control.edit", data.control.unit_id),
		history: (await historyOf(db, "control", data.control.id)).slice(0, 20),
	};
	return page(c, <SamplePlanPage shell={shell(c)} {...props} />);
}

export function samplePlanRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	listRoutes(app, paths.samplePlans(), {
		action: "draw.view",
		name: "Stickprovsplaner",
		columns: samplePlanColumns,
		rows: (c) => listPlannedControls(c.var.ctx.db, reachOf(c.var.ctx.actor, "draw.view")),
		page: async (c) => {
			const { db } = c.var.ctx;
			const reach = reachOf(c.var.ctx.actor, "draw.view");
			const list = await listOf(c, {
				columns: samplePlanColumns,
				rows: (part) => listPlannedControls(db, reach, part),
				count: () => countPlannedControls(db, reach),
			});
			return page(c, <SamplePlansPage shell={shell(c)} list={list} />);
		},
	});

	app.get("/stickprovsplan/:id", permit("draw.view"), async (c) => {
		const data = await load(c, "draw.view");
		const values = formValuesOf(data);
		return planPage(c, data, { ...UNTOUCHED, values }, planSchema(data.questions).parse(values));
	});

	app.post("/stickprovsplan/:id", permit("control.edit"), async (c) => {
		const data = await load(c, "control.edit");
		const values = await formValues(c);
		return submit(c, {
			schema: planSchema(data.questions),
			values,
			command: async (input) => input,
			done: (input) => planPage(c, data, { ...UNTOUCHED, values }, input),
			again: (form) => planPage(c, data, form, null),
		});
	});

	app.post("/stickprovsplan/:id/beslut", permit("control.edit"), async (c) => {
		const data = await load(c, "control.edit");
		return submit(c, {
			schema: decisionSchema(data.questions),
			command: (input) => decideSamplePlan(c.var.ctx, data.control.id, input),
			done: () => answer(c, { to: paths.samplePlan(data.control.id), said: "Stickprovsplanen är beslutad." }),
			again: (form) => planPage(c, data, form, planSchema(data.questions).safeParse(form.values).data ?? null),
		});
	});

	return app;
}
