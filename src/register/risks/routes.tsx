import { listOf } from "../../ground/http/list-page.ts";
import type { ScoreKind } from "../../../db/schema/register/risks-scale.ts";
import { isLockedPlan } from "../../../db/schema/register/plans.ts";
import { Hono } from "hono";
import { listMeasures } from "../../../db/queries/register/measures.ts";
import type { PersonOption } from "../../../db/queries/people/people.ts";
import { listAreas } from "../../../db/queries/register/plans.ts";
import { listRecommendationsOf } from "../../../db/queries/report/recommendations-links.ts";
import { listProposalsBehind } from "../../../db/queries/report/inventory.ts";
import { riskChain } from "../../../db/queries/register/risks-chain.ts";
import {
	countRisks,
	listRisks,
	listRiskYears,
	type Risk,
	type RiskFilter,
} from "../../../db/queries/register/risks.ts";
import { listDisagreements } from "../../../db/queries/register/scoring.ts";
import { REQUIREMENTS, RISK_SCOPES, TREATMENTS } from "../../../db/schema/vocabulary.ts";
import { RegisterPage } from "../../../views/register/risks/risks-page.tsx";
import { RiskFormPage } from "../../../views/register/risks/risk-form-page.tsx";
import { RiskPage } from "../../../views/register/risks/risk-page.tsx";
import { reachOf } from "../../ground/access/actor.ts";
import type { Action } from "../../ground/access/permissions.ts";
import { mayAt, requireMay } from "../../ground/access/require-may.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { shell } from "../../ground/http/shell.ts";
import { historyOf } from "../../ground/http/history.ts";
import { idOf, listRoutes } from "../../ground/http/list.ts";
import { filtersOf } from "../../ground/http/list-filters.ts";
import { objectId, oneOf, shaped } from "../../ground/tables/filters.ts";
import { permit } from "../../ground/http/permit.ts";
import { threadOf, threadRoute } from "../../ground/http/thread.ts";
import { peopleOptions } from "../../ground/remembered/people.ts";
import { formValues } from "../../ground/tables/field.ts";
import { paths } from "../../paths/paths.ts";
import { readPlanState } from "../plans/plan-state.ts";
import { lineMark } from "../plans/plan-version.ts";
import { requireOpenPlan, requirePlanFor } from "../plans/require-plan.ts";
import { riskMatrix } from "../plans/risk-matrix.ts";
import { addRisk } from "./add-risk.ts";
import { deciderScope, ownerScope } from "./check-risk.ts";
import { allRisks } from "./all-risks.ts";
import { riskColumns } from "./columns.ts";
import { editRisk } from "./edit-risk.ts";
import { RISK_FIELDS } from "./fields.ts";
import { readRiskThread, threadOfRisk } from "./risk-thread.ts";
import { requireRisk } from "./require-risk.ts";
import { AddRisk, EditRisk } from "./schema.ts";

const CELL = /^(inherent|residual|target)-([1-5])-([1-5])$/;
const FILTERS = {
	verksamhet: objectId("Verksamhet"),
	krav: oneOf("Krav", REQUIREMENTS),
	omfattning: oneOf("Omfattning", RISK_SCOPES),
	hantering: oneOf("Hantering", { ...TREATMENTS, ingen: "" }),
	karta: shaped(
		"Ruta i riskkartan",
		"inherent, residual eller target, sannolikhet och konsekvens: residual-3-4.",
		(cell) => CELL.test(cell),
	),
};

/** What the address chooses among a plan's risks; words that are not in the vocabulary choose nothing (T05). */
function filterOf(c: Http): RiskFilter {
	const { verksamhet, krav, omfattning, hantering: treatment, karta = "" } = filtersOf(c, FILTERS);
	const cell = CELL.exec(karta);
	return {
		area_id: verksamhet,
		requirement: krav,
		scope: omfattning,
		treatment: treatment === "ingen" ? "none" : treatment,
		cell: cell ? { of: cell[1] as ScoreKind, likelihood: Number(cell[2]), impact: Number(cell[3]) } : undefined,
	};
}

async function registerPage(c: Http) {
	const { db } = c.var.ctx;
	const plan = await requirePlanFor(c.var.ctx, idOf(c), "plan.view");
	const filter = { ...filterOf(c), plan_id: plan.id };
	const props = {
		areas: await listAreas(db, plan.id),
		list: await listOf(c, {
			columns: riskColumns,
			rows: (part) => (part ? listRisks(db, { ...filter, page: part }) : allRisks(db, filter)),
			count: () => countRisks(db, filter),
		}),
		chosen: c.req.query(),
	};
	return page(c, <RegisterPage shell={shell(c)} plan={plan} {...props} />);
}

async function riskFor(c: Http, action: Action): Promise<Risk> {
	const { db, actor } = c.var.ctx;
	const risk = await requireRisk(db, idOf(c));
	await requireMay(db, actor, action, risk.unit_id);
	return risk;
}

