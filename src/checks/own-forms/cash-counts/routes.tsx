import { unitOptions } from "../../../ground/remembered/units.ts";
import { listOf } from "../../../ground/http/list-page.ts";
import { Hono } from "hono";
import {
	countCashFunds,
	findCashFund,
	listCashCounts,
	listCashFunds,
	listFundsOf,
} from "../../../../db/queries/checks/own-forms/cash-counts.ts";
import { CashFundPage } from "../../../../views/checks/own-forms/cash-counts/cash-fund-page.tsx";
import { CashFundsPage } from "../../../../views/checks/own-forms/cash-counts/cash-funds-page.tsx";
import { CashPage } from "../../../../views/checks/own-forms/cash-counts/cash-page.tsx";
import { maySomewhere, reachOf } from "../../../ground/access/actor.ts";
import { mayAt, requireMay } from "../../../ground/access/require-may.ts";
import { answer, page } from "../../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../../ground/http/env.ts";
import { submit } from "../../../ground/http/form.ts";
import { type FormState, UNTOUCHED } from "../../../../views/ui/form-state.ts";
import { shell } from "../../../ground/http/shell.ts";
import { historyOf } from "../../../ground/http/history.ts";
import { idOf, listRoutes } from "../../../ground/http/list.ts";
import { permit } from "../../../ground/http/permit.ts";
import { paths } from "../../../paths/paths.ts";
import { requireRun } from "../../runs/require-run.ts";
import { rightsOn } from "../../runs/run-rights.ts";
import { isPlain } from "../../runs/run-state.ts";
import { NotFound } from "../../../ground/errors.ts";
import { addCashFund } from "./add-cash-fund.ts";
import { attestCount } from "./attest-count.ts";
import { cashOrders } from "./cash-orders.ts";
import { cashFundColumns } from "./columns.ts";
import { countCash, listWitnesses } from "./count-cash.ts";
import { endCashFund } from "./end-cash-fund.ts";
import { planCashOrder } from "./plan-cash-order.ts";
import { AddCashFund, AttestCount, CountCash, EndCashFund, PlanCashOrder } from "./schema.ts";

async function fundsPage(c: Http, form: FormState) {
	const { db, actor, keys } = c.var.ctx;
	const reach = reachOf(actor, "run.view");
	const props = {
		list: await listOf(c, {
			path: paths.cashFunds(),
			columns: cashFundColumns,
			rows: (part) => listCashFunds(db, reach, part),
			count: () => countCashFunds(db, reach),
		}),
		units: maySomewhere(actor, "control.edit")
			? await unitOptions(db, reachOf(actor, "control.edit"), c.var.today)
			: [],
		orders: maySomewhere(actor, "draw.run") ? await cashOrders(db, keys, actor, c.var.today) : [],
		today: c.var.today,
	};
	return page(c, <CashFundsPage shell={shell(c)} form={form} {...props} />);
}

async function fundPage(c: Http, form: FormState) {
	const { db, actor } = c.var.ctx;
	const fund = await findCashFund(db, idOf(c));
	if (!fund) throw new NotFound(`cash fund ${idOf(c)}`);
	await requireMay(db, actor, "run.view", fund.unit_id);
	const may_edit = fund.valid_to === null && (await mayAt(db, actor, "control.edit", fund.unit_id));
	const history = await historyOf(db, "cash_fund", fund.id);
	return page(c, <CashFundPage shell={shell(c)} fund={fund} may_edit={may_edit} history={history} form={form} />);
}

async function cashPage(c: Http, form: FormState) {
	const { db, actor } = c.var.ctx;
	const run = await requireRun(db, idOf(c));
	await requireMay(db, actor, "run.view", run.unit_id);
	if (run.population_kind !== "cash_funds") throw new NotFound(`cash of run ${run.id}`);
	const props = {
		funds: await listFundsOf(db, run.unit_id, c.var.today),
		counts: await listCashCounts(db, run.id),
		witnesses: await listWitnesses(db, run, actor.id, c.var.today),
		open: isPlain(run),
		editable: isPlain(run) && (await rightsOn(db, actor, run)).perform,
		person_id: actor.id,
	};
	return page(c, <CashPage shell={shell(c)} run={run} form={form} {...props} />);
}

export function cashRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	listRoutes(app, paths.cashFunds(), {
		action: "run.view",
		name: "Kontantkassor",
		columns: cashFundColumns,
		rows: (c) => listCashFunds(c.var.ctx.db, reachOf(c.var.ctx.actor, "run.view")),
		page: (c) => fundsPage(c, UNTOUCHED),
	});
	app.post(paths.cashFunds(), permit("control.edit"), (c) =>
		submit(c, {
			schema: AddCashFund,
			command: (input) => addCashFund(c.var.ctx, input),
			done: () => answer(c, { to: paths.cashFunds(), said: "Kassan är tillagd." }),
			again: (form) => fundsPage(c, form),
		}),
	);
	app.post(paths.cashOrders(), permit("draw.run"), (c) =>
		submit(c, {
			schema: PlanCashOrder,
			command: (input) => planCashOrder(c.var.ctx, input),
			done: () => answer(c, { to: paths.cashFunds(), said: "Ordningen är dragen. Bara nästa kassa visas." }),
			again: (form) => fundsPage(c, form),
		}),
	);
	app.get("/kontantkassor/:id", permit("run.view"), (c) => fundPage(c, UNTOUCHED));
	app.post("/kontantkassor/:id", permit("control.edit"), (c) =>
		submit(c, {
			schema: EndCashFund,
			command: (input) => endCashFund(c.var.ctx, idOf(c), input),
			done: () => answer(c, { to: paths.cashFund(idOf(c)), said: "Kassan är avslutad." }),
			again: (form) => fundPage(c, form),
		}),
	);

	app.get("/stickprov/:id/kassor", permit("run.view"), (c) => cashPage(c, UNTOUCHED));
	app.post("/stickprov/:id/kassor", permit("run.perform"), (c) =>
		submit(c, {
			schema: CountCash,
			command: (input) => countCash(c.var.ctx, idOf(c), input),
			done: (difference) =>
				answer(c, {
					to: paths.runCash(idOf(c)),
					said:
						difference === 0 ? "Räkningen är sparad. Ingen skillnad." : "Räkningen är sparad. Den visar en skillnad.",
				}),
			again: (form) => cashPage(c, form),
		}),
	);
	app.post("/kassarakningar/:id/intygande", permit("run.view"), (c) =>
		submit(c, {
			schema: AttestCount,
			command: (input) => attestCount(c.var.ctx, idOf(c), input),
			done: (runId) => answer(c, { to: paths.runCash(runId), said: "Räkningen är intygad." }),
			again: (form) => answer(c, { to: paths.cashFunds(), said: form.errors[""] ?? "Räkningen intygades inte." }),
		}),
	);

	return app;
}
