import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, inject, onTestFinished, test } from "vitest";
import { openToExamine } from "../../db/open.ts";
import { examine } from "../../scripts/doctor/examine.ts";
import { readConfig } from "../../src/config.ts";
import { openWorldIn } from "../support/world.ts";
import { DIALECTS } from "./dialects.ts";

const [, openPostgres] = DIALECTS[1];

async function told(url: string): Promise<string[]> {
	const dataDir = mkdtempSync(join(tmpdir(), "tillracklig-doctor-"));
	onTestFinished(() => rmSync(dataDir, { recursive: true }));
	const checks = await examine(readConfig({ DATA_DIR: dataDir, DATABASE_URL: url, PORT: "1" }));
	return checks.flatMap(({ check, findings }) => findings.map(({ state, saw }) => `${state} ${check}: ${saw}`));
}

test("a PostgreSQL in order is seen as such, and cannot be written to", async () => {
	const database = await openPostgres();
	await openWorldIn(database);
	const lines = await told(database.location.url!);
	expect(lines).toContainEqual(expect.stringMatching(/^ok database: PostgreSQL \d+\.\d+, \d+ MB\.$/));
	expect(lines).toContainEqual(expect.stringMatching(/^ok integrity: Loggen: \d+ händelser/));
	expect(lines.filter((line) => line.startsWith("fault"))).toEqual([]);
	const examined = await openToExamine({ url: database.location.url, file: "" });
	onTestFinished(() => examined.close());
	await expect(sql`create table x (a text)`.execute(examined.db)).rejects.toThrow("read-only");
});

test("PostgreSQL that refuses is told of in words", async () => {
	const base = inject("postgresUrl");
	expect(await told(`${base}/finns_inte`)).toContain("fault database: Databasen i DATABASE_URL finns inte på servern.");
	const another = base.replace("postgres:postgres@", "ingen:fel@");
	expect((await told(`${another}/postgres`)).join("\n")).toMatch(/fault database: PostgreSQL (godtar inte|nekade)/);
	expect(await told(`${base}/template1`)).toContainEqual(
		expect.stringMatching(/^warning database: Databasen är äldre än programmet: 001-schema/),
	);
});
