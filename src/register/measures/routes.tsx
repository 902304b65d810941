import { listOf } from "../../ground/http/list-page.ts";
import { isLockedPlan, isUndecided } from "../../../db/schema/register/plans.ts";
import { Hono } from "hono";
import { listEvidenceOf } from "../../../db/queries/checks/evidence.ts";
import {
	countMeasures,
	listMeasures,
	type Measure,
	type MeasureFilter,
} from "../../../db/queries/register/measures.ts";
import { listRecommendationsOf } from "../../../db/queries/report/recommendations-links.ts";
import { findPlan, listPlans } from "../../../db/queries/register/plans.ts";
import { MEASURE_STATUSES } from "../../../db/schema/vocabulary.ts";
import { MeasureFormPage, MeasureReportPage } from "../../../views/register/measures/measure-forms.tsx";
import { MeasurePage } from "../../../views/register/measures/measure-page.tsx";
import { MeasuresPage } from "../../../views/register/measures/measures-page.tsx";
import { peopleOf } from "../../ground/access/actor.ts";
import { mayAt, requireMay } from "../../ground/access/require-may.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { shell } from "../../ground/http/shell.ts";
import { historyOf } from "../../ground/http/history.ts";
import { idOf, listRoutes } from "../../ground/http/list.ts";
import { filtersOf } from "../../ground/http/list-filters.ts";
import { spanText } from "../../ground/http/paging.ts";
import { day, objectId, oneOf, only, orWord, text, year } from "../../ground/tables/filters.ts";
import { permit } from "../../ground/http/permit.ts";
import { threadOf, threadRoute } from "../../ground/http/thread.ts";
import { toldOf } from "../../ground/http/told.ts";
import { peopleOptions } from "../../ground/remembered/people.ts";
import { formValues } from "../../ground/tables/field.ts";
import { paths } from "../../paths/paths.ts";
import { readPlanState } from "../plans/plan-state.ts";
import { lineMark } from "../plans/plan-version.ts";
import { requireOpenPlan } from "../plans/require-plan.ts";
import { ownerScope } from "../risks/check-risk.ts";
import { requireRisk } from "../risks/require-risk.ts";
import { addMeasure } from "./add-measure.ts";
import { measureColumns } from "./columns.ts";
import { editMeasure } from "./edit-measure.ts";
import { readMeasureThread, threadOfMeasure } from "./measure-thread.ts";
import { testerConflict } from "./effect-tester.ts";
import { MEASURE_FIELDS, REPORT_FIELDS } from "./fields.ts";
import { ownerRole, reportMeasure } from "./report-measure.ts";
import { requireMeasure } from "./require-measure.ts";
import { AddMeasure, EditMeasure, ReportMeasure } from "./schema.ts";
import { isOverdue } from "../../../db/schema/register/measures.ts";

/** The word for the reader, and whom they stand in for. */
const MINE = "jag";

const FILTERS = {
	ar: orWord(year("Planens år; innevarande år när inget anges"), "alla"),
	status: oneOf("Status", MEASURE_STATUSES),
	ansvarig: text("Ansvarigs namn, en del av det eller id; jag för personen själv"),
	passerat: only("Bara passerat datum"),
	plan: objectId("Internkontrollplan"),
	klar_fran: day("Ska vara klar från och med"),
	klar_till: day("Ska vara klar till och med"),
	laget: only("Bara de som inte är genomförda", "kvar"),
};

/** What the address chooses; "jag" also means whom the actor stands in for. Words outside the vocabulary choose nothing (T05). */
function filterOf(c: Http): MeasureFilter {
	const { actor } = c.var.ctx;
	const asked = filtersOf(c, FILTERS);
	const { ansvarig: owner, ar = Number(c.var.today.slice(0, 4)) } = asked;
	return {
		today: c.var.today,
		decided: true,
		year: ar === "alla" ? undefined : ar,
		owners: owner === MINE ? peopleOf(actor) : undefined,
		owner_named: owner === MINE ? undefined : owner,
		status: asked.status,
		overdue: asked.passerat === true,
		plan_id: asked.plan,
		due: { from: asked.klar_fran, to: asked.klar_till },
		unfinished: asked.laget === true,
	};
}

/** What the filter's own fields do not show, in words. */
async function narrowedBy(c: Http, { plan_id, due, unfinished }: MeasureFilter): Promise<string[]> {
	const plan = plan_id === undefined ? undefined : await findPlan(c.var.ctx.db, plan_id);
	return [
		...(plan ? [`internkontrollplan ${plan.year}, ${plan.board_name}`] : []),
		...(unfinished ? ["inte genomförda"] : []),
		...spanText("ska vara klara", due),
	];
}

async function measuresPage(c: Http) {
	const { db } = c.var.ctx;
	const filter = filterOf(c);
	const plans = (await listPlans(db)).filter((plan) => !isUndecided(plan.status));
	const props = {
		list: await listOf(c, {
			columns: measureColumns,
			rows: (part) => listMeasures(db, { ...filter, page: part }),
			count: () => countMeasures(db, filter),
		}),
		years: [...new Set(plans.map((plan) => plan.year))],
		chosen: c.req.query(),
		narrowed: await narrowedBy(c, filter),
	};
	return page(c, <MeasuresPage shell={shell(c)} {...props} />);
}

