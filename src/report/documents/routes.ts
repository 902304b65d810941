import { Hono } from "hono";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { paperFiles } from "../../ground/http/paper-files.ts";
import { requirePeriod } from "../periods/require-period.ts";
import { requirePlanFor } from "../../register/plans/require-plan.ts";
import { NotFound } from "../../ground/errors.ts";
import { printed } from "./printed.ts";
import { loadOverview } from "../../sam/load-overview.ts";
import { papersOf, planPaperOf } from "./papers-thread.ts";
import { samPaper } from "./sam-paper.ts";

/** The nämnd's papers as Word and PDF, each from the same content. */
export function documentRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	paperFiles(app, "/planer/:id/dokument", "plan.view", async (c) => {
		const plan = await requirePlanFor(c.var.ctx, c.req.param("id")!, "plan.view");
		return printed(await planPaperOf(c.var.ctx.database.location, plan, c.var.today));
	});

	paperFiles(app, "/rapporter/:id/dokument", "report.view", async (c) => printed((await papersFor(c)).report));

	paperFiles(app, "/rapporter/:id/bedomning", "report.view", async (c) => {
		const { assessment, period } = await papersFor(c);
		if (!assessment) throw new NotFound(`assessments of ${period.key}`);
		return printed(assessment);
	});

	paperFiles(app, "/sam/oversikt/:id/dokument", "sam.overview", async (c) => {
		const asked = { id: c.req.param("id")!, unit: c.req.query("enhet") };
		return printed(samPaper(await loadOverview(c.var.ctx, asked, c.var.today), c.var.today));
	});
	return app;
}

async function papersFor(c: Http) {
	const { db, actor, database } = c.var.ctx;
	const period = await requirePeriod(db, actor, "report.view", c.req.param("id")!);
	return { period, ...(await papersOf(database.location, period, c.var.today)) };
}
