import { randomBytes } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { sql } from "kysely";
import pg from "pg";
import { describe, expect, inject, onTestFinished, test, vi } from "vitest";
import { loadPostgres, openDatabase, openReading } from "../../db/open.ts";
import { COMMANDS } from "../../scripts/commands/index.ts";
import { readConfig } from "../../src/config.ts";
import { openKeys } from "../../src/ground/keys.ts";
import { openClosedYear } from "../report/closing/support.ts";
import { openWorld, openWorldIn } from "../support/world.ts";
import { DIALECTS } from "./dialects.ts";
import { keysIn } from "../support/database.ts";

const [, openPostgres] = DIALECTS[1];

function folder(): string {
	const path = mkdtempSync(join(tmpdir(), "tillracklig-kopia-"));
	onTestFinished(() => rmSync(path, { recursive: true, force: true }));
	return path;
}

/** The address of a new, empty database. */
async function emptyDatabase(): Promise<string> {
	const name = `b_${randomBytes(6).toString("hex")}`;
	const admin = new pg.Client(inject("postgresUrl"));
	await admin.connect();
	await admin.query(`create database ${name}`);
	await admin.end();
	return `${inject("postgresUrl")}/${name}`;
}

async function isk(
	dataDir: string,
	url: string | undefined,
	...[name, ...args]: [string, ...string[]]
): Promise<string> {
	const printed: string[] = [];
	const log = vi.spyOn(console, "log").mockImplementation((text: string) => void printed.push(text));
	const config = readConfig({ DATA_DIR: dataDir, DATABASE_URL: url, NODE_ENV: "test" });
	try {
		const command = await COMMANDS[name]!();
		await command.run(args, config);
	} finally {
		log.mockRestore();
	}
	return printed.join("\n");
}

/** A closed year on SQLite, with its keys: seals, history and guards that refuse what is late. */
async function closedYear() {
	const world = await openClosedYear(await openWorld());
	openKeys(world);
	return world;
}

async function contentOf(url: string | undefined, file: string): Promise<Record<string, unknown[]>> {
	const database = openDatabase({ url, file });
	try {
		const tables = (await database.db.introspection.getTables()).map(({ name }) => name).sort();
		const content: Record<string, unknown[]> = {};
		for (const name of tables) {
			const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(database.db);
			content[name] = rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort();
		}
		return content;
	} finally {
		await database.close();
	}
}

describe("isk copy-to", () => {
	test("moves a closed year: every row, the trail, the seals, the guards, and the next write", async () => {
		const { dataDir, ctx } = await closedYear();
		const url = await emptyDatabase();
		const said = await isk(dataDir, undefined, "copy-to", "--database-url", url);
		expect(said).toMatch(/rader i \d+ tabeller är kopierade och jämförda/);
		expect(said).toContain("1 utgåvor med samma försegling på båda sidor");
		const file = join(dataDir, "tillracklig.db");
		expect(await contentOf(url, "")).toEqual(await contentOf(undefined, file));
		expect(readdirSync(join(dataDir, "tmp"))).toEqual([]);

		const moved = openDatabase({ url, file: "" });
		onTestFinished(() => moved.close());
		expect(await moved.migrate()).toEqual([]);
		const refused = (statement: ReturnType<typeof sql>) => moved.transaction((trx) => statement.execute(trx));
		await expect(refused(sql`update events set data = '{}' where seq = 1`)).rejects.toThrow("not allowed here");
		await expect(refused(sql`update follow_ups set result = 'annat'`)).rejects.toThrow("the period is sealed");
		await expect(refused(sql`update risks set area_id = 'saknas'`)).rejects.toThrow(/foreign key|sealed/);
		// the history goes on after the numbers it had
		await moved.transaction((trx) => sql`update org_units set name = name || ' ny'`.execute(trx));
		const { rows } = await sql<{ n: number; most: number }>`
			select count(*) as n, max(seq) as most from row_history`.execute(moved.db);
		expect(rows[0]!.most).toBeGreaterThan(
			(
				await ctx.db
					.selectFrom("row_history" as never)
					.select((eb) => eb.fn.countAll<number>().as("n"))
					.executeTakeFirstOrThrow()
			).n - 1,
		);
	});

	test("refuses a database that is used or somebody else's, and one that has moved already", async () => {
		const { dataDir } = await closedYear();
		const used = await openPostgres();
		await openWorldIn(used);
		const copy = (url: string) => isk(dataDir, undefined, "copy-to", "--database-url", url);
		await expect(copy(used.location.url!)).rejects.toThrow("är inte tom");
		const others = await emptyDatabase();
		const admin = new pg.Client(others);
		await admin.connect();
		await admin.query("create table kunder (id text)");
		await admin.end();
		await expect(copy(others)).rejects.toThrow("är inte tom");
		await expect(copy("mysql://x")).rejects.toThrow("Användning");
		await expect(isk(dataDir, used.location.url, "copy-to", "--database-url", others)).rejects.toThrow(
			"redan på PostgreSQL",
		);
	});

	test("a row that does not come through as it was leaves the database empty, to be filled again", async () => {
		const { ctx } = await closedYear();
		const file = join(folder(), "kopia.db");
		await ctx.database.copyTo(file);
		const url = await emptyDatabase();
		const admin = new pg.Client(url);
		await admin.connect();
		onTestFinished(() => admin.end());
		const migrated = openDatabase({ url, file: "" });
		await migrated.migrate();
		await migrated.close();
		// a rule in the database that changes what is written, unseen by whoever writes
		await admin.query(
			"create rule kort as on insert to measures do also update measures set title = 'kort' where id = new.id",
		);
		await expect(loadPostgres(url, file)).rejects.toThrow("tabellen measures skiljer sig");
		expect((await admin.query("select count(*)::int as n from events")).rows).toEqual([{ n: 0 }]);
		await admin.query("drop rule kort on measures");
		expect((await loadPostgres(url, file)).rows).toBeGreaterThan(50);
	});
});

