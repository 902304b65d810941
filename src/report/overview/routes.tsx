import { Hono } from "hono";
import { listBoardsOn } from "../../../db/queries/report/periods.ts";
import { OverviewPage } from "../../../views/report/overview/overview-page.tsx";
import { reachOf } from "../../ground/access/actor.ts";
import { page } from "../../ground/http/answer.tsx";
import type { AppEnv } from "../../ground/http/env.ts";
import { permit } from "../../ground/http/permit.ts";
import { shell } from "../../ground/http/shell.ts";
import { paths } from "../../paths/paths.ts";
import { readOverview } from "./read-overview.ts";

export function overviewRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	app.get(paths.overview(), permit("report.view"), async (c) => {
		const { db, actor } = c.var.ctx;
		const boards = await listBoardsOn(db, reachOf(actor, "report.view"), c.var.today);
		const board = boards.find(({ id }) => id === c.req.query("namnd")) ?? boards[0] ?? null;
		const overview = await readOverview(db, actor, board, c.var.today);
		return page(c, <OverviewPage shell={shell(c)} boards={boards} overview={overview} today={c.var.today} />);
	});
	return app;
}
