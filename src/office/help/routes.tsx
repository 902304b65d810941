import { Hono } from "hono";
import { HelpPage } from "../../../views/office/help/help-page.tsx";
import { page } from "../../ground/http/answer.tsx";
import type { AppEnv } from "../../ground/http/env.ts";
import { permit } from "../../ground/http/permit.ts";
import { shell } from "../../ground/http/shell.ts";
import { paths } from "../../paths/paths.ts";
import { readFirstSteps } from "./first-steps.ts";

export function helpRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	app.get(paths.help(), permit("inbox.view"), async (c) =>
		page(c, <HelpPage shell={shell(c)} steps={await readFirstSteps(c.var.ctx.db, c.var.ctx.actor)} />),
	);
	return app;
}
