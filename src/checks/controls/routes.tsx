import { listOf } from "../../ground/http/list-page.ts";
import { isLockedPlan } from "../../../db/schema/register/plans.ts";
import { Hono } from "hono";
import { listChecklists } from "../../../db/queries/checks/controls-checklists.ts";
import { countControlUnits, listControlUnits } from "../../../db/queries/checks/controls-units.ts";
import { type Control, countControls, findControl, listControls } from "../../../db/queries/checks/controls.ts";
import { listMeasures } from "../../../db/queries/register/measures.ts";
import { findRisk, type Risk } from "../../../db/queries/register/risks.ts";
import { listRuns } from "../../../db/queries/checks/runs.ts";
import { runState } from "../../../db/schema/checks/runs-state.ts";
import { ControlFormPage } from "../../../views/checks/controls/control-form-page.tsx";
import { ControlPage } from "../../../views/checks/controls/control-page.tsx";
import { ControlsPage } from "../../../views/checks/controls/controls-page.tsx";
import { maySomewhere, reachOf } from "../../ground/access/actor.ts";
import { mayAt, requireMay } from "../../ground/access/require-may.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { formValues as sentValues, submit } from "../../ground/http/form.ts";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { shell } from "../../ground/http/shell.ts";
import { historyOf } from "../../ground/http/history.ts";
import { listRoutes } from "../../ground/http/list.ts";
import { pagingOf } from "../../ground/http/paging.ts";
import { peopleToChoose } from "../../../views/ui/person-search.ts";
import { permit } from "../../ground/http/permit.ts";
import { formValues } from "../../ground/tables/field.ts";
import { paths } from "../../paths/paths.ts";
import { peopleOptions } from "../../ground/remembered/people.ts";
import { Invalid, NotFound } from "../../ground/errors.ts";
import { addControl } from "./add-control.ts";
import { checklistRoutes } from "./checklist-routes.tsx";
import { controlColumns } from "./columns.ts";
import { type CreatedRuns, createRuns } from "../runs/create-runs.ts";
import { editControl } from "./edit-control.ts";
import { CONTROL_FIELDS } from "./fields.ts";
import { moneyShown } from "./money-shown.ts";
import { requireControl } from "./require-control.ts";
import { EditedControl, NewControl } from "./schema.ts";
import { RunCreation } from "../runs/schema.ts";
import { unitRoutes } from "./unit-routes.tsx";

const LATEST_RUNS = 12;

export function controlRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	app.route("/", unitRoutes());
	app.route("/", checklistRoutes());

	listRoutes(app, paths.controls(), {
		action: "plan.view",
		name: "Kontrollmoment",
		columns: controlColumns,
		rows: (c) => listControls(c.var.ctx.db, { reach: reachOf(c.var.ctx.actor, "run.view"), today: c.var.today }),
		page: controlsPage,
	});

	app.post(paths.runCreation(), permit("run.create"), async (c) => {
		const values = await sentValues(c);
		const control = await findControl(c.var.ctx.db, String(values.control_id ?? ""));
		return submit(c, {
			schema: RunCreation,
			values,
			command: ({ scope, control_id, period_key }) =>
				createRuns(c.var.ctx, {
					control_id: scope === "all" ? null : control_id,
					period_key,
					today: c.var.today,
				}),
			done: (created) =>
				answer(c, { to: control ? paths.control(control.id) : paths.yearStrip(), said: toldOf(created) }),
			again: (form) => {
				if (control) return controlPage(c, control, form);
				throw new Invalid(form.errors);
			},
		});
	});

	app.get("/risker/:id/kontrollmoment", permit("control.edit"), async (c) => {
		const risk = await requireRisk(c);
		await requireMay(c.var.ctx.db, c.var.ctx.actor, "control.edit", risk.unit_id);
		return formPage(c, risk, null, { values: newValues(c.var.today, risk.plan_year), errors: {} });
	});

	app.post("/risker/:id/kontrollmoment", permit("control.edit"), async (c) => {
		const risk = await requireRisk(c);
		return submit(c, {
			schema: NewControl,
			command: (input) => addControl(c.var.ctx, risk.id, input),
			done: (id) => answer(c, { to: paths.control(id), said: "Kontrollmomentet är tillagt. Lägg till enheter." }),
			again: async (form) => {
				await requireMay(c.var.ctx.db, c.var.ctx.actor, "control.edit", risk.unit_id);
				return formPage(c, risk, null, form);
			},
		});
	});

	app.get("/kontroller/:id", permit("plan.view"), async (c) => {
		const control = await requireControl(c.var.ctx.db, c.req.param("id"));
		await requireMay(c.var.ctx.db, c.var.ctx.actor, "plan.view", control.unit_id);
		return controlPage(c, control);
	});

	app.get("/kontroller/:id/andring", permit("control.edit"), async (c) => {
		const control = await requireControl(c.var.ctx.db, c.req.param("id"));
		await requireMay(c.var.ctx.db, c.var.ctx.actor, "control.edit", control.unit_id);
		return formPage(c, await requireRisk(c, control.risk_id), control, {
			values: formValues(CONTROL_FIELDS, control),
			errors: {},
		});
	});

	app.post("/kontroller/:id/andring", permit("control.edit"), async (c) => {
		const id = c.req.param("id");
		return submit(c, {
			schema: EditedControl,
			command: (input) => editControl(c.var.ctx, id, input),
			done: () => answer(c, { to: paths.control(id), said: "Kontrollmomentet är sparat." }),
			again: async (form) => {
				const control = await requireControl(c.var.ctx.db, id);
				await requireMay(c.var.ctx.db, c.var.ctx.actor, "control.edit", control.unit_id);
				return formPage(c, await requireRisk(c, control.risk_id), control, form);
			},
		});
	});

	return app;
}

