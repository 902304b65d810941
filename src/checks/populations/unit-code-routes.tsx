import { unitOptions } from "../../ground/remembered/units.ts";
import { listOf } from "../../ground/http/list-page.ts";
import { Hono } from "hono";
import { listUnitCodeRows } from "../../../db/queries/checks/populations-codes.ts";
import { UnitCodesPage } from "../../../views/checks/populations/unit-codes-page.tsx";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { maySomewhere, reachOf } from "../../ground/access/actor.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { listRoutes } from "../../ground/http/list.ts";
import { permit } from "../../ground/http/permit.ts";
import { shell } from "../../ground/http/shell.ts";
import { paths } from "../../paths/paths.ts";
import { unitCodeColumns } from "./columns.ts";
import { decideUnitCode } from "./decide-unit-code.ts";
import { DecideUnitCode } from "./schema.ts";

const rowsOf = (c: Http) => listUnitCodeRows(c.var.ctx.db, reachOf(c.var.ctx.actor, "purchases.view"));

async function unitCodesPage(c: Http, form: FormState) {
	const { db, actor } = c.var.ctx;
	const units = maySomewhere(actor, "purchases.import")
		? await unitOptions(db, reachOf(actor, "purchases.import"), c.var.today)
		: null;
	const list = await listOf(c, { path: paths.unitCodes(), columns: unitCodeColumns, all: await rowsOf(c) });
	return page(c, <UnitCodesPage shell={shell(c)} list={list} units={units} form={form} />);
}

/** What the ledger's codes mean; their addresses begin like a file's and stand before it. */
export function unitCodeRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	listRoutes(app, paths.unitCodes(), {
		action: "purchases.view",
		name: "Enhetskoder",
		columns: unitCodeColumns,
		rows: rowsOf,
		page: (c) => unitCodesPage(c, UNTOUCHED),
	});

	app.post(paths.unitCodes(), permit("purchases.import"), (c) =>
		submit(c, {
			schema: DecideUnitCode,
			command: (input) => decideUnitCode(c.var.ctx, input),
			done: () => answer(c, { to: paths.unitCodes(), said: "Koden är registrerad." }),
			again: (form) => unitCodesPage(c, form),
		}),
	);

	return app;
}
