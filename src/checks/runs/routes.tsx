import { Hono } from "hono";
import { countRuns, listRunIds, listRuns, type Run, type RunFilter } from "../../../db/queries/checks/runs.ts";
import {
	countStripUnits,
	listControlsOfYear,
	listStripRuns,
	listStripUnits,
	listStripYears,
} from "../../../db/queries/checks/runs-year-strip.ts";
import { findControl } from "../../../db/queries/checks/controls.ts";
import { RUN_STANDINGS, runState } from "../../../db/schema/checks/runs-state.ts";
import { NotDonePage } from "../../../views/checks/runs/not-done-page.tsx";
import { ReassignmentPage } from "../../../views/checks/runs/reassignment-page.tsx";
import { RunsPage } from "../../../views/checks/runs/runs-page.tsx";
import { YearStripPage } from "../../../views/checks/runs/year-strip-page.tsx";
import { isUndecided } from "../../../db/schema/register/plans.ts";
import { unitOptions } from "../../ground/remembered/units.ts";
import { maySomewhere, reachOf } from "../../ground/access/actor.ts";
import type { Action } from "../../ground/access/permissions.ts";
import { requireMay } from "../../ground/access/require-may.ts";
import { startOfDay } from "../../ground/calendar/stockholm-day.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import type { PickedField } from "../../../views/ui/picked-page.tsx";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { shell } from "../../ground/http/shell.ts";
import { idOf, listRoutes } from "../../ground/http/list.ts";
import { askedOf } from "../../ground/http/list-asked.ts";
import { rowsOf } from "../../ground/tables/in-lots.ts";
import { listOf } from "../../ground/http/list-page.ts";
import { filtersOf } from "../../ground/http/list-filters.ts";
import { pagingOf, spanText, withQuery } from "../../ground/http/paging.ts";
import { Confirmed } from "../../ground/write/fields.ts";
import { pickedRoutes } from "../../ground/http/picked-rows.tsx";
import { peopleToChoose } from "../../../views/ui/person-search.ts";
import { permit } from "../../ground/http/permit.ts";
import { paths } from "../../paths/paths.ts";
import { runColumns, type StatedRun } from "./columns.ts";
import { RUN_FILTERS, STRIP_FILTERS } from "./filters.ts";
import { markNotDone } from "./mark-not-done.ts";
import { AssignPicked, assignPicked, pickedNames, pickedPerformers } from "./picked.ts";
import { purchaseConflict } from "./performing.ts";
import { NO_MAIL, nudging } from "../../ground/write/nudge.ts";
import { RemindAllPage } from "../../../views/remind-all-page.tsx";
import { lateRuns, remindLate } from "./remind-late.ts";
import { reassignRun } from "./reassign-run.ts";
import { listCandidates } from "../duties/candidates.ts";
import { requireRun } from "./require-run.ts";
import { NotDone, ReassignRun } from "./schema.ts";
import { stripLines } from "./strip-rows.ts";
import { readRunParts } from "./run-year.ts";
import { stripTotals } from "./strip-totals.ts";

/** Rows per page of the year strip: each has twelve cells, and they are grouped by control. */
const STRIP_ROWS = 20;

