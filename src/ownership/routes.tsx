import { Hono } from "hono";
import { listWithoutOwner } from "../../db/queries/without-owner.ts";
import { WithoutOwnerPage } from "../../views/ownership/without-owner-page.tsx";
import { reachOf } from "../access/actor.ts";
import { page } from "../http/answer.tsx";
import type { AppEnv, Http } from "../http/env.ts";
import { frame } from "../http/frame.ts";
import { listRoutes } from "../http/list.ts";
import { pagingOf } from "../http/paging.ts";
import { paths } from "../paths.ts";
import { ownerlessColumns } from "./columns.ts";

const rows = (c: Http) => listWithoutOwner(c.var.ctx.db, reachOf(c.var.ctx.actor, "run.view"));

export function ownershipRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	listRoutes(app, paths.withoutOwner(), {
		action: "run.view",
		name: "Saknar ansvarig",
		columns: ownerlessColumns,
		rows,
		page: async (c) => {
			const all = await rows(c);
			const { page: part, links } = pagingOf(c);
			const shown = all.slice(part.offset, part.offset + part.limit);
			return page(c, <WithoutOwnerPage frame={frame(c)} rows={shown} pager={links(all.length)} />);
		},
	});
	return app;
}
