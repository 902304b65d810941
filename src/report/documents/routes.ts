import { Hono } from "hono";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { requirePeriod } from "../periods/require-period.ts";
import { requirePlanFor } from "../../register/plans/require-plan.ts";
import { readReport, writtenAssessments } from "../workbook/report-content.ts";
import { NotFound } from "../../ground/errors.ts";
import { paperFiles } from "./paper-files.ts";
import { readPlanPaper } from "./plan-paper.ts";
import { assessmentPaper, reportPaper } from "./report-paper.ts";

/** The nämnd's papers as Word and PDF, each from the same content. */
export function documentRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	paperFiles(app, "/planer/:id/dokument", "plan.view", async (c) => {
		const plan = await requirePlanFor(c.var.ctx, c.req.param("id")!, "plan.view");
		return readPlanPaper(c.var.ctx.db, plan, c.var.today);
	});

	paperFiles(app, "/rapporter/:id/dokument", "report.view", async (c) => reportPaper(await contentFor(c), c.var.today));

	paperFiles(app, "/rapporter/:id/bedomning", "report.view", async (c) => {
		const content = await contentFor(c);
		if (writtenAssessments(content).length === 0) throw new NotFound(`assessments of ${content.period.key}`);
		return assessmentPaper(content, c.var.today);
	});
	return app;
}

async function contentFor(c: Http) {
	const { db, actor, database } = c.var.ctx;
	const period = await requirePeriod(db, actor, "report.view", c.req.param("id")!);
	return database.snapshot((snapshot) => readReport(snapshot, period, c.var.today));
}