/** The list of runs and their year, who performs one, and those that were not done. */
export function runRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	listRoutes(app, paths.runs(), {
		action: "run.view",
		name: "Kontrolltillfällen",
		columns: runColumns,
		filters: RUN_FILTERS,
		in_sql: true,
		id: (run) => run.id,
		rows: async (c, page) => (page ? stated(c, { ...filterOf(c), page }) : allStated(c, filterOf(c))),
		pages: true,
		page: runsPage,
	});

	listRoutes(app, paths.yearStrip(), {
		action: "run.view",
		name: "Kontrolltillfällen",
		columns: runColumns,
		filters: STRIP_FILTERS,
		rows: async (c) => stated(c, await stripFilter(c)),
		page: yearStripPage,
	});

	app.get("/kontroller/paminnelser", permit("run.remind"), (c) => remindPage(c, UNTOUCHED));
	app.post("/kontroller/paminnelser", permit("run.remind"), (c) =>
		submit(c, {
			schema: Confirmed,
			command: () => remindLate(c.var.ctx, lateOf(c)),
			done: (said) => answer(c, { to: paths.yearStrip(), said }),
			again: (form) => remindPage(c, form),
		}),
	);

	pickedRoutes(app, paths.runsPicked(), {
		action: "run.reassign",
		noun: "kontrolltillfällen",
		names: (c, ids) => pickedNames(c.var.ctx, ids),
		acts: {
			utforare: {
				label: "Tilldela",
				schema: AssignPicked,
				fields: async (c, ids) => performerFields(await pickedPerformers(c.var.ctx, ids)),
				command: assignPicked,
			},
		},
	});

	app.get("/stickprov/:id/omfordelning", permit("run.reassign"), (c) => reassignmentPage(c, UNTOUCHED));
	app.post("/stickprov/:id/omfordelning", permit("run.reassign"), (c) =>
		submit(c, {
			schema: ReassignRun,
			command: (input) => reassignRun(c.var.ctx, idOf(c), input),
			done: () => answer(c, { to: paths.run(idOf(c)), said: "Kontrollen är omfördelad." }),
			again: (form) => reassignmentPage(c, form),
		}),
	);

	app.get("/stickprov/:id/utebliven", permit("run.not_done"), (c) => notDonePage(c, UNTOUCHED));

	app.post("/stickprov/:id/utebliven", permit("run.not_done"), (c) =>
		submit(c, {
			schema: NotDone,
			command: (input) => markNotDone(c.var.ctx, idOf(c), input),
			done: () => answer(c, { to: paths.run(idOf(c)), said: "Kontrolltillfället är registrerat som ej genomfört." }),
			again: (form) => notDonePage(c, form),
		}),
	);

	return app;
}

const performerFields = (people: readonly { id: string; name: string }[]): PickedField[] => [
	{
		name: "performer_id",
		label: "Utförare",
		kind: "person",
		placeholder: "Välj vem",
		options: peopleToChoose(people),
	},
	{ name: "reason", label: "Varför byter kontrollen utförare?", kind: "text" },
];

function filterOf(c: Http): RunFilter {
	const asked = filtersOf(c, RUN_FILTERS);
	const { status, lage: parts, signerad_fran: signed } = asked;
	const { sort, search } = askedOf(c, runColumns);
	return {
		reach: reachOf(c.var.ctx.actor, "run.view"),
		unit_id: asked.enhet,
		control_id: asked.kontroll,
		period_key: asked.period,
		statuses: status && [status],
		parts: parts && { of: parts, on: c.var.today },
		ends: { from: asked.slutar_fran, to: asked.slutar_till },
		due: { from: asked.forfaller_fran, to: asked.forfaller_till },
		signed: { from: signed && startOfDay(signed) },
		order: "newest",
		sort: sort ? { ...sort, today: c.var.today } : undefined,
		text: search || undefined,
	};
}

/** What the filter's own fields do not show, in words. */
async function narrowedBy(c: Http, { control_id, parts, ends, due, signed }: RunFilter): Promise<string[]> {
	const control = control_id === undefined ? undefined : await findControl(c.var.ctx.db, control_id);
	return [
		...(control ? [control.title] : []),
		...(parts ? [parts.of.map((part) => RUN_STANDINGS[part].toLowerCase()).join(" eller ")] : []),
		...spanText("perioden slutar", ends),
		...spanText("förfaller", due),
		...spanText("signerade", { from: signed?.from && filtersOf(c, RUN_FILTERS).signerad_fran }),
	];
}

async function stated(c: Http, filter: RunFilter): Promise<StatedRun[]> {
	const runs = await listRuns(c.var.ctx.db, filter);
	return runs.map((run) => ({ ...run, state: runState(run, c.var.today) }));
}

/** All of them for a file. */
async function allStated(c: Http, filter: RunFilter): Promise<AsyncIterable<StatedRun>> {
	const ids = await listRunIds(c.var.ctx.db, filter);
	return rowsOf(ids, (lot) => stated(c, { reach: filter.reach, ids: lot }));
}

async function runsPage(c: Http) {
	const { db, actor } = c.var.ctx;
	const filter = filterOf(c);
	const props = {
		list: await listOf(c, {
			columns: runColumns,
			in_sql: true,
			rows: (rows) => stated(c, { ...filter, page: rows }),
			count: () => countRuns(db, filter),
		}),
		units: await unitOptions(db, reachOf(actor, "run.view"), c.var.today),
		filter: { unit: filter.unit_id, period: filter.period_key, status: filter.statuses?.[0] },
		narrowed: await narrowedBy(c, filter),
		remind_href: maySomewhere(actor, "run.remind") ? paths.runReminders(lateOf(c)) : null,
		may_act: maySomewhere(actor, "run.reassign"),
	};
	return page(c, <RunsPage shell={shell(c)} {...props} />);
}

