import { listOf } from "../../ground/http/list-page.ts";
import { Hono } from "hono";
import {
	countAccessibilityReports,
	findAccessibilityReport,
	listAccessibilityReports,
} from "../../../db/queries/office/accessibility.ts";
import { settingOn } from "../../../db/queries/office/settings.ts";
import { AccessibilityPage } from "../../../views/office/accessibility/accessibility-page.tsx";
import { AccessibilityReportsPage } from "../../../views/office/accessibility/reports-page.tsx";
import { maySomewhere } from "../../ground/access/actor.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { shell } from "../../ground/http/shell.ts";
import { listRoutes } from "../../ground/http/list.ts";
import { permit, permitOwn } from "../../ground/http/permit.ts";
import { paths } from "../../paths/paths.ts";
import { NotFound } from "../../ground/errors.ts";
import { answerFault } from "./answer-fault.ts";
import { accessibilityColumns } from "./columns.ts";
import { reportFault } from "./report-fault.ts";
import { AnswerFault, ReportFault } from "./schema.ts";

/** The statement is read by anybody, before signing in; faults are told by whoever is signed in. */
export function accessibilityRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	app.get(paths.accessibility(), (c) => statementPage(c, UNTOUCHED));
	app.post(paths.accessibility(), permitOwn("accessibility.report"), (c) =>
		submit(c, {
			schema: ReportFault,
			command: (input) => reportFault(c.var.ctx, input),
			done: () => answer(c, { to: paths.accessibility(), said: "Tack. Felet är rapporterat till administratören." }),
			again: (form) => statementPage(c, form),
		}),
	);
	return app;
}

export function accessibilityReportRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	listRoutes(app, paths.accessibilityReports(), {
		action: "accessibility.view",
		name: "Tillgänglighetsfel",
		columns: accessibilityColumns,
		rows: (c) => listAccessibilityReports(c.var.ctx.db),
		page: (c) => reportsPage(c, UNTOUCHED),
	});
	app.post("/tillganglighet/fel/:id/svar", permit("accessibility.handle"), async (c) => {
		const report = await findAccessibilityReport(c.var.ctx.db, c.req.param("id"));
		if (!report) throw new NotFound(`accessibility report ${c.req.param("id")}`);
		return submit(c, {
			schema: AnswerFault,
			command: (input) => answerFault(c.var.ctx, report.id, input),
			done: () => answer(c, { to: paths.accessibilityReports(), said: "Svaret är sparat." }),
			again: (form) => reportsPage(c, form, report.id),
		});
	});
	return app;
}

async function statementPage(c: Http, form: FormState) {
	const { accessibility_supervisor: supervisor } = await settingOn(c.var.ctx.db, "information", c.var.today);
	const shown = c.var.ctx.actor.id === null ? null : form;
	return page(c, <AccessibilityPage shell={shell(c)} form={shown} supervisor={supervisor} />);
}

async function reportsPage(c: Http, form: FormState, refused: string | null = null) {
	const { db, actor } = c.var.ctx;
	const list = await listOf(c, {
		path: paths.accessibilityReports(),
		columns: accessibilityColumns,
		rows: (part) => listAccessibilityReports(db, part),
		count: () => countAccessibilityReports(db),
	});
	const may_answer = maySomewhere(actor, "accessibility.handle");
	const props = { list, may_answer, form, refused };
	return page(c, <AccessibilityReportsPage shell={shell(c)} {...props} />);
}
