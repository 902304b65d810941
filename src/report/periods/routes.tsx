import { listOf } from "../../ground/http/list-page.ts";
import { Hono } from "hono";
import { countPeriods, listBoardsOn, listPeriods } from "../../../db/queries/report/periods.ts";
import { withStates } from "../../../db/queries/report/periods-listed.ts";
import { PeriodsPage } from "../../../views/report/periods/periods-page.tsx";
import { maySomewhere, reachOf } from "../../ground/access/actor.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { shell } from "../../ground/http/shell.ts";
import { listRoutes } from "../../ground/http/list.ts";
import { permit } from "../../ground/http/permit.ts";
import { paths } from "../../paths/paths.ts";
import { addPeriod } from "./add-period.ts";
import { periodColumns } from "./columns.ts";
import { NewPeriod } from "./schema.ts";

export function periodRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	listRoutes(app, paths.reports(), {
		action: "report.view",
		name: "Rapporttillfällen",
		columns: periodColumns,
		rows: async (c) => {
			const { db, actor } = c.var.ctx;
			return withStates(db, await listPeriods(db, reachOf(actor, "report.view")));
		},
		page: (c) => periodsPage(c, UNTOUCHED),
	});

	app.post(paths.reports(), permit("period.edit"), (c) =>
		submit(c, {
			schema: NewPeriod,
			command: (input) => addPeriod(c.var.ctx, input),
			done: (id) => answer(c, { to: paths.reportPeriod(id), said: "Rapporttillfället är tillagt." }),
			again: (form) => periodsPage(c, form),
		}),
	);
	return app;
}

async function periodsPage(c: Http, form: FormState): Promise<Response> {
	const { db, actor } = c.var.ctx;
	const reach = reachOf(actor, "report.view");
	const may_add = maySomewhere(actor, "period.edit");
	return page(
		c,
		<PeriodsPage
			shell={shell(c)}
			list={
				await listOf(c, {
					path: paths.reports(),
					columns: periodColumns,
					rows: async (part) => withStates(db, await listPeriods(db, reach, part)),
					count: () => countPeriods(db, reach),
				})
			}
			boards={may_add ? await listBoardsOn(db, reachOf(actor, "period.edit"), c.var.today) : []}
			may_add={may_add}
			form={form}
		/>,
	);
}