async function visibleRun(c: Http, action: Action): Promise<Run> {
	const { db, actor } = c.var.ctx;
	const run = await requireRun(db, idOf(c));
	await requireMay(db, actor, action, run.unit_id);
	return run;
}

async function notDonePage(c: Http, form: FormState): Promise<Response> {
	const run = await visibleRun(c, "run.not_done");
	return page(c, <NotDonePage shell={shell(c)} run={run} form={form} />);
}

async function reassignmentPage(c: Http, form: FormState) {
	const { db, actor } = c.var.ctx;
	const run = await visibleRun(c, "run.reassign");
	const props = {
		eligible: await listCandidates(db, "performer", run, c.var.today),
		blocked: actor.id === run.performer_id ? await purchaseConflict(db, run.id, actor.id) : null,
	};
	return page(c, <ReassignmentPage shell={shell(c)} run={run} form={form} {...props} />);
}

/** Year, control and unit from the address; a year that is no year is the present one (T05). */
async function stripFilter(c: Http): Promise<RunFilter & { year: number }> {
	const { ar, kontroll, enhet } = filtersOf(c, STRIP_FILTERS);
	const { db, actor } = c.var.ctx;
	const present = Number(c.var.today.slice(0, 4));
	const [newest] = (await listStripYears(db)).filter((year) => year <= present);
	return {
		reach: reachOf(actor, "run.view"),
		year: ar ?? newest ?? present,
		control_id: kontroll,
		unit_id: enhet,
	};
}

const yearSpan = (year: number) => ({ from: `${year}-01-01`, to: `${year}-12-31` });

function lateOf(c: Http) {
	const { kontroll, enhet } = filtersOf(c, STRIP_FILTERS);
	return { control_id: kontroll, unit_id: enhet };
}

async function remindPage(c: Http, form: FormState): Promise<Response> {
	const { ctx } = c.var;
	const { left, people, already } = await nudging(ctx.db, ctx, await lateRuns(ctx, ctx.db, lateOf(c)));
	const props = {
		title: "Påminn om sena kontrolltillfällen",
		crumbs: [{ href: paths.yearStrip(), label: "Kontroller" }],
		what: "sena kontrolltillfällen",
		...{ matters: left.length, people, already, errors: form.errors },
		hindered: ctx.sends_mail ? null : NO_MAIL,
		action: paths.runReminders(lateOf(c)),
		back_href: paths.yearStrip(),
	};
	return page(c, <RemindAllPage shell={shell(c)} {...props} />);
}

async function yearStripPage(c: Http): Promise<Response> {
	const { db, actor } = c.var.ctx;
	const filter = await stripFilter(c);
	const paging = pagingOf(c, STRIP_ROWS);
	const units = await listStripUnits(db, { ...filter, page: paging.page });
	const years = await listStripYears(db);
	const lines = stripLines(units, await listStripRuns(db, units), c.var.today);
	const isPresent = c.var.today.startsWith(String(filter.year));
	return page(
		c,
		<YearStripPage
			shell={shell(c)}
			year={filter.year}
			control_id={filter.control_id ?? ""}
			unit_id={filter.unit_id ?? ""}
			choices={{
				years: years.includes(filter.year) ? years : [filter.year, ...years],
				controls: await listControlsOfYear(db, filter.year),
				units: await unitOptions(db, filter.reach, c.var.today),
			}}
			lines={lines}
			totals={stripTotals(
				await readRunParts(db, { ...filter, year: undefined, ends: yearSpan(filter.year) }, c.var.today),
			)}
			has_undecided={lines.some(({ plan_status }) => isUndecided(plan_status))}
			current_month={isPresent ? Number(c.var.today.slice(5, 7)) : undefined}
			links={paging.links(await countStripUnits(db, filter))}
			here={withQuery(c, { sida: null })}
			may_create={maySomewhere(actor, "run.create")}
			remind_href={maySomewhere(actor, "run.remind") ? paths.runReminders(lateOf(c)) : null}
		/>,
	);
}
