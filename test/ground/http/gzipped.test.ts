import { gunzipSync } from "node:zlib";
import { Hono } from "hono";
import { compress } from "hono/compress";
import { expect, test } from "vitest";
import type { AppEnv } from "../../../src/ground/http/env.ts";
import { htmlAnswer } from "../../../src/ground/http/gzipped.ts";

const LONG = "<p>Åtgärden är genomförd.</p>".repeat(100);
const app = new Hono<AppEnv>();
app.use(compress({ threshold: 1024 }));
app.get("/lang", (c) => {
	c.status(422);
	return htmlAnswer(c, LONG);
});
app.get("/kort", (c) => htmlAnswer(c, "<p>Sparat.</p>"));

const got = (path: string, accepted?: string, method = "GET") =>
	app.request(path, { method, headers: accepted === undefined ? {} : { "Accept-Encoding": accepted } });

test("a page is packed once for whoever takes that, with its status, its kind and its letters", async () => {
	for (const accepted of ["gzip", "gzip, deflate, br", "br;q=1.0, GZIP;q=0.5", "*"]) {
		const answer = await got("/lang", accepted);
		expect([answer.status, answer.headers.get("content-encoding")], accepted).toEqual([422, "gzip"]);
		expect(answer.headers.get("content-type")).toBe("text/html; charset=UTF-8");
		expect(answer.headers.get("vary")).toBe("Accept-Encoding");
		expect(gunzipSync(Buffer.from(await answer.arrayBuffer())).toString("utf8")).toBe(LONG);
	}
});

test("whoever does not take it packed gets it as it is, and is told that it depends on that", async () => {
	for (const accepted of [undefined, "", "identity", "gzip;q=0", "br"]) {
		const answer = await got("/lang", accepted);
		expect([answer.headers.get("content-encoding"), answer.headers.get("vary")], accepted).toEqual([
			null,
			"Accept-Encoding",
		]);
		expect(await answer.text(), accepted).toBe(LONG);
	}
});

test("a short piece and a mere question of headers are not packed", async () => {
	expect((await got("/lang", "gzip", "HEAD")).headers.get("content-encoding")).toBeNull();
	const piece = await got("/kort", "gzip");
	expect(await piece.text()).toBe("<p>Sparat.</p>");
});
