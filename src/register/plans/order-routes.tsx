import { Hono } from "hono";
import { listOrderedRows } from "../../../db/queries/register/plans-order.ts";
import { OrderPage, OrderRowPage } from "../../../views/register/plans/order-pages.tsx";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { NotFound } from "../../ground/errors.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { shell } from "../../ground/http/shell.ts";
import { idOf } from "../../ground/http/list.ts";
import { permit } from "../../ground/http/permit.ts";
import { paths } from "../../paths/paths.ts";
import { arrangePlan, requireDraft } from "./arrange-plan.ts";
import { requirePlanFor } from "./require-plan.ts";
import { ArrangeRow } from "./schema.ts";

const placeOf = (c: Http) => ({ kind: c.req.param("kind") ?? "", id: c.req.param("row") ?? "" });

async function orderPage(c: Http) {
	const plan = await requirePlanFor(c.var.ctx, idOf(c), "plan.edit");
	requireDraft(plan);
	return page(c, <OrderPage shell={shell(c)} plan={plan} rows={await listOrderedRows(c.var.ctx.db, plan.id)} />);
}

async function orderRowPage(c: Http, form: FormState) {
	const plan = await requirePlanFor(c.var.ctx, idOf(c), "plan.edit");
	requireDraft(plan);
	const rows = await listOrderedRows(c.var.ctx.db, plan.id);
	const { kind, id } = placeOf(c);
	const own = rows.find((row) => row.kind === kind && row.id === id);
	if (!own) throw new NotFound(`${kind} ${id} of plan ${plan.id}`);
	return page(c, <OrderRowPage shell={shell(c)} form={form} plan={plan} rows={rows} own={own} />);
}

/** A draft's order: what stands where, and what has been dropped. */
export function planOrderRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	app.get("/planer/:id/ordning", permit("plan.edit"), orderPage);
	app.get("/planer/:id/ordning/:kind/:row", permit("plan.edit"), (c) => orderRowPage(c, UNTOUCHED));
	app.post("/planer/:id/ordning/:kind/:row", permit("plan.edit"), (c) =>
		submit(c, {
			schema: ArrangeRow,
			command: (input) => arrangePlan(c.var.ctx, idOf(c), placeOf(c), input),
			done: () => answer(c, { to: paths.planOrder(idOf(c)), said: "Utkastet är ändrat." }),
			again: (form) => orderRowPage(c, form),
		}),
	);
	return app;
}
