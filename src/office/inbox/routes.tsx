import { Hono } from "hono";
import { InboxPage } from "../../../views/office/inbox/inbox-page.tsx";
import { page } from "../../ground/http/answer.tsx";
import type { AppEnv } from "../../ground/http/env.ts";
import { shell } from "../../ground/http/shell.ts";
import { permit } from "../../ground/http/permit.ts";
import { paths } from "../../paths/paths.ts";
import { readInbox } from "./read-inbox.ts";

export function inboxRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	app.get(paths.inbox(), permit("inbox.view"), async (c) => {
		const inbox = await readInbox(c.var.ctx, c.var.today);
		return page(c, <InboxPage shell={shell(c)} inbox={inbox} />);
	});

	return app;
}
