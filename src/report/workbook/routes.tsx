import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { Hono } from "hono";
import type { Period } from "../../../db/queries/report/periods.ts";
import { ReportPage } from "../../../views/report/workbook/report-page.tsx";
import { maySomewhere } from "../../ground/access/actor.ts";
import { openTrailAnchors } from "../../proof/trail/trail-anchors.ts";
import { page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { shell } from "../../ground/http/shell.ts";
import { historyOf } from "../../ground/http/history.ts";
import { attach, idOf, listRoutes, XLSX } from "../../ground/http/list.ts";
import { permit } from "../../ground/http/permit.ts";
import { requirePeriod } from "../periods/require-period.ts";
import { nowOf } from "../../ground/write/context.ts";
import { summaryColumns } from "./columns.ts";
import { monthFigures, readKeyFigures } from "./compared.ts";
import { exportReport } from "./export-report.ts";
import { SHEETS } from "./guide.ts";
import { shownNumbers, shownRegion } from "./report-content.ts";
import { readSteps } from "./report-steps.ts";
import { summaryRows } from "./summary.ts";
import { deviationTotals, monthTotals } from "./report-tables.ts";

export function reportRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	listRoutes(app, "/rapporter/:id", {
		action: "report.view",
		name: "Sammanfattning",
		columns: summaryColumns,
		rows: async (c) => {
			const period = await shownPeriod(c);
			return summaryRows(period, await shownNumbers(c.var.ctx.db, period, c.var.today));
		},
		page: reportPage,
	});

	// A plain form answers the file: it works without JavaScript, and doing it again is one more logged export.
	app.post("/rapporter/:id/arbetsbok", permit("report.export"), async (c) => {
		const { ctx, config } = c.var;
		const period = await requirePeriod(ctx.db, ctx.actor, "report.export", c.req.param("id"));
		const { temp, file_name, head } = await exportReport(ctx, period);
		openTrailAnchors(config).add({ at: nowOf(ctx), ...head, by: "export" });
		const bytes = createReadStream(temp.path);
		bytes.once("close", () => void ctx.files.discard(temp));
		attach(c, file_name, XLSX);
		c.header("Content-Length", String(temp.bytes));
		return c.body(Readable.toWeb(bytes) as ReadableStream);
	});
	return app;
}

function shownPeriod(c: Http): Promise<Period> {
	return requirePeriod(c.var.ctx.db, c.var.ctx.actor, "report.view", idOf(c));
}

async function reportPage(c: Http): Promise<Response> {
	const period = await shownPeriod(c);
	const numbers = await shownNumbers(c.var.ctx.db, period, c.var.today);
	return page(
		c,
		<ReportPage
			shell={shell(c)}
			period={period}
			steps={await readSteps(c.var.ctx.db, period)}
			figures={await readKeyFigures(c.var.ctx.db, period, numbers, c.var.today)}
			month_figures={monthFigures(numbers)}
			summary={summaryRows(period, numbers)}
			months={monthTotals(numbers.control_months)}
			deviations={deviationTotals(numbers.deviations)}
			withdrawn={numbers.withdrawn}
			found_after={numbers.found_after}
			carried_over={numbers.carried_over}
			region={await shownRegion(c.var.ctx.db, period)}
			sheets={SHEETS}
			history={await historyOf(c.var.ctx.db, "reporting_period", period.id)}
			may_export={maySomewhere(c.var.ctx.actor, "report.export")}
			may_read_back={maySomewhere(c.var.ctx.actor, "follow_up.complete")}
			may_take_package={maySomewhere(c.var.ctx.actor, "package.export")}
		/>,
	);
}