async function riskPage(c: Http, form?: FormState) {
	const { db, actor } = c.var.ctx;
	const risk = await riskFor(c, "plan.view");
	const props = {
		measures: await listMeasures(db, { risk_id: risk.id, today: c.var.today }),
		chain: await riskChain(db, risk.id, reachOf(actor, "run.view")),
		years: await listRiskYears(db, risk),
		disagreements: await listDisagreements(db, risk.id),
		proposals: await proposalsBehind(c, risk.id),
		recommendations: await listRecommendationsOf(db, "risk", risk.id),
		...{ thread: await threadOf(c, threadOfRisk(risk)), form },
		history: await historyOf(db, "risk", risk.id),
		mark: lineMark((await readPlanState(db, risk.plan_id)).marks, [risk.id]),
		may_edit:
			!isLockedPlan(risk.plan_status) &&
			risk.dropped_reason === null &&
			(await mayAt(db, actor, "risk.edit", risk.unit_id)),
	};
	return page(c, <RiskPage shell={shell(c)} risk={risk} {...props} />);
}

/** What the risk came of. Who proposed it is told to those who may read the proposal. */
async function proposalsBehind(c: Http, riskId: string) {
	const { db, actor } = c.var.ctx;
	const behind = await listProposalsBehind(db, riskId);
	return Promise.all(
		behind.map(async ({ id, number, title, unit, unit_id, proposer, proposed_by }) => {
			const seen = proposed_by === actor.id || (await mayAt(db, actor, "risk_proposal.view", unit_id));
			return { id, number, title, unit, proposer: seen ? proposer : null };
		}),
	);
}

/** The people a form may name; whoever stands there already stays a choice, also after leaving. */
async function peopleFor(c: Http, unitId: string, risk: Risk | null) {
	const { db } = c.var.ctx;
	const kept = (options: readonly PersonOption[], id: string | null | undefined, name: string | null | undefined) =>
		id && name && !options.some((option) => option.id === id) ? [...options, { id, name }] : options;
	const owners = await peopleOptions(db, ownerScope(unitId, c.var.today));
	const deciders = await peopleOptions(db, deciderScope(unitId, c.var.today));
	return {
		owners: kept(owners, risk?.owner_id, risk?.owner_name),
		deciders: kept(deciders, risk?.treatment_decider_id, risk?.treatment_decider_name),
	};
}

async function newRiskPage(c: Http, form: FormState) {
	const plan = await requirePlanFor(c.var.ctx, idOf(c), "risk.edit");
	requireOpenPlan(plan);
	const areas = await listAreas(c.var.ctx.db, plan.id);
	const people = await peopleFor(c, plan.unit_id, null);
	const props = { plan, areas, boxes: riskMatrix(plan, [], "residual").cells, saved: null, ...people };
	return page(c, <RiskFormPage shell={shell(c)} form={form} {...props} />);
}

async function editRiskPage(c: Http, form?: FormState) {
	const risk = await riskFor(c, "risk.edit");
	const plan = { id: risk.plan_id, year: risk.plan_year, status: risk.plan_status, scale: risk.scale };
	requireOpenPlan(plan);
	const props = {
		areas: await listAreas(c.var.ctx.db, risk.plan_id),
		boxes: riskMatrix(plan, [], "residual").cells,
		saved: { id: risk.id, version: risk.version, values: formValues(RISK_FIELDS, risk) },
		...(await peopleFor(c, risk.unit_id, risk)),
	};
	const shown = form ?? { ...UNTOUCHED, values: props.saved.values };
	return page(c, <RiskFormPage shell={shell(c)} form={shown} plan={plan} {...props} />);
}

export function riskRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	listRoutes(app, "/planer/:id/register", {
		action: "plan.view",
		name: "Riskregister",
		columns: riskColumns,
		filters: FILTERS,
		rows: async (c) => {
			const plan = await requirePlanFor(c.var.ctx, idOf(c), "plan.view");
			return listRisks(c.var.ctx.db, { ...filterOf(c), plan_id: plan.id });
		},
		page: registerPage,
	});

	app.get("/planer/:id/risker", permit("risk.edit"), (c) => newRiskPage(c, UNTOUCHED));
	app.post("/planer/:id/risker", permit("risk.edit"), (c) =>
		submit(c, {
			schema: AddRisk,
			command: (input) => addRisk(c.var.ctx, idOf(c), input),
			done: (id) => answer(c, { to: paths.risk(id), said: "Risken är tillagd." }),
			again: (form) => newRiskPage(c, form),
		}),
	);

	app.get("/risker/:id", permit("plan.view"), (c) => riskPage(c));
	threadRoute(app, "/risker/:id/fragor", { subject: readRiskThread, to: paths.risk, page: riskPage });
	app.get("/risker/:id/andring", permit("risk.edit"), (c) => editRiskPage(c));
	app.post("/risker/:id/andring", permit("risk.edit"), (c) =>
		submit(c, {
			schema: EditRisk,
			command: (input) => editRisk(c.var.ctx, idOf(c), input),
			done: () => answer(c, { to: paths.risk(idOf(c)), said: "Risken är sparad." }),
			again: (form) => editRiskPage(c, form),
		}),
	);

	return app;
}
