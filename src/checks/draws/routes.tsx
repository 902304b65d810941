import { listOf } from "../../ground/http/list-page.ts";
import { drawDuties } from "../duties/draw-conflicts.ts";
import { Hono } from "hono";
import { type Draw, findDraw, listDrawnStrata, listEarlierDraws } from "../../../db/queries/checks/draws.ts";
import { findMoneyDraw } from "../../../db/queries/checks/own-forms/hired-staff.ts";
import { findPopulationByDraw } from "../../../db/queries/checks/populations.ts";
import { DrawPage } from "../../../views/checks/draws/draw-page.tsx";
import type { FormState } from "../../../views/ui/form-state.ts";
import { requireMay } from "../../ground/access/require-may.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { shell } from "../../ground/http/shell.ts";
import { attach, idOf, listRoutes } from "../../ground/http/list.ts";
import { permit } from "../../ground/http/permit.ts";
import { paths } from "../../paths/paths.ts";
import { drawRecordCsv } from "../../ground/sampling/draw-record-csv.ts";
import { NotFound } from "../../ground/errors.ts";
import { drawnStratumColumns } from "./columns.ts";
import { drawSample } from "./draw-sample.ts";
import { recordOf } from "./record-of.ts";
import { DrawSample } from "./schema.ts";
import { stepsOf } from "./steps.ts";

async function requireDraw(c: Http): Promise<Draw> {
	const { db, actor } = c.var.ctx;
	const draw = await findDraw(db, idOf(c));
	if (!draw) throw new NotFound(`draw ${idOf(c)}`);
	await requireMay(db, actor, "draw.view", draw.unit_id);
	return draw;
}

/** A draw in proportion to the amount has no threshold per unit: its frame is drawn as one. */
async function strataOf(c: Http, draw: Draw) {
	const { db } = c.var.ctx;
	const strata = await listDrawnStrata(db, draw.id);
	const money = await findMoneyDraw(db, draw.id);
	return money ? strata.map((stratum) => ({ ...stratum, threshold_hash: null })) : strata;
}

const fileName = (draw: Draw, ending: string) => `protokoll-${draw.draw_id.replaceAll("/", "-")}.${ending}`;

/**
 * Routes of the draw. Its form stands on the population's page, so the district passes in the function that shows that page
 * again.
 */
export function drawRoutes(populationPage: (c: Http, form: FormState) => Promise<Response>): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	app.post("/populationer/:id", permit("draw.run"), (c) =>
		submit(c, {
			schema: DrawSample,
			command: (input) => drawSample(c.var.ctx, idOf(c), input),
			done: ({ id }) => drawn(c, id),
			again: (form) => populationPage(c, form),
		}),
	);

	listRoutes(app, "/dragningar/:id", {
		action: "draw.view",
		name: "Dragning",
		columns: drawnStratumColumns,
		rows: async (c) => strataOf(c, await requireDraw(c)),
		page: async (c) => {
			const { db } = c.var.ctx;
			const draw = await requireDraw(c);
			const population = await findPopulationByDraw(db, draw.id);
			const steps = await stepsOf(db, draw, population);
			const money = await findMoneyDraw(db, draw.id);
			const props = {
				draw,
				population,
				steps,
				earlier: await listEarlierDraws(db, draw),
				list: await listOf(c, {
					columns: money ? drawnStratumColumns.filter((column) => column.key !== "threshold") : drawnStratumColumns,
					all: await strataOf(c, draw),
				}),
				money,
			};
			return page(c, <DrawPage shell={shell(c)} {...props} />);
		},
	});

	app.get("/dragningar/:id/protokoll.json", permit("draw.view"), async (c) => {
		const draw = await requireDraw(c);
		const record = await recordOf(c.var.ctx.db, draw);
		attach(c, fileName(draw, "json"), "application/json; charset=utf-8");
		return c.body(JSON.stringify(record));
	});

	app.get("/dragningar/:id/protokoll.csv", permit("draw.view"), async (c) => {
		const draw = await requireDraw(c);
		const record = await recordOf(c.var.ctx.db, draw);
		attach(c, fileName(draw, "csv"), "text/csv; charset=utf-8");
		return c.body(drawRecordCsv(record));
	});

	return app;
}

/** Makes the draw and checks the duties at once, so that whoever must hand over a run is found before the work has begun. */
async function drawn(c: Http, id: string) {
	const { conflicts } = await drawDuties(c.var.ctx.db, id);
	if (conflicts.length === 0) return answer(c, { to: paths.draw(id), said: "Stickprovet är draget." });
	const said = `Stickprovet är draget. ${conflicts.length} jäv behöver lösas innan kontrollerna kan utföras och granskas.`;
	return answer(c, { to: paths.drawConflicts(id), said });
}
