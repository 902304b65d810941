import { Hono } from "hono";
import { InboxPage } from "../../views/inbox/inbox-page.tsx";
import { page } from "../http/answer.tsx";
import type { AppEnv } from "../http/env.ts";
import { frame } from "../http/frame.ts";
import { permit } from "../http/permit.ts";
import { paths } from "../paths.ts";
import { readInbox } from "./read-inbox.ts";

export function inboxRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	app.get(paths.inbox(), permit("inbox.view"), async (c) => {
		const inbox = await readInbox(c.var.ctx, c.var.today);
		return page(c, <InboxPage frame={frame(c)} inbox={inbox} today={c.var.today} />);
	});

	return app;
}
