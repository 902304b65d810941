import { Hono } from "hono";
import { InboxPage } from "../../../views/office/inbox/inbox-page.tsx";
import { peopleOf } from "../../ground/access/actor.ts";
import { page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { listRoutes } from "../../ground/http/list.ts";
import { permit } from "../../ground/http/permit.ts";
import { shell } from "../../ground/http/shell.ts";
import { paths } from "../../paths/paths.ts";
import { countOwn, type DatedTask, taskColumns } from "./columns.ts";
import { listTasks } from "./list-tasks.ts";
import { readComing } from "./read-coming.ts";
import { readInbox } from "./read-inbox.ts";

export function inboxRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	app.get(paths.inbox(), permit("inbox.view"), inboxPage);
	listRoutes(app, paths.tasks(), {
		action: "inbox.view",
		name: "Att göra",
		columns: taskColumns,
		rows: tasksOf,
		page: inboxPage,
	});

	return app;
}

async function inboxPage(c: Http): Promise<Response> {
	const { ctx, today } = c.var;
	const tasks = await tasksOf(c);
	const own = countOwn(tasks);
	const coming = own > 0 ? null : await readComing(ctx.db, ctx.actor, peopleOf(ctx.actor), today);
	return page(c, <InboxPage shell={shell(c)} tasks={tasks} own={own} coming={coming} />);
}

async function tasksOf(c: Http): Promise<DatedTask[]> {
	return listTasks(await readInbox(c.var.ctx, c.var.today), c.var.today);
}
