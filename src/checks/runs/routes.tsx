import { Hono } from "hono";
import { listRuns, type RunFilter } from "../../../db/queries/checks/runs.ts";
import { findRun } from "../../../db/queries/checks/runs.ts";
import { listUnitOptions } from "../../../db/queries/people/units.ts";
import {
	countStripUnits,
	listControlsOfYear,
	listStripRuns,
	listStripUnits,
	listStripYears,
} from "../../../db/queries/checks/runs-year-strip.ts";
import { runState } from "../../../db/schema/checks/runs-state.ts";
import { NotDonePage } from "../../../views/checks/runs/not-done-page.tsx";
import { YearStripPage } from "../../../views/checks/runs/year-strip-page.tsx";
import { maySomewhere, reachOf } from "../../ground/access/actor.ts";
import { requireMay } from "../../ground/access/require-may.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { frame } from "../../ground/http/frame.ts";
import { listRoutes } from "../../ground/http/list.ts";
import { pagingOf, withQuery } from "../../ground/http/paging.ts";
import { permit } from "../../ground/http/permit.ts";
import { paths } from "../../paths/paths.ts";
import { NotFound } from "../../ground/errors.ts";
import { runColumns, type StatedRun } from "./columns.ts";
import { markNotDone } from "./mark-not-done.ts";
import { NotDone } from "./schema.ts";
import { stripLines } from "./strip-rows.ts";

/** Twelve cells a row: half as many rows as other lists are as much to read. */
const STRIP_ROWS = 25;

/** The year strip, and runs that were not done. */
export function runRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	listRoutes(app, paths.yearStrip(), {
		action: "run.view",
		name: "Kontrolltillfällen",
		columns: runColumns,
		rows: async (c): Promise<StatedRun[]> => {
			const runs = await listRuns(c.var.ctx.db, await stripFilter(c));
			return runs.map((run) => ({ ...run, state: runState(run, c.var.today) }));
		},
		page: yearStripPage,
	});

	app.get("/stickprov/:id/utebliven", permit("run.not_done"), (c) => notDonePage(c, UNTOUCHED));

	app.post("/stickprov/:id/utebliven", permit("run.not_done"), (c) => {
		const id = c.req.param("id");
		return submit(c, {
			schema: NotDone,
			command: (input) => markNotDone(c.var.ctx, id, input),
			done: () => answer(c, { to: paths.run(id), said: "Kontrolltillfället är registrerat som ej genomfört." }),
			again: (form) => notDonePage(c, form),
		});
	});

	return app;
}

async function notDonePage(c: Http, form: FormState): Promise<Response> {
	const { db, actor } = c.var.ctx;
	const id = c.req.param("id") ?? "";
	const run = await findRun(db, id);
	if (!run) throw new NotFound(`control run ${id}`);
	await requireMay(db, actor, "run.not_done", run.unit_id);
	return page(c, <NotDonePage frame={frame(c)} run={run} form={form} />);
}

/** Year, control and unit from the address; a year that is no year is the present one (T05). */
async function stripFilter(c: Http): Promise<RunFilter & { year: number }> {
	const asked = c.req.query("ar") ?? "";
	const { db, actor } = c.var.ctx;
	const present = Number(c.var.today.slice(0, 4));
	const [newest] = (await listStripYears(db)).filter((year) => year <= present);
	return {
		reach: reachOf(actor, "run.view"),
		year: /^\d{4}$/.test(asked) ? Number(asked) : (newest ?? present),
		control_id: c.req.query("kontroll") || undefined,
		unit_id: c.req.query("enhet") || undefined,
	};
}

async function yearStripPage(c: Http): Promise<Response> {
	const { db, actor } = c.var.ctx;
	const filter = await stripFilter(c);
	const paging = pagingOf(c, STRIP_ROWS);
	const units = await listStripUnits(db, { ...filter, page: paging.page });
	const years = await listStripYears(db);
	const isPresent = c.var.today.startsWith(String(filter.year));
	return page(
		c,
		<YearStripPage
			frame={frame(c)}
			year={filter.year}
			control_id={filter.control_id ?? ""}
			unit_id={filter.unit_id ?? ""}
			choices={{
				years: years.includes(filter.year) ? years : [filter.year, ...years],
				controls: await listControlsOfYear(db, filter.year),
				units: await listUnitOptions(db, filter.reach, c.var.today),
			}}
			lines={stripLines(units, await listStripRuns(db, units), c.var.today)}
			current_month={isPresent ? Number(c.var.today.slice(5, 7)) : undefined}
			links={paging.links(await countStripUnits(db, filter))}
			here={withQuery(c, { sida: null })}
			may_create={maySomewhere(actor, "run.create")}
			may_see_purchases={maySomewhere(actor, "purchases.view")}
		/>,
	);
}