async function measurePage(c: Http, form?: FormState) {
	const { db, actor } = c.var.ctx;
	const measure = await requireMeasure(db, idOf(c));
	await requireMay(db, actor, "plan.view", measure.unit_id);
	const open = !isLockedPlan(measure.plan_status) && measure.dropped_reason === null;
	const props = {
		measure: { ...measure, is_overdue: isOverdue(measure, c.var.today) },
		evidence: await listEvidenceOf(db, "measure", measure.id),
		...{ thread: await threadOf(c, await threadOfMeasure(db, measure)), form },
		recommendations: await listRecommendationsOf(db, "measure", measure.id),
		told: await toldOf(c.var.ctx, "measure", measure.id),
		history: await historyOf(db, "measure", measure.id),
		mark: lineMark((await readPlanState(db, measure.plan_id)).marks, [measure.id]),
		may_edit: open && (await mayAt(db, actor, "measure.edit", measure.unit_id)),
		may_report: open && (await mayReport(c, measure)),
		add_evidence: open && (await mayAt(db, actor, "evidence.add", measure.unit_id)),
	};
	return page(c, <MeasurePage shell={shell(c)} {...props} />);
}

async function mayReport(c: Http, measure: Measure): Promise<boolean> {
	const { db, actor } = c.var.ctx;
	return ownerRole(actor, measure) !== undefined || mayAt(db, actor, "measure.report", measure.unit_id);
}

async function newMeasurePage(c: Http, form: FormState) {
	const { db, actor } = c.var.ctx;
	const risk = await requireRisk(db, idOf(c));
	await requireMay(db, actor, "measure.edit", risk.unit_id);
	requireOpenPlan({ year: risk.plan_year, status: risk.plan_status });
	const owners = await peopleOptions(db, ownerScope(risk.unit_id, c.var.today));
	return page(c, <MeasureFormPage shell={shell(c)} form={form} risk={risk} owners={owners} saved={null} />);
}

async function editMeasurePage(c: Http, form?: FormState) {
	const { db, actor } = c.var.ctx;
	const measure = await requireMeasure(db, idOf(c));
	await requireMay(db, actor, "measure.edit", measure.unit_id);
	requireOpenPlan({ year: measure.plan_year, status: measure.plan_status });
	const owners = await peopleOptions(db, ownerScope(measure.unit_id, c.var.today));
	const { owner_id, owner_name } = measure;
	const left = owner_id && owner_name && !owners.some((owner) => owner.id === owner_id);
	const values = formValues(MEASURE_FIELDS, measure);
	const props = {
		form: form ?? { ...UNTOUCHED, values },
		risk: { id: measure.risk_id, number: measure.risk_number, title: measure.risk_title },
		owners: left ? [...owners, { id: owner_id, name: owner_name }] : owners,
		saved: { id: measure.id, version: measure.version, values },
	};
	return page(c, <MeasureFormPage shell={shell(c)} {...props} />);
}

async function reportPage(c: Http, form?: FormState) {
	const { db, actor } = c.var.ctx;
	const measure = await requireMeasure(db, idOf(c));
	await requireMay(db, actor, "measure.report", ownerRole(actor, measure)?.unit_id ?? measure.unit_id);
	requireOpenPlan({ year: measure.plan_year, status: measure.plan_status });
	const saved = formValues(REPORT_FIELDS, measure);
	const props = {
		form: form ?? { ...UNTOUCHED, values: saved },
		...{ measure, saved },
		blocked: await testerConflict(db, measure, {
			personId: actor.id,
			absentId: ownerRole(actor, measure)?.substitute_for?.id ?? null,
		}),
	};
	return page(c, <MeasureReportPage shell={shell(c)} {...props} />);
}

export function measureRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	listRoutes(app, paths.measures(), {
		action: "plan.view",
		name: "Åtgärder",
		columns: measureColumns,
		filters: FILTERS,
		rows: (c, part) => listMeasures(c.var.ctx.db, { ...filterOf(c), page: part }),
		pages: true,
		page: measuresPage,
	});

	app.get("/risker/:id/atgarder", permit("measure.edit"), (c) => newMeasurePage(c, UNTOUCHED));
	app.post("/risker/:id/atgarder", permit("measure.edit"), (c) =>
		submit(c, {
			schema: AddMeasure,
			command: (input) => addMeasure(c.var.ctx, idOf(c), input),
			done: (id) => answer(c, { to: paths.measure(id), said: "Åtgärden är tillagd." }),
			again: (form) => newMeasurePage(c, form),
		}),
	);

	app.get("/atgarder/:id", permit("plan.view"), (c) => measurePage(c));
	threadRoute(app, "/atgarder/:id/fragor", { subject: readMeasureThread, to: paths.measure, page: measurePage });
	app.get("/atgarder/:id/andring", permit("measure.edit"), (c) => editMeasurePage(c));
	app.post("/atgarder/:id/andring", permit("measure.edit"), (c) =>
		submit(c, {
			schema: EditMeasure,
			command: (input) => editMeasure(c.var.ctx, idOf(c), input),
			done: () => answer(c, { to: paths.measure(idOf(c)), said: "Åtgärden är sparad." }),
			again: (form) => editMeasurePage(c, form),
		}),
	);

	app.get("/atgarder/:id/lagesrapport", permit("measure.report"), (c) => reportPage(c));
	app.post("/atgarder/:id/lagesrapport", permit("measure.report"), (c) =>
		submit(c, {
			schema: ReportMeasure,
			command: (input) => reportMeasure(c.var.ctx, idOf(c), input),
			done: () => answer(c, { to: paths.measure(idOf(c)), said: "Lägesrapporten är lämnad." }),
			again: (form) => reportPage(c, form),
		}),
	);

	return app;
}
