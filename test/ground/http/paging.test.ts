import { Hono } from "hono";
import { expect, test } from "vitest";
import { pagingOf } from "../../../src/ground/http/paging.ts";
import type { AppEnv } from "../../../src/ground/http/env.ts";

async function linksOf(query: string, total: number) {
	const app = new Hono<AppEnv>().get("/lista", (c) => c.json(pagingOf(c, 50).links(total)));
	return (await app.request(`/lista${query}`)).json();
}

test("a page beyond the last says that nothing is shown, and leads back to the last", async () => {
	expect(await linksOf("?sida=2", 120)).toMatchObject({
		from: 51,
		to: 100,
		prev_href: "/lista",
		next_href: "/lista?sida=3",
	});
	expect(await linksOf("?sida=3", 120)).toMatchObject({ from: 101, to: 120, next_href: null });
	expect(await linksOf("?sida=99", 120)).toMatchObject({ from: 0, to: 0, prev_href: "/lista?sida=3", next_href: null });
	expect(await linksOf("?sida=2", 50)).toMatchObject({ from: 0, to: 0, prev_href: "/lista", next_href: null });
	expect(await linksOf("", 0)).toMatchObject({ from: 0, to: 0, prev_href: null, next_href: null });
});