describe("backup and restore on PostgreSQL", () => {
	async function installation() {
		const { dataDir, ctx } = await openWorld();
		openKeys(keysIn(dataDir));
		await ctx.files.keep(await ctx.files.putTemp(Readable.from(["kvitto"]), 100));
		const url = await emptyDatabase();
		await isk(dataDir, undefined, "copy-to", "--database-url", url);
		rmSync(join(dataDir, "tillracklig.db"));
		const passphrase = join(folder(), "losenfras");
		writeFileSync(passphrase, "en lösenfras som är lång nog", { mode: 0o600 });
		return { dataDir, url, passphrase };
	}

	test("a copy, encrypted, restores to an empty PostgreSQL and to a file, the same rows in both", async () => {
		const { dataDir, url, passphrase } = await installation();
		const copy = join(folder(), "kopia");
		const before = await contentOf(url, "");
		expect(await isk(dataDir, url, "backup", copy, "--with-keys", "--passphrase-file", passphrase)).toContain(
			"krypterade",
		);
		expect(readdirSync(copy).sort()).toEqual(["filer", "manifest.enc", "manifest.json"]);

		const [machine, another] = [folder(), await emptyDatabase()];
		await isk(machine, another, "restore", copy, "--passphrase-file", passphrase);
		expect(await contentOf(another, "")).toEqual(before);
		expect(existsSync(join(machine, "tillracklig.db")) || existsSync(join(machine, "tillracklig.db.part"))).toBe(false);
		const small = folder();
		await isk(small, undefined, "restore", copy, "--passphrase-file", passphrase);
		expect(await contentOf(undefined, join(small, "tillracklig.db"))).toEqual(before);
		const guarded = openDatabase({ file: join(small, "tillracklig.db") });
		onTestFinished(() => guarded.close());
		expect(await guarded.migrate()).toEqual([]);
		const change = guarded.transaction((trx) => sql`update events set data = '{}'`.execute(trx));
		await expect(change).rejects.toThrow("not allowed here");
	});

	test("what is written while the copy is made is in it wholly or not at all", async () => {
		const database = await openPostgres();
		await openWorldIn(database);
		let writing = true;
		const writers = (async () => {
			while (writing)
				await database.transaction(async (trx) => {
					await sql`update measures set title = title || '.'`.execute(trx);
					await sql`update risks set title = title || '.'`.execute(trx);
				});
		})();
		const file = join(folder(), "kopia.db");
		await database.copyTo(file).finally(() => {
			writing = false;
		});
		await writers;
		const content = await contentOf(undefined, file);
		const copied = openReading(file);
		onTestFinished(() => copied.close());
		const { rows } = await sql<{ measure: string; risk: string }>`
			select measures.title as measure, risks.title as risk from measures, risks`.execute(copied.db);
		const dots = (title: string) => /\.*$/.exec(title)![0].length;
		expect(dots(rows[0]!.measure)).toBe(dots(rows[0]!.risk));
		expect(content.row_history).toHaveLength(2 * dots(rows[0]!.risk));
	});

	test("a database that is used takes no restore, and nothing is put in the folder", async () => {
		const { dataDir, url } = await installation();
		const copy = join(folder(), "kopia");
		await isk(dataDir, url, "backup", copy, "--with-keys");
		const machine = folder();
		await expect(isk(machine, url, "restore", copy)).rejects.toThrow("är inte tom");
		expect(readdirSync(machine)).toEqual([]);
		cpSync(join(copy, "keys"), join(machine, "keys"), { recursive: true });
		await expect(isk(machine, await emptyDatabase(), "restore", copy)).rejects.toThrow("innehåller redan uppgifter");
	});
});
