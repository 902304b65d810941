import { listOf } from "../../ground/http/list-page.ts";
import { Hono } from "hono";
import { countWithoutOwner, listWithoutOwner } from "../../../db/queries/people/ownership.ts";
import { WithoutOwnerPage } from "../../../views/people/ownership/without-owner-page.tsx";
import { reachOf } from "../../ground/access/actor.ts";
import { page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { shell } from "../../ground/http/shell.ts";
import { listRoutes } from "../../ground/http/list.ts";
import { paths } from "../../paths/paths.ts";
import { ownerlessColumns } from "./columns.ts";

const reach = (c: Http) => reachOf(c.var.ctx.actor, "run.view");

export function ownershipRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	listRoutes(app, paths.withoutOwner(), {
		action: "run.view",
		name: "Saknar ansvarig",
		columns: ownerlessColumns,
		rows: (c) => listWithoutOwner(c.var.ctx.db, reach(c)),
		page: async (c) => {
			const { db } = c.var.ctx;
			const list = await listOf(c, {
				columns: ownerlessColumns,
				rows: (part) => listWithoutOwner(db, reach(c), part),
				count: () => countWithoutOwner(db, reach(c)),
			});
			return page(c, <WithoutOwnerPage shell={shell(c)} list={list} />);
		},
	});
	return app;
}
