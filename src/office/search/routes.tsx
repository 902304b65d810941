import { Hono } from "hono";
import { SearchPage } from "../../../views/office/search/search-page.tsx";
import { page } from "../../ground/http/answer.tsx";
import type { AppEnv } from "../../ground/http/env.ts";
import { permit } from "../../ground/http/permit.ts";
import { shell } from "../../ground/http/shell.ts";
import { paths } from "../../paths/paths.ts";
import { search } from "./search.ts";

/** Longer texts are cut: nobody looks for more words than this. */
const LONGEST = 100;

export function searchRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	app.get(paths.search(), permit("inbox.view"), async (c) => {
		const text = (c.req.query("q") ?? "").trim().slice(0, LONGEST);
		const groups = text === "" ? [] : await search(c.var.ctx, text);
		return page(c, <SearchPage shell={shell(c)} text={text} groups={groups} />);
	});
	return app;
}
