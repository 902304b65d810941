import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, onTestFinished, test } from "vitest";
import { insertEvidence } from "../../db/writes/checks/evidence.ts";
import { openTarget } from "../../src/proof/backup/copy-target.ts";
import { fileFacts, type Manifest } from "../../src/proof/backup/manifest.ts";
import { openCopy, requireWhole } from "../../src/proof/backup/open-copy.ts";
import { openKeys } from "../../src/ground/keys.ts";
import { write } from "../../src/ground/write/write.ts";
import { tellOfWorld } from "../support/tell-of-world.ts";
import { openWorld, type World } from "../support/world.ts";
import { isk } from "./commands.ts";
import { keptPath } from "../../src/ground/files/file-store.ts";

function folder(): string {
	const path = mkdtempSync(join(tmpdir(), "tillracklig-kopia-"));
	onTestFinished(() => rmSync(path, { recursive: true, force: true }));
	return path;
}

/** An installation with a key and one kept file. */
async function installation(): Promise<{ world: World; sha256: string }> {
	const world = await tellOfWorld(await openWorld());
	openKeys(world);
	const temp = await world.ctx.files.putTemp(Readable.from(["kvitto"]), 100);
	await world.ctx.files.keep(temp);
	await write(world.ctx, async ({ trx, record }) => {
		await insertEvidence(trx, {
			id: "u1",
			parent_kind: "measure",
			parent_id: world.ids.measure,
			unit_id: world.ids.alfa,
			series_id: "s1",
			edition: 1,
			file_name: "kvitto.txt",
			content_type: "text/plain",
			bytes: 6,
			sha256: temp.sha256,
			note: "",
			about_on: "2026-11-16",
			uploaded_at: "2026-11-16T09:00:00.000Z",
			uploaded_by: world.ids.maria,
		});
		await record({
			type: "system.started",
			unit_id: null,
			object: { kind: "system", id: "x" },
			data: { note: "lade till kvitto" },
		});
	});
	return { world, sha256: temp.sha256 };
}

const manifestIn = (copy: string) => JSON.parse(readFileSync(join(copy, "manifest.json"), "utf8")) as Manifest;

