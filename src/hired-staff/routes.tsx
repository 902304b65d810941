import { Hono } from "hono";
import { findMoneyControl } from "../../db/queries/money.ts";
import { MoneyPlanPage } from "../../views/hired-staff/money-plan-page.tsx";
import type { Action } from "../access/permissions.ts";
import { mayAt, requireMay } from "../access/require-may.ts";
import { answer, page } from "../http/answer.tsx";
import type { AppEnv, Http } from "../http/env.ts";
import { type FormState, formValues, submit, UNTOUCHED } from "../http/form.ts";
import { frame } from "../http/frame.ts";
import { historyOf } from "../http/history.ts";
import { idOf } from "../http/list.ts";
import { permit } from "../http/permit.ts";
import { paths } from "../paths.ts";
import { NotFound } from "../write/errors.ts";
import { decideMoneyPlan } from "./decide-money-plan.ts";
import { calculateMoney, loadMoneyPlan, type MoneyPlanData, moneyFormValues } from "./load-money-plan.ts";
import type { MoneyTerms } from "./money-size.ts";
import { DecideMoneyPlan, MoneyTermsForm } from "./schema.ts";

async function load(c: Http, action: Action): Promise<MoneyPlanData> {
	const { db, actor } = c.var.ctx;
	const control = await findMoneyControl(db, idOf(c));
	if (!control) throw new NotFound(`money control ${idOf(c)}`);
	await requireMay(db, actor, action, control.unit_id);
	return loadMoneyPlan(db, control, c.var.today);
}

async function planPage(c: Http, data: MoneyPlanData, form: FormState, terms: MoneyTerms | null) {
	const { db, actor } = c.var.ctx;
	const props = {
		data,
		form,
		calculation: terms && calculateMoney(terms),
		may_decide: await mayAt(db, actor, "control.edit", data.control.unit_id),
		history: (await historyOf(db, "control", data.control.id)).slice(0, 20),
	};
	return page(c, <MoneyPlanPage frame={frame(c)} {...props} />);
}

export function hiredStaffRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	app.get("/beloppsplan/:id", permit("draw.view"), async (c) => {
		const data = await load(c, "draw.view");
		return planPage(c, data, { ...UNTOUCHED, values: moneyFormValues(data) }, data.current);
	});

	app.post("/beloppsplan/:id", permit("control.edit"), async (c) => {
		const data = await load(c, "control.edit");
		const values = await formValues(c);
		return submit(c, {
			schema: MoneyTermsForm,
			values,
			command: async (terms) => terms,
			done: (terms) => planPage(c, data, { ...UNTOUCHED, values }, terms),
			again: (form) => planPage(c, data, form, null),
		});
	});

	app.post("/beloppsplan/:id/beslut", permit("control.edit"), async (c) => {
		const data = await load(c, "control.edit");
		return submit(c, {
			schema: DecideMoneyPlan,
			command: (input) => decideMoneyPlan(c.var.ctx, data.control.id, input),
			done: () => answer(c, { to: paths.moneyPlan(data.control.id), said: "Stickprovsplanen är beslutad." }),
			again: (form) => planPage(c, data, form, MoneyTermsForm.safeParse(form.values).data ?? null),
		});
	});

	return app;
}
