import { Hono } from "hono";
import { InboxPage } from "../../../views/office/inbox/inbox-page.tsx";
import { page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { listRoutes } from "../../ground/http/list.ts";
import { permit } from "../../ground/http/permit.ts";
import { shell } from "../../ground/http/shell.ts";
import { paths } from "../../paths/paths.ts";
import { taskColumns } from "./columns.ts";
import { listTasks } from "./list-tasks.ts";
import { readInbox } from "./read-inbox.ts";

export function inboxRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	app.get(paths.inbox(), permit("inbox.view"), inboxPage);
	listRoutes(app, paths.tasks(), {
		action: "inbox.view",
		name: "Att göra",
		columns: taskColumns,
		rows: async (c) => (await tasksOf(c)).tasks,
		page: inboxPage,
	});

	return app;
}

async function inboxPage(c: Http): Promise<Response> {
	return page(c, <InboxPage shell={shell(c)} {...(await tasksOf(c))} />);
}

async function tasksOf(c: Http) {
	const inbox = await readInbox(c.var.ctx, c.var.today);
	return { tasks: listTasks(inbox, c.var.today), coming: inbox.coming };
}
