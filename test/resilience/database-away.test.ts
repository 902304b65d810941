import { sql } from "kysely";
import { describe, expect, onTestFinished, test } from "vitest";
import { isDatabaseAway } from "../../db/errors.ts";
import { openDatabase } from "../../db/open.ts";
import { createApp } from "../../src/app.tsx";
import { readConfig } from "../../src/config.ts";
import { openLog } from "../../src/ground/log.ts";
import { paths } from "../../src/paths/paths.ts";
import { openTestDatabase } from "../support/database.ts";
import { openWorld } from "../support/world.ts";

describe("T50: PostgreSQL is away", () => {
	test("every page, list and SCIM answers 503 with a sentence, and nothing of the inside", async () => {
		const world = await openWorld();
		// nobody listens on port 1
		const database = openDatabase({ url: "postgres://nobody:hemligt@127.0.0.1:1/ingen", file: "" });
		onTestFinished(() => database.close());
		const lines: string[] = [];
		const app = createApp({
			...world.ctx,
			database,
			config: readConfig({ DATA_DIR: world.dataDir }),
			log: openLog({ write: (line) => void lines.push(line) }),
		});
		const headers = { Cookie: "session=x", Authorization: `Bearer ${"y".repeat(43)}` };
		for (const path of [paths.inbox(), paths.risk("1"), `${paths.purchases()}.json`]) {
			const answer = await app.request(path, { headers });
			const text = await answer.text();
			expect([answer.status, answer.headers.get("retry-after"), text.includes("går inte att nå just nu")]).toEqual([
				503,
				"30",
				true,
			]);
			expect(text).not.toMatch(/ECONNREFUSED|127\.0\.0\.1:1|hemligt/);
		}
		expect((await app.request("/scim/v2/Users", { headers })).status).toBe(503);
		expect((await app.request(paths.readyz())).status).toBe(503);
		expect((await app.request(paths.healthz())).status).toBe(200);
		expect(lines.join(""), "the code is what whoever runs the server needs").toContain('"code":"ECONNREFUSED"');
	});

	test("is told by code or by the driver's words, and by nothing else", () => {
		const coded = (code: string) => Object.assign(new Error("x"), { code });
		for (const code of ["57P01", "08006", "ECONNRESET", "53300"]) expect(isDatabaseAway(coded(code)), code).toBe(true);
		expect(isDatabaseAway(new AggregateError([coded("ECONNREFUSED")]))).toBe(true);
		expect(isDatabaseAway(new Error("Connection terminated unexpectedly"))).toBe(true);
		for (const code of ["23505", "SQLITE_BUSY", "40001"]) expect(isDatabaseAway(coded(code)), code).toBe(false);
		expect(isDatabaseAway(new Error("anything"))).toBe(false);
	});
});

test("T40: the log hides a code that somebody signs in with, and keeps an error's", () => {
	const lines: string[] = [];
	const log = openLog({ write: (line) => void lines.push(line) });
	log.error({ err: Object.assign(new Error("full"), { code: "SQLITE_FULL", detail: "Åsa" }), code: "123456" }, "x");
	log.error({ err: Object.assign(new Error("odd"), { code: "hemlig kod" }), input: { code: "654321" } }, "x");
	expect(lines.join("")).toContain('"code":"SQLITE_FULL"');
	expect(lines.join("")).not.toMatch(/123456|654321|Åsa|hemlig kod/);
});

test("T59: a database that a newer version has used is left alone, and whoever starts is told what to do", async () => {
	const { database } = await openTestDatabase();
	await database.transaction((trx) =>
		sql`insert into kysely_migration (name, timestamp) values (${"999-framtiden"}, ${"2027-01-01"})`.execute(trx),
	);
	const before = await database.db.selectFrom("events").selectAll().execute();
	await expect(database.migrate()).rejects.toThrow(
		/nyare version av Tillräcklig \(999-framtiden\).*Starta den nyare versionen igen, eller återställ säkerhetskopian/,
	);
	expect(await database.db.selectFrom("events").selectAll().execute()).toEqual(before);
});