describe("backup and restore", () => {
	test("a copy made in use is restored whole: database, evidence, keys and the trail's end", async () => {
		const { world, sha256 } = await installation();
		const [copy, target] = [join(folder(), "ny", "kopia"), folder()];
		expect(await isk(world.dataDir, "backup", copy, "--with-keys")).toContain("6 filer, kontrollerade");
		expect(manifestIn(copy).files.map((file) => file.path)).toEqual([
			"tillracklig.db",
			"keys/trail-head.jsonl",
			`evidence/${sha256.slice(0, 2)}/${sha256}`,
			"keys/server.key",
			"keys/trail.key",
			"keys/trail.pub",
		]);
		expect(await isk(target, "restore", copy)).toContain("återställda");
		expect(await isk(target, "verify")).toContain("Inga fel.");
		expect(readFileSync(join(target, "evidence", sha256.slice(0, 2), sha256), "utf8")).toBe("kvitto");
		expect(readFileSync(join(target, "keys/server.key"))).toEqual(readFileSync(join(world.dataDir, "keys/server.key")));
		expect(statSync(join(target, "keys/server.key")).mode & 0o077).toBe(0);
		expect(JSON.parse(await isk(target, "periods"))).toHaveLength(1);
		expect(readdirSync(target).filter((name) => name.endsWith(".part"))).toEqual([]);
	});

	test("an end that was written while the copy was made does not make the copy look cut", async () => {
		const { world } = await installation();
		const copy = join(folder(), "kopia");
		await isk(world.dataDir, "backup", copy);
		await isk(world.dataDir, "verify");
		const target = folder();
		await isk(target, "restore", copy);
		expect(await isk(target, "verify")).toContain("Inga fel.");
	});

	test("a folder that is not empty takes no backup, and keeps what it had", async () => {
		const { world } = await installation();
		const copy = folder();
		writeFileSync(join(copy, "annat.txt"), "kvar");
		await expect(isk(world.dataDir, "backup", copy)).rejects.toThrow("är inte tom");
		expect(readdirSync(copy)).toEqual(["annat.txt"]);
	});

	test("what nobody else needs is moved into an open copy, all else is copied, and both are told by their bytes", async () => {
		const [from, copy] = [folder(), folder()];
		const [ours, kept] = [join(from, "ours"), join(from, "kept")];
		writeFileSync(ours, "databas");
		writeFileSync(kept, "kvitto");
		const target = openTarget(copy);
		const given = await target.give("tillracklig.db", ours);
		const put = await target.put("evidence/kv/kvitto", kept);
		expect([existsSync(ours), existsSync(kept)]).toEqual([false, true]);
		expect([...target.moved]).toEqual(["tillracklig.db"]);
		expect(readFileSync(join(copy, "tillracklig.db"), "utf8")).toBe("databas");
		expect(statSync(join(copy, "tillracklig.db")).mode & 0o077).toBe(0);
		expect(given).toEqual(await fileFacts("tillracklig.db", join(copy, "tillracklig.db")));
		const manifest = { format: "tillracklig-sakerhetskopia/1" as const, made_at: "2026-11-16T09:00:00.000Z" };
		await target.finish({ ...manifest, trail_head: { seq: 0, hash: "" }, files: [given, put] });
		await requireWhole(await openCopy(copy, null), copy, target.moved);
		// what has only been copied is read back
		writeFileSync(join(copy, "evidence/kv/kvitto"), "kvittO");
		await expect(openCopy(copy, null).then((one) => requireWhole(one, copy, target.moved))).rejects.toThrow("kvitto");
	});

	test("a missing file stops the backup, and nothing that looks like one is left", async () => {
		const { world, sha256 } = await installation();
		rmSync(keptPath(world.dataDir, sha256));
		const copy = folder();
		await expect(isk(world.dataDir, "backup", copy)).rejects.toThrow("kvitto.txt");
		expect(readdirSync(copy)).toEqual([]);
	});

	test("a data folder with anything in it is not restored over", async () => {
		const { world } = await installation();
		const copy = join(folder(), "kopia");
		await isk(world.dataDir, "backup", copy);
		await expect(isk(world.dataDir, "restore", copy)).rejects.toThrow("innehåller redan uppgifter");
		const target = folder();
		mkdirSync(join(target, "keys"));
		writeFileSync(join(target, "keys/server.key"), "x");
		await expect(isk(target, "restore", copy)).rejects.toThrow("keys/server.key");
		expect(existsSync(join(target, "tillracklig.db"))).toBe(false);
	});

	test.each<[string, (copy: string) => void, string]>([
		[
			"a changed database",
			(copy) => writeFileSync(join(copy, "tillracklig.db"), "x"),
			"tillracklig.db i säkerhetskopian har ändrats",
		],
		["a missing key", (copy) => rmSync(join(copy, "keys/trail.pub")), "saknar filen keys/trail.pub"],
		[
			"a file that was put there",
			(copy) => writeFileSync(join(copy, "keys/extra.key"), "x"),
			"keys/extra.key, som inte hör till den",
		],
		["no manifest", (copy) => rmSync(join(copy, "manifest.json")), "är ingen säkerhetskopia"],
		["a broken manifest", (copy) => writeFileSync(join(copy, "manifest.json"), "{"), "går inte att läsa"],
		[
			"T06: a manifest that points outside",
			(copy) => {
				const manifest = manifestIn(copy);
				manifest.files.push({ path: "evidence/../../../etc/passwd", bytes: 1, sha256: "0".repeat(64) });
				writeFileSync(join(copy, "manifest.json"), JSON.stringify(manifest));
			},
			"går inte att läsa",
		],
	])("%s: nothing is restored", async (_, damage, sentence) => {
		const { world } = await installation();
		const copy = join(folder(), "kopia");
		await isk(world.dataDir, "backup", copy);
		damage(copy);
		const target = folder();
		await expect(isk(target, "restore", copy)).rejects.toThrow(sentence);
		expect(readdirSync(target)).toEqual([]);
	});
});
