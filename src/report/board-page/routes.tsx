import { Hono } from "hono";
import { listSevereDeviations } from "../../../db/queries/report/assessments-grounds.ts";
import { listAssessments, listParts } from "../../../db/queries/report/assessments.ts";
import { listEvidenceOf } from "../../../db/queries/checks/evidence.ts";
import { findPeriodPassed, listPeriods, type Period } from "../../../db/queries/report/periods.ts";
import { findPlanOfYear } from "../../../db/queries/register/plans.ts";
import { listRiskMoves } from "../../../db/queries/register/risks-moves.ts";
import { listRiskPositions } from "../../../db/queries/register/risks.ts";
import { BoardPage, NoBoardPage } from "../../../views/report/board-page/board-page.tsx";
import type { Db } from "../../../db/open.ts";
import { endOfDay } from "../../ground/calendar/stockholm-day.ts";
import { paperFiles } from "../../ground/http/paper-files.ts";
import { reachOf } from "../../ground/access/actor.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { shell } from "../../ground/http/shell.ts";
import { idOf } from "../../ground/http/list.ts";
import { permit } from "../../ground/http/permit.ts";
import { paths } from "../../paths/paths.ts";
import { requirePeriod } from "../periods/require-period.ts";
import { scopeOf } from "../periods/scope.ts";
import { printed } from "../documents/printed.ts";
import { readAround } from "../documents/read-papers.ts";
import { boardPaper } from "./board-paper.ts";
import { deviationFigures, planFigures } from "./board-figures.ts";
import { decisionsNeeded } from "./decisions-needed.ts";
import { readReport, shownNumbers } from "../workbook/report-content.ts";

const SEVERE_SHOWN = 3;

export function boardPageRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	// The page shows the report whose cut-off comes next, or the newest one when none is coming.
	app.get(paths.boardPage(), permit("report.view"), async (c) => {
		const periods = await listPeriods(c.var.ctx.db, reachOf(c.var.ctx.actor, "report.view"));
		const next = periods.filter((period) => period.cut_off >= c.var.today).at(-1) ?? periods[0];
		if (next) return answer(c, { to: paths.boardPageOf(next.id) });
		return page(c, <NoBoardPage shell={shell(c)} />);
	});
	app.get("/namnd/:id", permit("report.view"), async (c) =>
		boardPage(c, await requirePeriod(c.var.ctx.db, c.var.ctx.actor, "report.view", idOf(c))),
	);
	paperFiles(app, "/namnd/:id/dokument", "report.view", async (c) => {
		const { db, actor, database } = c.var.ctx;
		const period = await requirePeriod(db, actor, "report.view", c.req.param("id")!);
		return database.snapshot(async (snapshot) => {
			const content = await readReport(snapshot, period, c.var.today);
			const { decisions } = await readBoardPage(snapshot, period, c.var.today);
			const words = decisions.map(({ text }) => text);
			return printed(boardPaper(content, await readAround(snapshot, content), words, c.var.today));
		});
	});
	return app;
}

async function boardPage(c: Http, period: Period) {
	const props = await readBoardPage(c.var.ctx.db, period, c.var.today);
	return page(c, <BoardPage shell={shell(c)} period={period} {...props} />);
}

async function readBoardPage(db: Db, period: Period, today: string) {
	const scope = scopeOf(period);
	const plan = (await findPlanOfYear(db, period.board_id, period.year)) ?? null;
	const assessments = await listAssessments(db, { reach: "all", period_id: period.id });
	const whole =
		assessments.find((one) => one.level === "board") ?? assessments.find((one) => one.level === "administration");
	const numbers = await shownNumbers(db, period, today);
	const last = await findPeriodPassed(db, period.board_id, today);
	const moves = plan && last ? await listRiskMoves(db, plan.id, endOfDay(last.cut_off)) : [];
	return {
		plan: plan && { ...plan, ...planFigures(plan, await listRiskPositions(db, plan.id), moves) },
		decisions: decisionsNeeded({ period, plan, assessment: whole ?? null, numbers }),
		numbers: { ...numbers, ...deviationFigures(numbers.deviations) },
		severe: await listSevereDeviations(db, { ...scope, below: null }, SEVERE_SHOWN),
		assessment: whole ? { ...whole, parts: await listParts(db, whole.id) } : null,
		minutes: whole ? await listEvidenceOf(db, "assessment", whole.id) : [],
	};
}
