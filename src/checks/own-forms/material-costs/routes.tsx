import { listOf } from "../../../ground/http/list-page.ts";
import { Hono } from "hono";
import { listBoards } from "../../../../db/queries/people/boards.ts";
import {
	countBalanceFiles,
	listBalanceFiles,
	listCostRows,
} from "../../../../db/queries/checks/own-forms/material-costs.ts";
import { BalancesPage } from "../../../../views/checks/own-forms/material-costs/balances-page.tsx";
import { CostsPage } from "../../../../views/checks/own-forms/material-costs/costs-page.tsx";
import { maySomewhere, reachOf } from "../../../ground/access/actor.ts";
import { requireMay } from "../../../ground/access/require-may.ts";
import { answer, page } from "../../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../../ground/http/env.ts";
import { submit } from "../../../ground/http/form.ts";
import { type FormState, UNTOUCHED } from "../../../../views/ui/form-state.ts";
import { shell } from "../../../ground/http/shell.ts";
import { idOf, listRoutes } from "../../../ground/http/list.ts";
import { permit } from "../../../ground/http/permit.ts";
import { submitUpload } from "../../../ground/http/upload.ts";
import { paths } from "../../../paths/paths.ts";
import { requireRun } from "../../runs/require-run.ts";
import { rightsOn } from "../../runs/run-rights.ts";
import { isPlain } from "../../runs/run-state.ts";
import { NotFound } from "../../../ground/errors.ts";
import { balanceFileColumns } from "./columns.ts";
import { commentCosts } from "./comment-costs.ts";
import { importBalances } from "./import-balances.ts";
import { MAX_BYTES } from "./read-balances.ts";
import { CommentCosts, ImportBalances } from "./schema.ts";
import { FIRST_MARKS } from "./marked.ts";

async function balancesPage(c: Http, form: FormState) {
	const { db, actor } = c.var.ctx;
	const reach = reachOf(actor, "purchases.view");
	const boards = maySomewhere(actor, "purchases.import")
		? await listBoards(db, reachOf(actor, "purchases.import"))
		: [];
	const [newest] = await listBalanceFiles(db, reach, { limit: 1, offset: 0 });
	const props = {
		list: await listOf(c, {
			path: paths.balanceFiles(),
			columns: balanceFileColumns,
			rows: (part) => listBalanceFiles(db, reach, part),
			count: () => countBalanceFiles(db, reach),
		}),
		marks: newest ? { percent: newest.mark_percent, ore: newest.mark_ore } : FIRST_MARKS,
		units: boards.map((board) => ({ id: board.unit_id, name: board.unit_name })),
		month: c.var.today.slice(0, 7),
	};
	return page(c, <BalancesPage shell={shell(c)} form={form} {...props} />);
}

async function costsPage(c: Http, form: FormState) {
	const { db, actor } = c.var.ctx;
	const run = await requireRun(db, idOf(c));
	await requireMay(db, actor, "run.view", run.unit_id);
	if (run.population_kind !== "material_costs") throw new NotFound(`costs of run ${run.id}`);
	const rows = await listCostRows(db, run.id);
	const editable = isPlain(run) && (await rightsOn(db, actor, run)).perform;
	return page(c, <CostsPage shell={shell(c)} run={run} rows={rows} editable={editable} form={form} />);
}

export function materialCostRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	listRoutes(app, paths.balanceFiles(), {
		action: "purchases.view",
		name: "Materialkostnader",
		columns: balanceFileColumns,
		rows: (c) => listBalanceFiles(c.var.ctx.db, reachOf(c.var.ctx.actor, "purchases.view")),
		page: (c) => balancesPage(c, UNTOUCHED),
	});

	app.post(paths.balanceImport(), permit("purchases.import"), (c) =>
		submitUpload(c, {
			maxBytes: MAX_BYTES,
			schema: ImportBalances,
			field: "file",
			command: (input, file) => importBalances(c.var.ctx, input, file),
			done: ({ rows, runs, marked, signed }) =>
				answer(c, {
					to: paths.balanceFiles(),
					said: `${rows} rader är inlästa. ${runs} kontrolltillfällen har fått sina konton, ${marked} konton ska kommenteras.${signed > 0 ? ` ${signed} är redan signerade och ändras inte.` : ""}`,
				}),
			again: (form) => balancesPage(c, form),
		}),
	);

	app.get("/stickprov/:id/kostnader", permit("run.view"), (c) => costsPage(c, UNTOUCHED));
	app.post("/stickprov/:id/kostnader", permit("run.perform"), (c) =>
		submit(c, {
			schema: CommentCosts,
			command: (input) => commentCosts(c.var.ctx, idOf(c), input),
			done: () => answer(c, { to: paths.runCosts(idOf(c)), said: "Kommentarerna är sparade." }),
			again: (form) => costsPage(c, form),
		}),
	);

	return app;
}
