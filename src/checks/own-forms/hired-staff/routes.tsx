import { Hono } from "hono";
import { findMoneyControl } from "../../../../db/queries/checks/own-forms/hired-staff.ts";
import { MoneyPlanPage } from "../../../../views/checks/own-forms/hired-staff/money-plan-page.tsx";
import type { Action } from "../../../ground/access/permissions.ts";
import { mayAt, requireMay } from "../../../ground/access/require-may.ts";
import { answer, page } from "../../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../../ground/http/env.ts";
import { formValues, submit } from "../../../ground/http/form.ts";
import { type FormState, UNTOUCHED } from "../../../../views/ui/form-state.ts";
import { shell } from "../../../ground/http/shell.ts";
import { historyOf } from "../../../ground/http/history.ts";
import { idOf } from "../../../ground/http/list.ts";
import { permit } from "../../../ground/http/permit.ts";
import { paths } from "../../../paths/paths.ts";
import { NotFound } from "../../../ground/errors.ts";
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
	return page(c, <MoneyPlanPage shell={shell(c)} {...props} />);
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
