import { filtersOf } from "../../ground/http/list-filters.ts";
import { objectId, oneOf } from "../../ground/tables/filters.ts";
import { Hono } from "hono";
import type { Plan } from "../../../db/queries/register/plans.ts";
import { grouped } from "../../../db/queries/ground/tables.ts";
import { COVERAGE_STATES } from "../../../db/schema/report/words.ts";
import {
	CoverageCellPage,
	RiskAreaPage,
	RiskAreasPage,
	RiskLinkPage,
} from "../../../views/report/coverage/coverage-forms.tsx";
import { CoveragePage, PlacedRisksPage } from "../../../views/report/coverage/coverage-page.tsx";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { mayAt, requireMay } from "../../ground/access/require-may.ts";
import { NotFound } from "../../ground/errors.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { idOf, listRoutes } from "../../ground/http/list.ts";
import { listOf } from "../../ground/http/list-page.ts";
import { permit } from "../../ground/http/permit.ts";
import { shell } from "../../ground/http/shell.ts";
import { paths } from "../../paths/paths.ts";
import { requirePlanFor } from "../../register/plans/require-plan.ts";
import { requireRisk } from "../../register/risks/require-risk.ts";
import { areasOfRisks, type CoverageCell, WHOLE_BOARD } from "./coverage.ts";
import { coverageColumns, placedColumns, type PlacedRisk, placedRisks } from "./columns.ts";
import { LinkRisk, WriteRiskArea, WriteStatement } from "./schema.ts";
import { readMappedRisks } from "./mapped-risks.ts";
import { readAreas, readCoverage, requireCell } from "./read-coverage.ts";
import { linkRisk, writeRiskArea, writeStatement } from "./write-coverage.ts";

/** Which areas a plan covers, where and how, and which nobody has considered. */
export function coverageRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	listRoutes(app, "/planer/:id/tackning", {
		action: "coverage.view",
		name: "Täckningskarta",
		columns: coverageColumns,
		filters: FILTERS,
		rows: async (c) => chosenCells(c, (await readCoverage(c.var.ctx.db, await planFor(c))).cells),
		page: mapPage,
	});

	listRoutes(app, "/planer/:id/tackning/risker", {
		action: "coverage.view",
		name: "Planens risker och riskområden",
		columns: placedColumns,
		filters: RISK_FILTERS,
		rows: async (c) => chosenRisks(c, await readCoverage(c.var.ctx.db, await planFor(c))),
		page: risksPage,
	});

	app.get("/planer/:id/tackning/:area/:place", permit("coverage.view"), (c) => cellPage(c, UNTOUCHED));
	app.post("/planer/:id/tackning/:area/:place", permit("coverage.edit"), (c) =>
		submit(c, {
			schema: WriteStatement,
			command: (input) => writeStatement(c.var.ctx, { plan_id: idOf(c), ...cellOf(c) }, input),
			done: () => answer(c, { to: paths.coverage(idOf(c)), said: "Det skrivna är sparat som en ny version." }),
			again: (form) => cellPage(c, form),
		}),
	);

	app.get("/planer/:id/riskomraden", permit("coverage.view"), areasPage);
	app.get("/planer/:id/riskomraden/:area", permit("coverage.edit"), (c) => areaPage(c, UNTOUCHED));
	app.post("/planer/:id/riskomraden/:area", permit("coverage.edit"), (c) =>
		submit(c, {
			schema: WriteRiskArea,
			command: (input) => writeRiskArea(c.var.ctx, idOf(c), areaOf(c), input),
			done: () => answer(c, { to: paths.riskAreas(idOf(c)), said: "Riskområdet är sparat som en ny version." }),
			again: (form) => areaPage(c, form),
		}),
	);

	app.get("/risker/:id/riskomrade", permit("coverage.edit"), (c) => linkPage(c, UNTOUCHED));
	app.post("/risker/:id/riskomrade", permit("coverage.edit"), (c) =>
		submit(c, {
			schema: LinkRisk,
			command: (input) => linkRisk(c.var.ctx, idOf(c), input),
			done: async () => {
				const { plan_id } = await requireRisk(c.var.ctx.db, idOf(c));
				return answer(c, { to: paths.coverage(plan_id), said: "Riskens riskområde är sparat." });
			},
			again: (form) => linkPage(c, form),
		}),
	);
	return app;
}

const planFor = (c: Http): Promise<Plan> => requirePlanFor(c.var.ctx, idOf(c), "coverage.view");

/** The words of the address: the board as a whole, and an area that is not there yet. */
const BOARD_WORD = "namnden";
const NEW_WORD = "nytt";

function cellOf(c: Http) {
	const place = c.req.param("place") ?? "";
	return { area: c.req.param("area") ?? "", place: place === BOARD_WORD ? WHOLE_BOARD.id : place };
}

function areaOf(c: Http): string | null {
	const area = c.req.param("area") ?? "";
	return area === NEW_WORD ? null : area;
}

const mayEdit = (c: Http, unitId: string) => mayAt(c.var.ctx.db, c.var.ctx.actor, "coverage.edit", unitId);

const FILTERS = {
	plats: objectId(`Nämnd eller verksamhet; ${BOARD_WORD} för nämnden som helhet`),
	tackning: oneOf("Täckning", COVERAGE_STATES),
};

