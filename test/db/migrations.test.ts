import { randomBytes } from "node:crypto";
import SqliteDriver from "better-sqlite3";
import { Kysely, type Migration, PostgresDialect, SqliteDialect, sql } from "kysely";
import pg from "pg";
import { describe, expect, inject, onTestFinished, test } from "vitest";
import { type AnyDb, isPostgres, makeAppendOnly, runDdl } from "../../db/dialect/ddl.ts";
import { migrations } from "../../db/migrations/index.ts";
import { runMigrations } from "../../db/migrations/run.ts";
import type { Db } from "../../db/open.ts";
import { verifyDraws } from "../../src/proof/trail/verify-draws.ts";
import { verifyTrail } from "../../src/proof/trail/verify-trail.ts";
import { openClosedYear } from "../report/closing/support.ts";
import { openWorld } from "../support/world.ts";
import { keptReleases, lossesSince, openAsReleased, type Release, recordRelease, schemaDigest } from "./release.ts";

function emptySqlite(): AnyDb {
	const db = new Kysely({ dialect: new SqliteDialect({ database: new SqliteDriver(":memory:") }) });
	onTestFinished(() => db.destroy());
	return db;
}

/** One connection, so that what is said of the session holds for what follows. */
async function emptyPostgres(): Promise<AnyDb> {
	const name = `m_${randomBytes(6).toString("hex")}`;
	const admin = new pg.Client(inject("postgresUrl"));
	await admin.connect();
	await admin.query(`create database ${name}`);
	await admin.end();
	const types = { getTypeParser: (oid: number) => (oid === 20 ? Number : String) } as pg.CustomTypesConfig;
	const pool = new pg.Pool({ connectionString: `${inject("postgresUrl")}/${name}`, max: 1, types });
	const db = new Kysely({ dialect: new PostgresDialect({ pool }) });
	onTestFinished(() => db.destroy());
	return db;
}

const EMPTY = [
	["sqlite", async () => emptySqlite()],
	["postgres", emptyPostgres],
] as const;

/** What must hold when a release's filled database has been brought to the newest migration, `drawProblems` being what it had. */
async function requireAllThere(db: AnyDb, release: Release, drawProblems: string[]): Promise<void> {
	expect(await lossesSince(db, release)).toEqual([]);
	const trail = await verifyTrail(db as Db, { list: () => ({ anchors: [], faults: [] }) });
	expect(trail).toMatchObject({ events: release.tables.events!.rows.length, problems: [] });
	expect((await verifyDraws(db as Db)).problems).toEqual(drawProblems);
	if (!isPostgres(db)) expect((await sql`pragma foreign_key_check`.execute(db)).rows).toEqual([]);
}

/** A year with runs, draws, answers, a sealed report and history: what stands in for a release until there is one. */
async function filled(): Promise<Release> {
	fixture ??= await recordRelease((await openClosedYear(await openWorld())).ctx.db, "fixture");
	return structuredClone(fixture);
}
let fixture: Release | undefined;

/** As a later release may grow: a column, a table of its own with a guard, an index. */
const later: Migration = {
	async up(db) {
		await runDdl(
			db,
			`
alter table control_runs add column place text;
alter table measures add column place text not null default '';
create table places (id text primary key, name text not null unique);
create index control_runs_place on control_runs (place);
`,
		);
		await makeAppendOnly(db, "places");
	},
};

describe.each(EMPTY)("a filled database of an earlier release in %s", (_name, open) => {
	const releases = keptReleases();

	// With no release kept the loop is empty: 001 may still change, and the mechanism is tried on the fixture below.
	test("of every kept release, none before the first: all of it is there after every later migration", async () => {
		for (const release of releases) {
			const db = await open();
			await openAsReleased(db, release, migrations);
			await runMigrations(db);
			await requireAllThere(db, release, []);
		}
	});

	test("a later migration leaves every row, the trail and the draws; and runs once", async () => {
		const release = await filled();
		const db = await open();
		await openAsReleased(db, release, migrations);
		const before = await verifyDraws(db as Db);
		const known = { ...migrations, "900-later": later };
		expect(await runMigrations(db, known)).toEqual(["900-later"]);
		await requireAllThere(db, release, before.problems);
		expect(await runMigrations(db, known)).toEqual([]);
		await sql`insert into places (id, name) values ('p', 'Plats')`.execute(db);
		await expect(sql`delete from places`.execute(db)).rejects.toThrow("not allowed here");
		await sql`update measures set place = 'x'`.execute(db);
		const { rows } = await sql`select table_name from row_history order by seq desc limit 1`.execute(db);
		expect(rows).toEqual([{ table_name: "measures" }]);
	});

	test("a later migration that loses a row, a text, a column or a table is told of", async () => {
		const release = await filled();
		const db = await open();
		await openAsReleased(db, release, migrations);
		const loses: Migration = {
			up: (trx) =>
				runDdl(
					trx,
					`
delete from roles;
update measures set title = 'x';
alter table accounts drop column totp_pending;
drop table assessment_parts;
`,
				),
		};
		await runMigrations(db, { ...migrations, "900-loses": loses });
		const had = (table: string) => release.tables[table]!.rows.length;
		expect((await lossesSince(db, release)).sort()).toEqual([
			"accounts.totp_pending is gone",
			`assessment_parts is gone with ${had("assessment_parts")} rows`,
			`measures: ${had("measures")} rows say something else`,
			`roles had ${had("roles")} rows and has 0`,
		]);
	});

	test("a release whose migration is gone is refused", async () => {
		const release = { ...(await filled()), migrations: ["000-gone"] };
		await expect(openAsReleased(await open(), release, migrations)).rejects.toThrow("no longer there");
	});
});

test("what a kept release's migrations make is what they made then: they have not been changed", async () => {
	for (const release of keptReleases()) {
		const db = emptySqlite();
		const then = release.migrations.map((name) => [name, migrations[name]!] as const);
		await runMigrations(db, Object.fromEntries(then));
		expect([release.version, await schemaDigest(db)]).toEqual([release.version, release.schema]);
	}
});

test("a changed migration gives another schema than the one that was kept", async () => {
	const release = await filled();
	const db = emptySqlite();
	await runMigrations(db);
	expect(await schemaDigest(db)).toBe(release.schema);
	await sql`create index extra on measures (title)`.execute(db);
	expect(await schemaDigest(db)).not.toBe(release.schema);
});
