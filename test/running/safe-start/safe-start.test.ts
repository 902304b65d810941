import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readConfig } from "../../../src/config.ts";
import { markDemoBegun } from "../../../src/demo/mark-as-demo.ts";
import { readMetricsSettings } from "../../../src/running/metrics/settings.ts";
import { checkData, checkSettings } from "../../../src/running/safe-start/check-safe-start.ts";
import { readOidcSettings } from "../../../src/people/session/oidc-settings.ts";
import { readTrustedProxies } from "../../../src/people/session/proxy-settings.ts";
import { write } from "../../../src/ground/write/write.ts";
import { tempFolder } from "../../support/database.ts";
import { openWorld } from "../../support/world.ts";

const production = (over: Record<string, string> = {}) =>
	readConfig({ NODE_ENV: "production", BASE_URL: "https://isk.region.example", DATA_DIR: tempFolder(), ...over });

function put(dataDir: string, name: string, value: unknown, mode = 0o600): void {
	const text = typeof value === "string" ? value : JSON.stringify(value);
	writeFileSync(join(dataDir, name), text, { mode });
	chmodSync(join(dataDir, name), mode);
}

describe("T27: production refuses to start", () => {
	test("without the address people use, or with one that is not encrypted", () => {
		expect(() => readConfig({ NODE_ENV: "production" })).toThrow("BASE_URL");
		expect(() => checkSettings(production({ BASE_URL: "http://isk.region.example" }))).toThrow("https://");
		expect(() => checkSettings(production())).not.toThrow();
	});

	test("with keys that others on the server can read, naming file and remedy", () => {
		const config = production();
		mkdirSync(join(config.dataDir, "keys"), { mode: 0o700 });
		put(config.dataDir, "keys/server.key", "0".repeat(64));
		expect(() => checkSettings(config)).not.toThrow();
		chmodSync(join(config.dataDir, "keys/server.key"), 0o644);
		expect(() => checkSettings(config)).toThrow(/server\.key kan läsas av andra.*chmod go-rwx/);
		chmodSync(join(config.dataDir, "keys/server.key"), 0o600);
		chmodSync(join(config.dataDir, "keys"), 0o755);
		expect(() => checkSettings(config)).toThrow("chmod");
	});

	test("over the demo's invented people", async () => {
		const { ctx } = await openWorld();
		await checkData(ctx.db, production());
		await markDemoBegun(ctx, "demo");
		await expect(checkData(ctx.db, production())).rejects.toThrow("påhittade personer");
		await expect(checkData(ctx.db, readConfig({}))).resolves.toBeUndefined();
	});

	test("and one-click sign-in refuses to start over real data", async () => {
		const { ctx } = await openWorld();
		await write(ctx, ({ record }) =>
			record({
				type: "installation.set_up",
				unit_id: null,
				object: { kind: "person", id: "x" },
				data: { name: "Anna", region: "Region Ny" },
			}),
		);
		await expect(checkData(ctx.db, readConfig({}))).rejects.toThrow("NODE_ENV=production");
		await expect(checkData(ctx.db, production())).resolves.toBeUndefined();
	});
});

describe("files of settings", () => {
	const oidc = { issuer: "https://login.example/v2.0", client_id: "isk", client_secret: "en lång hemlighet" };

	test("oidc.json: read with its defaults, absent is null", () => {
		const config = production();
		expect(readOidcSettings(config)).toBeNull();
		put(config.dataDir, "oidc.json", oidc);
		expect(readOidcSettings(config)).toMatchObject({ ...oidc, subject_claim: "sub", scope: "openid" });
	});

	test.each([
		["readable by others", oidc, 0o644, "chmod"],
		["not JSON", "{issuer:", 0o600, "inte giltig JSON"],
		["an unknown name", { ...oidc, email_claim: "email" }, 0o600, "email_claim"],
		["an e-mail as subject", { ...oidc, subject_claim: "email" }, 0o600, "subject_claim: ska vara sub eller oid"],
		["an issuer in the clear", { ...oidc, issuer: "http://login.example" }, 0o600, "https://"],
		["a short secret", { ...oidc, client_secret: "kort" }, 0o600, "client_secret"],
		["no openid in the scope", { ...oidc, scope: "profile" }, 0o600, "openid"],
	])("oidc.json: %s stops the start, and the secret is not repeated", (_what, value, mode, why) => {
		const config = production();
		put(config.dataDir, "oidc.json", value, mode);
		expect(() => readOidcSettings(config)).toThrow(why);
		try {
			readOidcSettings(config);
		} catch (error) {
			expect(String(error)).not.toContain("hemlighet");
		}
	});

	test("oidc.json needs BASE_URL", () => {
		const config = readConfig({ DATA_DIR: tempFolder() });
		put(config.dataDir, "oidc.json", oidc);
		expect(() => readOidcSettings(config)).toThrow("BASE_URL");
	});

	test("metrics.json and proxy.json: off without them, checked with them", () => {
		const dataDir = tempFolder();
		expect([readMetricsSettings(dataDir), readTrustedProxies(dataDir)]).toEqual([null, []]);
		put(dataDir, "metrics.json", { port: 9464 });
		put(dataDir, "proxy.json", { trusted: ["10.0.0.5"] });
		expect(readMetricsSettings(dataDir)).toEqual({ port: 9464, host: "127.0.0.1" });
		expect(readTrustedProxies(dataDir)).toEqual(["10.0.0.5"]);
		put(dataDir, "proxy.json", { trusted: ["10.0.0.0/8", "*"] });
		expect(() => readTrustedProxies(dataDir)).toThrow("proxy.json");
		put(dataDir, "metrics.json", { port: 0 });
		expect(() => readMetricsSettings(dataDir)).toThrow("port: ska vara 1–65535");
	});
});
