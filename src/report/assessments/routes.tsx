import { listOf } from "../../ground/http/list-page.ts";
import type { RefusedForm } from "../../../views/ui/form-state.ts";
import { Hono } from "hono";
import {
	countAssessments,
	listAssessments,
	listParts,
	type AssessmentHead,
} from "../../../db/queries/report/assessments.ts";
import { listEvidenceOf } from "../../../db/queries/checks/evidence.ts";
import { findPeriod, listPeriods, type Period } from "../../../db/queries/report/periods.ts";
import { findOpenCorrection, isSealed } from "../../../db/queries/report/closing.ts";
import { listRootUnits, unitPath } from "../../../db/queries/people/units.ts";
import { ASSESSED, type Assessed, DECIDING_LEVELS } from "../../../db/schema/report/words.ts";
import { AssessmentPage } from "../../../views/report/assessments/assessment-page.tsx";
import { AssessmentsPage } from "../../../views/report/assessments/assessments-page.tsx";
import { PeriodAssessmentsPage } from "../../../views/report/assessments/period-assessments-page.tsx";
import { grantFor, reachOf } from "../../ground/access/actor.ts";
import { mayAt, requireMay } from "../../ground/access/require-may.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { shell } from "../../ground/http/shell.ts";
import { historyOf } from "../../ground/http/history.ts";
import { toldOf } from "../../ground/http/told.ts";
import { idOf, listRoutes } from "../../ground/http/list.ts";
import { permit } from "../../ground/http/permit.ts";
import { paths } from "../../paths/paths.ts";
import { requirePeriod } from "../periods/require-period.ts";
import { countHinders } from "../readiness/read-readiness.ts";
import { unitOptions } from "../../ground/remembered/units.ts";
import { NotFound } from "../../ground/errors.ts";
import { approvalConflict, approveAssessment, preparersOf } from "./approve-assessment.ts";
import { assessmentColumns } from "./columns.ts";
import { decideAssessment } from "./decide-assessment.ts";
import { reopenAssessment } from "./reopen-assessment.ts";
import { isEarly, lastDayOf, requireAssessment } from "./require-assessment.ts";
import { returnAssessment } from "./return-assessment.ts";
import {
	ApproveAssessment,
	DecideAssessment,
	ReturnAssessment,
	StartAssessment,
	StartConsolidated,
	Step,
	WritePart,
} from "./schema.ts";
import { startAssessment, startConsolidated } from "./start-assessment.ts";
import { submitAssessment } from "./submit-assessment.ts";
import { suggest } from "./suggest.ts";
import { writePart } from "./write-part.ts";

export function assessmentRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	const shows = (c: Http, said: string) => () => answer(c, { to: paths.assessment(idOf(c)), said });
	const again = (c: Http, form: string) => (state: FormState) => assessmentPage(c, { form, state });

	listRoutes(app, paths.assessments(), {
		action: "assessment.view",
		name: "ISK-bedömningar",
		columns: assessmentColumns,
		rows: (c) => listAssessments(c.var.ctx.db, { reach: reachOf(c.var.ctx.actor, "assessment.view") }),
		page: (c) => listPage(c, UNTOUCHED),
	});
	app.post(paths.assessments(), permit("assessment.prepare"), (c) =>
		submit(c, {
			schema: StartConsolidated,
			command: (input) => startConsolidated(c.var.ctx, input.year, input.unit_id),
			done: (id) => answer(c, { to: paths.assessment(id), said: "Den samlade bedömningen är påbörjad." }),
			again: (form) => listPage(c, form),
		}),
	);
	app.get("/rapporter/:id/bedomningar", permit("follow_up.view"), (c) => periodPage(c, UNTOUCHED));
	app.post("/rapporter/:id/bedomningar", permit("assessment.prepare"), (c) =>
		submit(c, {
			schema: StartAssessment,
			command: (input) => startAssessment(c.var.ctx, idOf(c), input),
			done: (id) => answer(c, { to: paths.assessment(id), said: "Bedömningen är påbörjad." }),
			again: (form) => periodPage(c, form),
		}),
	);
	app.get("/bedomningar/:id", permit("assessment.view"), (c) => assessmentPage(c, null));
	app.post("/bedomningar/:id/krav/:requirement", permit("assessment.prepare"), (c) =>
		submit(c, {
			schema: WritePart,
			command: (input) => writePart(c.var.ctx, idOf(c), requirementOf(c), input),
			done: () => answer(c, { to: `${paths.assessment(idOf(c))}#krav-${requirementOf(c)}`, said: "Sparat." }),
			again: again(c, requirementOf(c)),
		}),
	);
	app.post("/bedomningar/:id/inlamning", permit("assessment.prepare"), (c) =>
		submit(c, {
			schema: Step,
			command: (input) => submitAssessment(c.var.ctx, idOf(c), input),
			done: shows(c, "Bedömningen är lämnad för godkännande."),
			again: again(c, "step"),
		}),
	);
	app.post("/bedomningar/:id/godkannande", permit("assessment.approve"), (c) =>
		submit(c, {
			schema: ApproveAssessment,
			command: (input) => approveAssessment(c.var.ctx, idOf(c), input),
			done: shows(c, "Bedömningen är godkänd."),
			again: again(c, "approve"),
		}),
	);
	app.post("/bedomningar/:id/aterlamning", permit("assessment.approve"), (c) =>
		submit(c, {
			schema: ReturnAssessment,
			command: (input) => returnAssessment(c.var.ctx, idOf(c), input),
			done: shows(c, "Bedömningen är återlämnad."),
			again: again(c, "return"),
		}),
	);
	app.post("/bedomningar/:id/beslut", permit("assessment.decide"), (c) =>
		submit(c, {
			schema: DecideAssessment,
			command: (input) => decideAssessment(c.var.ctx, idOf(c), input),
			done: shows(c, "Beslutet är registrerat."),
			again: again(c, "decide"),
		}),
	);
	app.post("/bedomningar/:id/rattelse", permit("assessment.prepare"), (c) =>
		submit(c, {
			schema: Step,
			command: (input) => reopenAssessment(c.var.ctx, idOf(c), input),
			done: shows(c, "Bedömningen är öppen för rättelse."),
			again: again(c, "step"),
		}),
	);
	return app;
}

