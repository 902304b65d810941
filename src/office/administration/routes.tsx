import { Hono } from "hono";
import { AdministrationPage } from "../../../views/office/administration/administration-page.tsx";
import { maySomewhere } from "../../ground/access/actor.ts";
import { page } from "../../ground/http/answer.tsx";
import type { AppEnv } from "../../ground/http/env.ts";
import { shell } from "../../ground/http/shell.ts";
import { permit } from "../../ground/http/permit.ts";
import { paths } from "../../paths/paths.ts";
import { ADMINISTRATION } from "./entries.ts";

export function administrationRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	app.get(paths.administration(), permit("organisation.view"), (c) => {
		const entries = ADMINISTRATION.filter((entry) => maySomewhere(c.var.ctx.actor, entry.action));
		return page(c, <AdministrationPage shell={shell(c)} entries={entries} />);
	});
	return app;
}