/** In place of an area: risks that are about none. */
const NONE_WORD = "inget";

const RISK_FILTERS = { omrade: objectId(`Riskområde; ${NONE_WORD} för risker utan`) };

/** The risks the address asks for: about one area, or about none. */
function chosenRisks(c: Http, { areas, risks }: Awaited<ReturnType<typeof readCoverage>>): PlacedRisk[] {
	const { omrade: asked } = filtersOf(c, RISK_FILTERS);
	return placedRisks(areas, risks).filter(({ area }) => !asked || (area ?? NONE_WORD) === asked);
}

/** The cells the address asks for: at one place, in one state. */
function chosenCells(c: Http, cells: readonly CoverageCell[]): CoverageCell[] {
	const { plats: place, tackning: state } = filtersOf(c, FILTERS);
	return cells.filter(
		(cell) =>
			(!place || cell.place.id === (place === BOARD_WORD ? WHOLE_BOARD.id : place)) && (!state || cell.state === state),
	);
}

async function mapPage(c: Http) {
	const plan = await planFor(c);
	const { areas, risks, places, cells } = await readCoverage(c.var.ctx.db, plan);
	const filters = [
		{
			name: "plats",
			label: "Nämnd eller verksamhet",
			value: c.req.query("plats"),
			options: [WHOLE_BOARD, ...places].map(({ id, name }) => ({ value: id || BOARD_WORD, label: name })),
		},
		{
			name: "tackning",
			label: "Täckning",
			value: c.req.query("tackning"),
			options: Object.entries(COVERAGE_STATES).map(([value, label]) => ({ value, label })),
		},
	];
	const list = await listOf(c, { columns: coverageColumns, all: chosenCells(c, cells) });
	const whole = cells.filter(({ place }) => place.id === WHOLE_BOARD.id);
	const open = whole.filter(({ state }) => state === "open").length;
	const may_edit = await mayEdit(c, plan.unit_id);
	const map = [...grouped(cells, ({ place }) => place.id).values()].map((own) => ({
		place: own[0]!.place,
		cells: own,
	}));
	const shown = placedRisks(areas, risks.slice(0, MOST_RISKS));
	const props = { plan, risks: { shown, all: risks.length }, filters, list, map, open, asked: whole.length, may_edit };
	return page(c, <CoveragePage shell={shell(c)} {...props} />);
}

/** So many of the plan's risks stand under its map; a plan with more has them all in a list of their own. */
const MOST_RISKS = 50;

async function risksPage(c: Http) {
	const plan = await planFor(c);
	const read = await readCoverage(c.var.ctx.db, plan);
	const filters = [
		{
			...{ name: "omrade", label: "Riskområde", value: c.req.query("omrade") },
			options: [...read.areas, { key: NONE_WORD, name: "Inget" }].map(({ key, name }) => ({ value: key, label: name })),
		},
	];
	const list = await listOf(c, { columns: placedColumns, all: chosenRisks(c, read) });
	const may_edit = await mayEdit(c, plan.unit_id);
	return page(c, <PlacedRisksPage shell={shell(c)} plan={plan} filters={filters} list={list} may_edit={may_edit} />);
}

async function cellPage(c: Http, form: FormState) {
	const plan = await planFor(c);
	const { area, place } = cellOf(c);
	const cell = await requireCell(c.var.ctx.db, plan, area, place);
	const may_edit = cell.risks.length === 0 && plan.status !== "closed" && (await mayEdit(c, plan.unit_id));
	return page(c, <CoverageCellPage shell={shell(c)} plan={plan} cell={cell} form={form} may_edit={may_edit} />);
}

async function areasPage(c: Http) {
	const plan = await planFor(c);
	const areas = await readAreas(c.var.ctx.db, plan);
	const may_edit = plan.year >= Number(c.var.today.slice(0, 4)) && (await mayEdit(c, plan.unit_id));
	return page(c, <RiskAreasPage shell={shell(c)} plan={plan} areas={areas} may_edit={may_edit} />);
}

async function areaPage(c: Http, form: FormState) {
	const plan = await requirePlanFor(c.var.ctx, idOf(c), "coverage.edit");
	const key = areaOf(c);
	const area = (await readAreas(c.var.ctx.db, plan)).find((one) => one.key === key) ?? null;
	if (key !== null && !area) throw new NotFound(`risk area ${key}`);
	return page(c, <RiskAreaPage shell={shell(c)} plan={plan} area={area} form={form} />);
}

async function linkPage(c: Http, form: FormState) {
	const { db, actor } = c.var.ctx;
	const risk = await requireRisk(db, idOf(c));
	await requireMay(db, actor, "coverage.edit", risk.unit_id);
	const plan = await requirePlanFor(c.var.ctx, risk.plan_id, "coverage.view");
	const risks = areasOfRisks(plan.id, await readMappedRisks(db, [plan.board_id], plan.year));
	const linked = risks.find(({ id }) => id === risk.id);
	if (!linked) throw new NotFound(`risk ${risk.id}`);
	const areas = (await readAreas(db, plan)).filter(({ retired_reason }) => retired_reason === "");
	return page(c, <RiskLinkPage shell={shell(c)} plan={plan} risk={linked} areas={areas} form={form} />);
}
