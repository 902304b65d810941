import {
	appendFileSync,
	cpSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { sql } from "kysely";
import { pino } from "pino";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { openDatabase } from "../../db/open.ts";
import { readBackupSettings } from "../../src/proof/backup/settings.ts";
import { addEvidence } from "../../src/checks/evidence/add-evidence.ts";
import { keepHouse } from "../../src/running/housekeeping/start-housekeeping.ts";
import { isk } from "../cli/commands.ts";
import { PDF } from "../checks/evidence/files.ts";
import { csv, importText, purchasesOf } from "../checks/populations/support.ts";
import { openSamWorld } from "../sam/round.ts";
import { answer, saying } from "../checks/samples/answers.ts";
import { tellOfWorld } from "../support/tell-of-world.ts";
import { keptPath } from "../../src/ground/files/file-store.ts";
import { openWorld, type World } from "../support/world.ts";

function folder(): string {
	const path = mkdtempSync(join(tmpdir(), "tillracklig-prov-"));
	onTestFinished(() => rmSync(path, { recursive: true, force: true }));
	return path;
}

const PHRASE = "en lång fras som ingen gissar";

function phraseFile(text = PHRASE): string {
	const file = join(folder(), "lösenfras");
	writeFileSync(file, `${text}\n`, { mode: 0o600 });
	return file;
}

/** Every row of every table, as text. */
async function everyRow(file: string): Promise<Record<string, string>> {
	const database = openDatabase({ file });
	try {
		const tables = await sql<{
			name: string;
		}>`select name from sqlite_master where type = 'table' order by name`.execute(database.db);
		const all: Record<string, string> = {};
		for (const { name } of tables.rows) {
			const { rows } = await sql`select * from ${sql.table(name)} order by 1, 2`.execute(database.db);
			all[name] = JSON.stringify(rows);
		}
		return all;
	} finally {
		await database.close();
	}
}

/** A month in use, with an object and a file of every kind: purchases, a draw, answers, a deviation, evidence, SAM. */
async function filled(): Promise<World> {
	const world = await tellOfWorld(await openSamWorld());
	mkdirSync(join(world.dataDir, "keys"), { mode: 0o700 });
	writeFileSync(join(world.dataDir, "keys/server.key"), "07".repeat(32), { mode: 0o600 }); // the world's own
	const carin = await world.as("carin");
	await importText(world, carin, csv(...purchasesOf("1001", 20), ...purchasesOf("1002", 15)));
	await isk(world.dataDir, "draw", "--control", "inkop-under-10000", "--period", "2026-10");
	const { id } = await world.ctx.db
		.selectFrom("sample_items")
		.innerJoin("control_runs", "control_runs.id", "sample_items.run_id")
		.select("sample_items.id")
		.where("control_runs.unit_id", "=", world.ids.alfa)
		.orderBy("position")
		.limit(1)
		.executeTakeFirstOrThrow();
	await answer(await world.as("maria"), id, [saying(1, "no"), saying(2, "yes")]);
	const temp = { ...(await world.ctx.files.putTemp(Readable.from([PDF]), 1000)), name: "faktura.pdf" };
	const note = { kind: "sample_item", parent_id: id, series_id: null, note: "" };
	await addEvidence(await world.as("maria"), note, temp);
	return world;
}

test("restore drill: fill, back up sealed, destroy, restore, verify, compare row by row", async () => {
	const world = await filled();
	const copy = join(folder(), "kopia");
	expect(await isk(world.dataDir, "verify")).toContain("Inga fel.");
	await isk(world.dataDir, "backup", copy, "--with-keys", "--passphrase-file", phraseFile());
	const before = await everyRow(join(world.dataDir, "tillracklig.db"));
	const store = world.ctx.files;
	const files = new Map((await store.list()).map((sha) => [sha, readFileSync(keptPath(world.dataDir, sha))]));
	expect(files.size).toBe(2);
	for (const name of readdirSync(world.dataDir)) rmSync(join(world.dataDir, name), { recursive: true });

	const target = folder();
	await isk(target, "restore", copy, "--passphrase-file", phraseFile());
	const after = await everyRow(join(target, "tillracklig.db"));
	// the copy cannot hold the fact that it was made: that is the one event that came after it
	const events = (rows: Record<string, string>) => JSON.parse(rows.events!) as { type: string }[];
	expect(
		events(before)
			.slice(events(after).length)
			.map(({ type }) => type),
	).toEqual(["backup.made"]);
	expect({ ...after, events: events(after) }).toEqual({ ...before, events: events(before).slice(0, -1) });
	for (const [sha, bytes] of files)
		expect(readFileSync(join(target, "evidence", sha.slice(0, 2), sha)).equals(bytes)).toBe(true);
	expect(await isk(target, "verify")).toContain("Inga fel.");
});

describe("a sealed copy", () => {
	const made = mkdtempSync(join(tmpdir(), "tillracklig-krypterad-"));
	afterAll(() => rmSync(made, { recursive: true, force: true }));

	/** A copy of the same sealed copy: sealing is slow on purpose. */
	async function sealed() {
		if (readdirSync(made).length === 0) {
			const { dataDir } = await tellOfWorld(await openWorld());
			await isk(dataDir, "backup", made, "--passphrase-file", phraseFile());
		}
		const copy = join(folder(), "kopia");
		cpSync(made, copy, { recursive: true });
		return copy;
	}

	test("says nothing in the clear: no names, no rows, no file names, no keys", async () => {
		const copy = await sealed();
		const names = readdirSync(copy, { recursive: true, encoding: "utf8" }).toSorted();
		expect(names).toEqual(["filer", "filer/000001", "filer/000002", "filer/000003", "manifest.enc", "manifest.json"]);
		for (const name of names.filter((one) => one !== "filer")) {
			const bytes = readFileSync(join(copy, name));
			for (const word of ["SQLite", "Maria", "tillracklig.db", "trail", "PRIVATE"])
				expect([name, word, bytes.includes(word)]).toEqual([name, word, false]);
		}
	});

	test.each<[string, (copy: string) => string | undefined, string]>([
		["without a passphrase", () => undefined, "är krypterad"],
		["with another passphrase", () => phraseFile("en annan fras helt och hållet"), "lösenfrasen är en annan"],
		["with a short passphrase", () => phraseFile("kort"), "för kort"],
		["with a passphrase file that is not there", () => "/finns/inte", "finns inte"],
		[
			"with one bit turned in a file",
			(copy) => {
				const file = join(copy, "filer/000001");
				const bytes = readFileSync(file);
				bytes[5_000]! ^= 1;
				writeFileSync(file, bytes);
				return phraseFile();
			},
			"tillracklig.db i säkerhetskopian har ändrats",
		],
		[
			"with two files in each other's place",
			(copy) => {
				const [a, b] = [join(copy, "filer/000002"), join(copy, "filer/000003")];
				const bytes = readFileSync(a);
				writeFileSync(a, readFileSync(b));
				writeFileSync(b, bytes);
				return phraseFile();
			},
			"har ändrats",
		],
		[
			"with a file cut short",
			(copy) => {
				const file = join(copy, "filer/000001");
				writeFileSync(file, readFileSync(file).subarray(0, 20_000));
				return phraseFile();
			},
			"har ändrats",
		],
		[
			"with a file too many",
			(copy) => {
				appendFileSync(join(copy, "filer/000009"), "x");
				return phraseFile();
			},
			"inte hör till den",
		],
		[
			"with a manifest that asks for all memory",
			(copy) => {
				const file = join(copy, "manifest.json");
				writeFileSync(file, readFileSync(file, "utf8").replace(/"n": \d+/, '"n": 1073741824'));
				return phraseFile();
			},
			"går inte att läsa",
		],
	])("%s nothing is restored", async (_, damage, sentence) => {
		const copy = await sealed();
		const target = folder();
		const phrase = damage(copy);
		await expect(isk(target, "restore", copy, ...(phrase ? ["--passphrase-file", phrase] : []))).rejects.toThrow(
			sentence,
		);
		expect(readdirSync(target)).toEqual([]);
	});

	test("without keys, the signatures still prove the restored trail", async () => {
		const copy = await sealed();
		const target = folder();
		await isk(target, "restore", copy, "--passphrase-file", phraseFile());
		expect(readdirSync(join(target, "keys")).toSorted()).toEqual(["trail-head.jsonl", "trail.pub"]);
		expect(await isk(target, "verify")).toContain("Inga fel.");
	});
});

describe("copies by themselves", () => {
	test("one a day from the hour that is set, the newest kept, and nothing of anybody else's removed", async () => {
		const world = await tellOfWorld(await openWorld());
		const target = folder();
		writeFileSync(join(target, "annat.txt"), "kvar");
		const settings = { folder: target, keep: 2, hour: 3 };
		writeFileSync(join(world.dataDir, "backup.json"), JSON.stringify(settings), { mode: 0o600 });
		const lines: string[] = [];
		const log = pino({ level: "info" }, { write: (line: string) => void lines.push(line) });
		const at = (instant: string) =>
			keepHouse({
				base: { ...world.ctx, clock: () => new Date(instant) },
				home: world,
				backup: readBackupSettings(world.dataDir),
				log,
			});
		await at("2026-11-16T01:30:00Z"); // 02.30 in Stockholm
		expect(readdirSync(target)).toEqual(["annat.txt"]);
		for (const day of ["16", "16", "17", "18"]) await at(`2026-11-${day}T02:30:00Z`);
		expect(readdirSync(target).toSorted()).toEqual(["annat.txt", "tillracklig-2026-11-17", "tillracklig-2026-11-18"]);
		expect(lines.filter((line) => line.includes("backup made"))).toHaveLength(3);
		expect(lines.filter((line) => line.includes("trail head signed"))).toHaveLength(3);
		const made = await world.ctx.db.selectFrom("events").selectAll().where("type", "=", "backup.made").execute();
		expect(made.map(({ actor_name, via }) => `${actor_name} ${via}`)).toEqual(Array(3).fill("Systemet system"));
		const restored = folder();
		await isk(restored, "restore", join(target, "tillracklig-2026-11-18"));
		expect(await isk(restored, "verify")).toContain("Inga fel.");
	});

	test("a share that is gone is an error in the log, and is tried again", async () => {
		const world = await openWorld();
		const lines: string[] = [];
		const file = join(folder(), "en-fil");
		writeFileSync(file, "");
		await keepHouse({
			base: world.ctx,
			home: world,
			backup: { folder: join(file, "mapp"), keep: 1, with_keys: false, hour: 0 },
			log: pino({ level: "error" }, { write: (line: string) => void lines.push(line) }),
		});
		expect(lines.join()).toContain("backup could not be made");
	});

	test.each([
		['{"folder":"kopior","keep":3}', "fullständig sökväg"],
		['{"folder":"/kopior","keep":0}', "minst 1"],
		['{"folder":"/kopior","keep":1,"kep":2}', "går inte att använda"],
	])("settings that mean nothing stop the start: %s", async (text, sentence) => {
		const { dataDir } = await openWorld();
		writeFileSync(join(dataDir, "backup.json"), text, { mode: 0o600 });
		expect(() => readBackupSettings(dataDir)).toThrow(sentence);
	});
});