function requirementOf(c: Http): Assessed {
	const requirement = c.req.param("requirement") ?? "";
	if (!Object.hasOwn(ASSESSED, requirement)) throw new NotFound(`requirement ${requirement}`);
	return requirement as Assessed;
}

async function listPage(c: Http, form: FormState) {
	const { db, actor } = c.var.ctx;
	const reach = reachOf(actor, "assessment.view");
	const regions = await listRootUnits(db);
	const region = regions[0];
	const props = {
		list: await listOf(c, {
			path: paths.assessments(),
			columns: assessmentColumns,
			rows: (part) => listAssessments(db, { reach, page: part }),
			count: () => countAssessments(db, { reach }),
		}),
		region: region && (await mayAt(db, actor, "assessment.prepare", region.id)) ? region : null,
		may_consolidate: region !== undefined && (await mayAt(db, actor, "consolidated.view", region.id)),
		year: Number(c.var.today.slice(0, 4)),
		form,
	};
	return page(c, <AssessmentsPage shell={shell(c)} {...props} />);
}

async function periodPage(c: Http, form: FormState) {
	const { db, actor } = c.var.ctx;
	const period = await requirePeriod(db, actor, "follow_up.view", idOf(c));
	const reach = reachOf(actor, "assessment.view");
	const sealed = await isSealed(db, period.id);
	const own = await unitOptions(db, reachOf(actor, "assessment.prepare"), c.var.today);
	const inside = await unitOptions(db, { own: [], branch: [period.unit_id] }, c.var.today);
	const ids = new Set(inside.map((unit) => unit.id));
	const props = {
		assessments: await listAssessments(db, { reach, period_id: period.id }),
		divisions: own.filter((unit) => unit.kind === "division" && ids.has(unit.id)),
		sealed,
		may_prepare: await mayAt(db, actor, "assessment.prepare", period.unit_id),
		form,
	};
	return page(c, <PeriodAssessmentsPage shell={shell(c)} period={period} {...props} />);
}

async function assessmentPage(c: Http, refused: RefusedForm | null) {
	const { db, actor } = c.var.ctx;
	const assessment = await requireAssessment(db, idOf(c));
	await requireMay(db, actor, "assessment.view", assessment.unit_id);
	const parts = await listParts(db, assessment.id);
	const sealed = assessment.period_id !== null && (await isSealed(db, assessment.period_id));
	const path = await unitPath(db, assessment.unit_id);
	const approver = grantFor(actor, "assessment.approve", path);
	const preparers = preparersOf(assessment, parts);
	const decided = DECIDING_LEVELS.includes(assessment.level);
	const correction = assessment.period_id !== null && (await findOpenCorrection(db, assessment.period_id));
	const prepares = grantFor(actor, "assessment.prepare", path) !== undefined;
	const last_day = await lastDayOf(db, assessment);
	const props = {
		parts,
		last_day,
		is_early: isEarly(c.var.today, last_day),
		hinders: await hindersOf(c, assessment),
		suggestions: await suggest(db, assessment, c.var.today),
		sealed,
		may_prepare: !sealed && assessment.state === "draft" && prepares,
		may_approve: !sealed && assessment.state === "submitted" && approver !== undefined,
		approve_blocked: approver
			? await approvalConflict(db, preparers, actor.id, approver.substitute_for?.id ?? null)
			: null,
		may_decide: decided && assessment.state === "approved" && grantFor(actor, "assessment.decide", path) !== undefined,
		may_reopen: Boolean(correction) && prepares && assessment.state !== "draft",
		minutes: await listEvidenceOf(db, "assessment", assessment.id),
		add_minutes: grantFor(actor, "minutes.add", path) !== undefined,
		history: await historyOf(db, "assessment", assessment.id),
		told: await toldOf(c.var.ctx, "assessment", assessment.id),
		refused,
	};
	return page(c, <AssessmentPage shell={shell(c)} assessment={assessment} {...props} />);
}

/** What stops the report that is judged, besides the judgements themselves; for the region over the boards' reports of the year. */
async function hindersOf(c: Http, { period_id, unit_id, year }: AssessmentHead) {
	const { db, actor } = c.var.ctx;
	const reach = { own: [], branch: [unit_id] };
	const of = (period: Period) => (period_id === null ? period.year === year && period.kind === "annual_report" : true);
	const known = period_id === null ? await listPeriods(db, reach) : [(await findPeriod(db, period_id))!];
	const periods = known.filter(of);
	const counts = await Promise.all(periods.map((period) => countHinders(db, period, c.var.today)));
	const sees = await mayAt(db, actor, "readiness.view", periods[0]?.unit_id ?? unit_id);
	const href = period_id === null ? paths.reports() : paths.readiness(period_id);
	return { n: counts.reduce((sum, n) => sum + n, 0), href: sees ? href : null };
}
