import { Hono } from "hono";
import type { Action } from "../../ground/access/permissions.ts";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { attach } from "../../ground/http/list.ts";
import { permit } from "../../ground/http/permit.ts";
import { requirePeriod } from "../periods/require-period.ts";
import { requirePlanFor } from "../../register/plans/require-plan.ts";
import { readReport, writtenAssessments } from "../workbook/report-content.ts";
import { NotFound } from "../../ground/errors.ts";
import type { Paper } from "./paper.ts";
import { readPlanPaper } from "./plan-paper.ts";
import { press } from "./render-pdf.ts";
import { assessmentPaper, reportPaper } from "./report-paper.ts";
import { toWord } from "./word.ts";

const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** The nämnd's papers as Word and PDF, each from the same content. */
export function documentRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	paper(app, "/planer/:id/dokument", "plan.view", async (c) => {
		const plan = await requirePlanFor(c.var.ctx, c.req.param("id")!, "plan.view");
		return readPlanPaper(c.var.ctx.db, plan, c.var.today);
	});

	paper(app, "/rapporter/:id/dokument", "report.view", async (c) => reportPaper(await contentFor(c), c.var.today));

	paper(app, "/rapporter/:id/bedomning", "report.view", async (c) => {
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

function paper(app: Hono<AppEnv>, path: string, action: Action, make: (c: Http) => Promise<Paper>): void {
	app.get(`${path}.docx`, permit(action), async (c) => {
		const made = await make(c);
		attach(c, `${made.title}.docx`, DOCX);
		return c.body(new Uint8Array(await toWord(made)));
	});
	app.get(`${path}.pdf`, permit(action), async (c) => {
		const made = await make(c);
		const bytes = await press.render(made);
		attach(c, `${made.title}.pdf`, "application/pdf");
		return c.body(new Uint8Array(bytes));
	});
}