async function controlsPage(c: Http): Promise<Response> {
	const { db, actor } = c.var.ctx;
	const filter = { reach: reachOf(actor, "run.view"), today: c.var.today };
	const list = await listOf(c, {
		columns: controlColumns,
		rows: (part) => listControls(db, { ...filter, page: part }),
		count: () => countControls(db),
	});
	return page(c, <ControlsPage shell={shell(c)} list={list} may_create={maySomewhere(actor, "run.create")} />);
}

function toldOf(created: readonly CreatedRuns[]): string {
	const runs = created.reduce((sum, one) => sum + one.runs, 0);
	if (runs === 0) return "Alla kontrolltillfällen finns redan. Inget behövde skapas.";
	return runs === 1 ? "Ett kontrolltillfälle är skapat." : `${runs} kontrolltillfällen är skapade.`;
}

async function controlPage(c: Http, control: Control, form: FormState = UNTOUCHED) {
	const { db, actor } = c.var.ctx;
	const reach = reachOf(actor, "run.view");
	const paging = pagingOf(c);
	const newest = { reach, control_id: control.id, order: "newest", page: { limit: LATEST_RUNS, offset: 0 } } as const;
	const runs = await listRuns(db, newest);
	return page(
		c,
		<ControlPage
			shell={shell(c)}
			control={control}
			units={await listControlUnits(db, control.id, reach, paging.page)}
			unit_links={paging.links(await countControlUnits(db, control.id, reach))}
			runs={runs.map((run) => ({ ...run, state: runState(run, c.var.today) }))}
			history={await historyOf(db, "control", control.id)}
			may_edit={!isLockedPlan(control.plan_status) && (await mayAt(db, actor, "control.edit", control.unit_id))}
			may_create={control.plan_status === "in_force" && maySomewhere(actor, "run.create")}
			today={c.var.today}
			money={await moneyShown(db, actor, control, c.var.today)}
			form={form}
		/>,
	);
}

async function formPage(c: Http, risk: Risk, control: Control | null, form: FormState) {
	const { db } = c.var.ctx;
	const within = { reach: { own: [], branch: [risk.unit_id] }, today: c.var.today };
	return page(
		c,
		<ControlFormPage
			shell={shell(c)}
			action={control ? paths.controlEdit(control.id) : paths.riskControls(risk.id)}
			risk={risk}
			control={control}
			form={form}
			checklists={(await listChecklists(db)).map((list) => ({
				value: list.id,
				label: `${list.title}, utgåva ${list.edition}`,
			}))}
			measures={(await listMeasures(db, { risk_id: risk.id, today: c.var.today })).map(({ id, title }) => ({
				value: id,
				label: title,
			}))}
			owners={peopleToChoose(await peopleOptions(db, within))}
		/>,
	);
}

async function requireRisk(c: Http, id = c.req.param("id") ?? ""): Promise<Risk> {
	const risk = await findRisk(c.var.ctx.db, id);
	if (!risk) throw new NotFound(`risk ${id}`);
	return risk;
}

/** A new control begins with the month that is now, or with its plan year. */
function newValues(today: string, year: number): Record<string, string> {
	const month = `${today.slice(0, 7)}-01`;
	return {
		starts_on: month > `${year}-01-01` ? month : `${year}-01-01`,
		due_working_days: "10",
		sample_size: "5",
		reserve_count: "5",
	};
}
