import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { lastEventOfType } from "../../../db/queries/ground/write.ts";
import { createApp } from "../../../src/app.tsx";
import { readConfig } from "../../../src/config.ts";
import { openKeys } from "../../../src/ground/keys.ts";
import { openLog } from "../../../src/ground/log.ts";
import { paths } from "../../../src/paths/paths.ts";
import { readTrustedProxies } from "../../../src/people/session/proxy-settings.ts";
import { sessionCookie } from "../../../src/ground/http/actor.ts";
import { openTrailSigner } from "../../../src/proof/trail/trail-signer.ts";
import { checkKeys, noteKeys } from "../../../src/running/safe-start/check-keys.ts";
import { checkSettings } from "../../../src/running/safe-start/check-safe-start.ts";
import { SETTINGS_FILES } from "../../../src/running/safe-start/settings-files.ts";
import { signIn } from "../../../src/people/session/sign-in.ts";
import { openWorld } from "../../support/world.ts";

function folder(): string {
	const made = mkdtempSync(join(tmpdir(), "tillracklig-keys-"));
	onTestFinished(() => rmSync(made, { recursive: true, force: true }));
	return made;
}

describe("the keys of an installation", () => {
	test("a variable that names no folder stops the start, and makes none", () => {
		expect(() => readConfig({ KEYS_DIR: "nycklar" })).toThrow("KEYS_DIR ska vara en fullständig sökväg");
		const config = readConfig({ KEYS_DIR: join(folder(), "inte-monterad"), DATA_DIR: folder() });
		expect(() => checkSettings(config)).toThrow(/^KEYS_DIR: mappen .* finns inte/);
		writeFileSync(config.keysDir, "en fil");
		expect(() => checkSettings(config)).toThrow("finns inte");
	});

	test("a damaged server key stops the start, and is not made anew", () => {
		const keysDir = folder();
		writeFileSync(join(keysDir, "server.key"), "abc", { mode: 0o600 });
		expect(() => openKeys({ keysDir })).toThrow(/^KEYS_DIR: .*skadad/);
	});

	test("twenty nodes that start at once over an empty folder have one set of keys", async () => {
		const keysDir = join(folder(), "keys");
		const opened = Array.from({ length: 20 }, () => openKeys({ keysDir }).fingerprint);
		expect(new Set(opened).size).toBe(1);
	});

	test("other keys than the database was written with are refused: the server's, the reports' and the log's", async () => {
		const { ctx, keysDir } = await openWorld();
		await checkKeys(ctx.db, { keysDir });
		await noteKeys(ctx, { keysDir });
		await checkKeys(ctx.db, { keysDir });
		const other = folder();
		await expect(checkKeys(ctx.db, { keysDir: other })).rejects.toThrow(
			/^KEYS_DIR: .*server\.key, .*seal\.key, .*trail\.key/,
		);
		for (const [files, name] of [
			[["server.key"], "keys/server.key"],
			[["seal.key", "seal.fingerprint"], "keys/seal.key"],
			[["trail.key", "trail.pub"], "keys/trail.key"],
		] as const) {
			const changed = folder();
			cpSync(keysDir, changed, { recursive: true });
			for (const file of files) rmSync(join(changed, file));
			await expect(checkKeys(ctx.db, { keysDir: changed })).rejects.toThrow(`(${name})`);
			// the check has made nothing: what is missing is still missing
			expect(() => cpSync(join(changed, files[0]), join(folder(), "x"))).toThrow("ENOENT");
		}
		const another = folder();
		cpSync(keysDir, another, { recursive: true });
		rmSync(join(another, "trail.key"));
		rmSync(join(another, "trail.pub"));
		openTrailSigner({ keysDir: another });
		await expect(checkKeys(ctx.db, { keysDir: another })).rejects.toThrow("(keys/trail.key)");
	});

	test("are noted once, and anew only by a decision with its reason", async () => {
		const { ctx, keysDir } = await openWorld();
		await noteKeys(ctx, { keysDir });
		await noteKeys(ctx, { keysDir });
		const events = await ctx.db
			.selectFrom("events")
			.select("seq")
			.where("type", "=", "installation.keys_noted")
			.execute();
		expect(events).toHaveLength(1);
		const other = join(folder(), "keys");
		mkdirSync(other);
		const marks = await noteKeys(ctx, { keysDir: other }, "Disken med nycklarna brann.");
		await checkKeys(ctx.db, { keysDir: other });
		await expect(checkKeys(ctx.db, { keysDir })).rejects.toThrow("andra nycklar");
		const event = await lastEventOfType(ctx.db, "installation.keys_noted");
		expect(JSON.parse(event!.data)).toEqual({ ...marks, reason: "Disken med nycklarna brann." });
	});
});

describe("two nodes with data folders of their own and the same keys", () => {
	test("accept each other's sessions and what the other has sealed", async () => {
		const world = await openWorld();
		const keysDir = folder();
		const node = () => {
			const config = readConfig({ DATA_DIR: folder(), KEYS_DIR: keysDir, NODE_ENV: "test" });
			const keys = openKeys(config);
			return { config, keys, app: createApp({ ...world.ctx, keys, config, log: openLog() }) };
		};
		const [one, other] = [node(), node()];
		const session = await signIn(await world.as("carin"), "test");
		const Cookie = `${sessionCookie(one.config).name}=${session}`;
		for (const { app } of [one, other])
			expect((await app.request(paths.measures(), { headers: { Cookie } })).status).toBe(200);
		expect(other.keys.decrypt(one.keys.encrypt("hemligt"))).toBe("hemligt");
		expect(() => openKeys({ keysDir: folder() }).decrypt(one.keys.encrypt("hemligt"))).toThrow();
	});

	test("read the files of settings from SETTINGS_DIR, every one", () => {
		const settingsDir = folder();
		const config = readConfig({ DATA_DIR: folder(), SETTINGS_DIR: settingsDir, NODE_ENV: "test" });
		for (const name of Object.keys(SETTINGS_FILES)) writeFileSync(join(settingsDir, name), "{", { mode: 0o600 });
		for (const [name, read] of Object.entries(SETTINGS_FILES)) expect(() => read(config), name).toThrow(name);
		expect(readTrustedProxies(config.dataDir)).toEqual([]);
	});
});
