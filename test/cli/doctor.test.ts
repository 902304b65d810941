import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import {
	chmodSync,
	copyFileSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	truncateSync,
	writeFileSync,
} from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { sql } from "kysely";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { openDatabase } from "../../db/open.ts";
import { insertEvidence } from "../../db/writes/checks/evidence.ts";
import { CHECKS, type Examination, examine } from "../../scripts/doctor/examine.ts";
import { unreachable } from "../../scripts/doctor/proxy.ts";
import { COMMANDS } from "../../scripts/commands/index.ts";
import { type Config, readConfig } from "../../src/config.ts";
import { planDraw } from "../../src/checks/draws/plan-draw.ts";
import { openKeys } from "../../src/ground/keys.ts";
import { write } from "../../src/ground/write/write.ts";
import { openTrailAnchors } from "../../src/proof/trail/trail-anchors.ts";
import { recordVerification } from "../../src/proof/trail/record-verification.ts";
import { openSealKey } from "../../src/report/closing/seal-key.ts";
import { SETTINGS_FILES } from "../../src/running/safe-start/settings-files.ts";
import { openWorld, TODAY, type World } from "../support/world.ts";
import { keptPath } from "../../src/ground/files/file-store.ts";

const NOW = new Date(TODAY);
const GB = 1_000_000_000;
const ROOM = { free: 50 * GB, freeNames: 0.9, type: 0xef53 };

/** An installation with everything in order: keys, a draw sealed with them, a kept file, a copy and a verification. */
async function sound(): Promise<{
	world: World;
	config: Config;
	sha256: string;
	break_: () => Promise<Examination[]>;
}> {
	const world = await openWorld();
	const ctx = { ...world.ctx, keys: openKeys(world) };
	const temp = await ctx.files.putTemp(Readable.from(["kvitto"]), 100);
	await ctx.files.keep(temp);
	await write(ctx, async ({ trx, record }) => {
		await planDraw(
			ctx,
			{ trx, record },
			{
				draw_id: "inkop-under-10000/2026-12",
				control_id: world.ids.control,
				period_key: "2026-12",
				unit_id: world.ids.administration,
				reason: "",
			},
		);
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
			uploaded_at: TODAY,
			uploaded_by: world.ids.maria,
		});
		await record({
			type: "backup.made",
			unit_id: null,
			object: { kind: "system", id: "backup" },
			data: { files: 1, trail_seq: 1, keys: true, encrypted: true },
		});
	});
	const head = await recordVerification(ctx, { events: 1, files: 1, problems: 0 });
	openTrailAnchors(world).add({ at: TODAY, ...head, by: "verify" });
	openSealKey(world);
	const { url } = await answering((_request, response) => void response.setHeader("Date", NOW.toUTCString()).end("ok"));
	const config = readConfig({
		NODE_ENV: "production",
		DATA_DIR: world.dataDir,
		BASE_URL: url,
		PORT: new URL(url).port,
	});
	return { world, config, sha256: temp.sha256, break_: () => look(config) };
}

const look = (config: Config, space = ROOM) => examine(config, { now: NOW, space: () => space });

/** "check: what was seen" of everything that is not in order. */
function wrong(told: readonly Examination[]): string[] {
	return told.flatMap(({ check, findings }) =>
		findings.filter(({ state }) => state !== "ok").map(({ state, saw }) => `${state} ${check}: ${saw}`),
	);
}

async function answering(
	handler: RequestListener,
	server: Server = createServer(),
): Promise<{ url: string; server: Server }> {
	server.on("request", handler);
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	onTestFinished(() => void server.close().closeAllConnections());
	return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

function printOf(folder: string): Record<string, string> {
	const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
	return Object.fromEntries(
		names.map((name) => {
			const stat = statSync(join(folder, name));
			const body = stat.isFile() && !name.endsWith("-shm") ? readFileSync(join(folder, name)) : "";
			return [
				name,
				`${stat.mode} ${stat.isFile() ? stat.size : ""} ${createHash("sha256").update(body).digest("hex")}`,
			];
		}),
	);
}

describe("isk doctor", () => {
	test("finds nothing where nothing is wrong, and changes nothing in an installation in use", async () => {
		const { world, break_ } = await sound();
		const before = printOf(world.dataDir);
		const told = await break_();
		expect(wrong(told)).toEqual([]);
		expect(told.map(({ check }) => check)).toEqual(CHECKS.map(({ key }) => key));
		expect(printOf(world.dataDir)).toEqual(before);
	});

	test("changes nothing in one that is stopped, nor in one that was killed", async () => {
		const stopped = mkdtempSync(join(tmpdir(), "tillracklig-doctor-"));
		onTestFinished(() => rmSync(stopped, { recursive: true }));
		const database = openDatabase({ file: join(stopped, "tillracklig.db") });
		await database.migrate();
		const killed = mkdtempSync(join(tmpdir(), "tillracklig-doctor-"));
		onTestFinished(() => rmSync(killed, { recursive: true }));
		for (const name of readdirSync(stopped)) copyFileSync(join(stopped, name), join(killed, name));
		await database.close();
		expect(readdirSync(killed)).toContain("tillracklig.db-wal");
		for (const folder of [stopped, killed]) {
			const before = printOf(folder);
			await look(readConfig({ DATA_DIR: folder, PORT: "1" }));
			expect(printOf(folder)).toEqual(before);
		}
	});

	test("an empty folder gets neither keys nor a database", async () => {
		const folder = mkdtempSync(join(tmpdir(), "tillracklig-doctor-"));
		onTestFinished(() => rmSync(folder, { recursive: true }));
		const told = wrong(await look(readConfig({ DATA_DIR: folder, PORT: "1" })));
		expect(told).toContain(`fault database: Det finns ingen databas i ${folder}.`);
		expect(readdirSync(folder)).toEqual([]);
	});

	test("every finding that is not in order says what to do, and says no secret", async () => {
		const { world, config } = await sound();
		const secret = readFileSync(join(world.dataDir, "keys/server.key"), "utf8");
		rmSync(join(world.dataDir, "keys"), { recursive: true });
		writeFileSync(join(world.dataDir, "oidc.json"), '{"client_secret": "hemligheten i filen"', { mode: 0o600 });
		const told = await examine({ ...config, databaseUrl: "postgres://isk:hemligt@127.0.0.1:1/isk" }, { now: NOW });
		const findings = told.flatMap((one) => one.findings).filter(({ state }) => state !== "ok");
		expect(findings.length).toBeGreaterThan(3);
		for (const finding of findings) expect((finding as { to_do: string }).to_do).toMatch(/^[A-ZÅÄÖ].*\.$/);
		expect(JSON.stringify(told)).not.toMatch(new RegExp(`${secret}|hemligt|hemligheten`));
	});

	test("a check that fails itself is a fault, not the end of the others", async () => {
		const { config } = await sound();
		const broken = { key: "x", title: "X", look: () => Promise.reject(new Error("sönder")) };
		const told = await examine(config, { now: NOW, space: () => ROOM }, [broken, CHECKS[1]!]);
		expect(told.map(({ state }) => state)).toEqual(["fault", "ok"]);
	});
});

type Breaking = (sight: Awaited<ReturnType<typeof sound>>) => unknown;

const put =
	(name: string, text: string, mode = 0o600): Breaking =>
	({ world }) => {
		writeFileSync(join(world.dataDir, name), text);
		chmodSync(join(world.dataDir, name), mode);
	};

describe("each thing broken by itself is named, and nothing else", () => {
	test.each<[string, Breaking, string[]]>([
		[
			"a settings file others can read",
			put("proxy.json", '{"trusted": []}', 0o644),
			["fault configuration: .*proxy.json kan läsas av andra"],
		],
		["a settings file that is no JSON", put("metrics.json", "{"), ["fault configuration: .*inte giltig JSON"]],
		[
			"a settings file under another name",
			put("backups.json", "{}"),
			["warning configuration: Filen backups.json .* läses inte"],
		],
		[
			"a passphrase that is not there",
			put("backup.json", JSON.stringify({ folder: tmpdir(), keep: 1, passphrase_file: "/finns/inte" })),
			["fault configuration: Filen med lösenfrasen finns inte"],
		],
		[
			"a folder for copies that is not there",
			put("backup.json", JSON.stringify({ folder: "/finns/inte", keep: 1 })),
			["fault disk: Mappen för säkerhetskopior, /finns/inte, finns inte"],
		],
		[
			"a key others can read",
			({ world }) => chmodSync(join(world.dataDir, "keys/server.key"), 0o644),
			["fault keys: .*server.key kan läsas av andra"],
		],
		[
			"the server's key lost",
			({ world }) => rmSync(join(world.dataDir, "keys/server.key")),
			["fault keys: .*server.key\\) saknas, och det finns uppgifter låsta"],
		],
		[
			"the server's key damaged",
			({ world }) => truncateSync(join(world.dataDir, "keys/server.key"), 10),
			["fault keys: .*server.key\\) är skadad"],
		],
		["another server's key", put("keys/server.key", "a".repeat(64)), ["fault keys: .*server.key\\) är en annan"]],
		["the trail's key damaged", put("keys/trail.key", "x"), ["fault keys: .*trail.key\\) är skadad"]],
		[
			"the trail's public key lost",
			put("keys/trail.pub", ""),
			["fault keys: Rad 1 .*okänd nyckel", "fault keys: .*står inte i keys/trail.pub", "fault integrity: Rad 1"],
		],
		[
			"the seal's key lost",
			({ world }) => rmSync(join(world.dataDir, "keys/seal.key")),
			["fault keys: Nyckeln som stänger rapporter saknas"],
		],
		[
			"another seal's key",
			put("keys/seal.fingerprint", "abc"),
			["fault keys: Nyckeln som stänger rapporter .* är en annan"],
		],
		[
			"a kept file lost",
			({ world, sha256 }) => rmSync(keptPath(world.dataDir, sha256)),
			["fault integrity: Filen kvitto.txt saknas"],
		],
		[
			"a kept file cut",
			({ world, sha256 }) => truncateSync(keptPath(world.dataDir, sha256), 2),
			["fault integrity: Filen kvitto.txt saknas .* eller är inte hel"],
		],
		[
			"an event rewritten",
			async ({ world }) => {
				const { database } = world.ctx;
				await database.transaction(async (trx) => {
					await sql`drop trigger events_refuse_update`.execute(trx);
					await sql`update events set data = '{}' where seq = 1`.execute(trx);
				});
			},
			["fault integrity: .*ändelse 1"],
		],
		[
			"a database of a newer version",
			({ world }) =>
				world.ctx.database.transaction((trx) =>
					sql`insert into kysely_migration (name, timestamp) values ('999-ny', '2027')`.execute(trx),
				),
			["fault database: Databasen har använts av en nyare version"],
		],
	])("%s", async (_what, damage, expected) => {
		const installation = await sound();
		await damage(installation);
		const told = wrong(await installation.break_());
		expect(told).toEqual(expected.map((pattern) => expect.stringMatching(new RegExp(`^${pattern}`, "s"))));
	});

	test("a clock that has been set back, and one that no copy has been taken by since", async () => {
		const { config } = await sound();
		const at = (days: number) => new Date(NOW.getTime() + days * 86_400_000);
		const told = async (now: Date) => wrong(await examine(config, { now, space: () => ROOM }));
		expect(await told(at(-1))).toContainEqual(expect.stringMatching(/^fault clock: Klockan går efter/));
		expect(await told(at(3))).toContainEqual(expect.stringMatching(/^warning backup: Senaste säkerhetskopian togs/));
		expect(await told(at(40))).toEqual([
			expect.stringMatching(/^warning integrity: Hela kontrollen/),
			expect.stringMatching(/^fault backup/),
			expect.stringMatching(/^warning proxy: Proxyns klocka/),
		]);
	});

	test.each([
		["full", { ...ROOM, free: 100_000_000 }, "fault disk: Bara 100 MB"],
		["nearly full", { ...ROOM, free: 900_000_000 }, "warning disk: Bara 900 MB"],
		["out of names", { ...ROOM, freeNames: 0.01 }, "warning disk: .*inoder"],
		["on another machine", { ...ROOM, type: 0x6969 }, "fault disk: .*nätverksdisk"],
	])("a disk that is %s", async (_what, space, expected) => {
		const { config } = await sound();
		expect(wrong(await look(config, space))).toEqual([expect.stringMatching(new RegExp(`^${expected}`))]);
	});

	test("a database file that is garbage, or damaged within", async () => {
		const { world } = await sound();
		const folder = mkdtempSync(join(tmpdir(), "tillracklig-doctor-"));
		onTestFinished(() => rmSync(folder, { recursive: true }));
		const file = join(folder, "tillracklig.db");
		await world.ctx.database.copyTo!(file);
		const bytes = readFileSync(file);
		const { rows } = await sql<{ rootpage: number }>`
			select rootpage from sqlite_master where name = 'org_units'`.execute(world.ctx.db);
		// the page says that it has more rows than it can hold
		bytes.writeUInt16BE(4000, (rows[0]!.rootpage - 1) * 4096 + 3);
		writeFileSync(file, bytes);
		const config = readConfig({ DATA_DIR: folder, PORT: "1" });
		expect(wrong(await look(config)).join("\n")).toContain("fault integrity: Databasfilen är skadad");
		writeFileSync(file, "detta är ingen databas".repeat(1000));
		expect(wrong(await look(config)).join("\n")).toMatch(/fault database: Databasfilen .* går inte att läsa/);
	});

	test("PostgreSQL that does not answer", async () => {
		const { config } = await sound();
		const told = wrong(await look({ ...config, databaseUrl: "postgres://isk:hemligt@127.0.0.1:1/isk" }));
		expect(told).toContain("fault database: PostgreSQL svarar inte på adressen i DATABASE_URL.");
	});

	test("production on every address without a known proxy, plain http, and a demo", async () => {
		const { config } = await sound();
		expect(wrong(await look({ ...config, host: "0.0.0.0" }))).toEqual([
			expect.stringMatching(/^warning configuration: HOST är 0.0.0.0/),
		]);
		expect(wrong(await look({ ...config, baseUrl: "http://isk.example.invalid" })).join("\n")).toContain(
			"fault configuration: BASE_URL börjar med http://",
		);
		expect(wrong(await look({ ...config, production: false, demo: true }))).toEqual([
			expect.stringMatching(/^warning configuration: NODE_ENV/),
		]);
	});
});

describe("the proxy", () => {
	const through = async (handler: RequestListener) => {
		const { config } = await sound();
		const { url } = await answering(handler);
		return wrong(await look({ ...config, baseUrl: url })).filter((line) => line.includes("proxy:"));
	};
	const date = NOW.toUTCString();

	test.each<[string, RequestListener, string]>([
		[
			"without the product behind it",
			(_q, a) => void a.writeHead(502).end("Bad Gateway"),
			"fault proxy: Proxyn .* når inte systemet",
		],
		["of another site", (_q, a) => void a.end("<html>Välkommen"), "fault proxy: .*svarar något annat än Tillräcklig"],
		[
			"whose clock is wrong",
			(_q, a) => void a.setHeader("Date", "Mon, 16 Nov 2026 01:00:00 GMT").end("ok"),
			"warning proxy: Proxyns klocka",
		],
		["that hangs up", (q) => void q.socket.destroy(), "fault proxy: Ingen svarar på"],
	])("%s", async (_what, handler, expected) => {
		expect(await through(handler)).toEqual([expect.stringMatching(new RegExp(`^${expected}`))]);
	});

	test("that takes smaller files than the product", async () => {
		const { config } = await sound();
		const server = createServer();
		server.on("checkContinue", (request, response) => {
			if (Number(request.headers["content-length"]) > 1_000_000) response.writeHead(413).end();
			else response.writeContinue();
		});
		const { url } = await answering((_q, a) => void a.setHeader("Date", date).end("ok"), server);
		expect(wrong(await look({ ...config, baseUrl: url }))).toEqual([
			"warning proxy: Proxyn tar inte emot filer på 1000 MB, som systemet gör.",
		]);
	});

	test("with a certificate that nobody vouches for", async () => {
		const { config, world } = await sound();
		const at = (name: string) => join(world.dataDir, "tmp", name);
		mkdirSync(join(world.dataDir, "tmp"), { recursive: true });
		const made = [
			"req",
			"-x509",
			"-newkey",
			"ec",
			"-pkeyopt",
			"ec_paramgen_curve:P-256",
			"-nodes",
			"-subj",
			"/CN=127.0.0.1",
		];
		execFileSync("openssl", [...made, "-days", "2", "-keyout", at("k"), "-out", at("c")], { stdio: "ignore" });
		const server = createTlsServer({ key: readFileSync(at("k")), cert: readFileSync(at("c")) });
		const { url } = await answering((_q, a) => void a.end("ok"), server);
		const told = wrong(await look({ ...config, baseUrl: url.replace("http:", "https:") }));
		expect(told).toEqual([expect.stringMatching(/^fault proxy: Certifikatet .* inte utställt av någon/)]);
	});

	test.each([
		["CERT_HAS_EXPIRED", "gått ut"],
		["ERR_TLS_CERT_ALTNAME_INVALID", "annat namn"],
		["ENOTFOUND", "DNS"],
		["", "inget svar i tid"],
	])("%s in words", (code, words) => {
		expect(unreachable("https://isk.example", code).saw).toContain(words);
	});

	test("nobody at home is a warning beside the address, and a fault where the address is silent too", async () => {
		const { config } = await sound();
		const { url, server } = await answering(() => {});
		await new Promise((closed) => server.close(closed));
		const quiet = { ...config, port: Number(new URL(url).port) };
		expect(wrong(await look(quiet))).toEqual([expect.stringMatching(/^warning proxy: Systemet svarar inte på/)]);
		expect(wrong(await look({ ...quiet, baseUrl: url }))[1]).toMatch(/^fault proxy: Ingen svarar på .*ECONNREFUSED/);
	});
});

describe("on the command line", () => {
	test("--json is JSON alone, and a fault ends with a sentence and a code", async () => {
		const { world, config } = await sound();
		rmSync(join(world.dataDir, "keys/seal.key"));
		const printed: string[] = [];
		const doctor = await COMMANDS.doctor!();
		const log = vi.spyOn(console, "log").mockImplementation((text: string) => void printed.push(text));
		onTestFinished(() => void log.mockRestore());
		await expect(doctor.run([], config)).rejects.toThrow(/^Doctor hittade \d+ fel\.$/);
		expect(printed.join("\n")).toMatch(/^FEL Nycklar: .*\n {4}Gör så här: Återställ mappen keys/m);
		printed.length = 0;
		await expect(doctor.run(["--json"], config)).rejects.toThrow("fel");
		const told = JSON.parse(printed.join("\n")) as { state: string; checks: Examination[] };
		expect([told.state, told.checks.find(({ check }) => check === "keys")?.state]).toEqual(["fault", "fault"]);
		printed.length = 0;
		expect(() => doctor.withoutConfig!(["--json"], new Error("PORT ska vara 0–65535"))).toThrow("fel");
		expect(JSON.parse(printed.join("\n"))).toMatchObject({ state: "fault", checks: [{ check: "configuration" }] });
		await expect(doctor.run(["--fel"], config)).rejects.toThrow("Användning");
	});

	test("every file of settings that the product reads is among those it looks at", () => {
		const names = readdirSync("src", { recursive: true, encoding: "utf8" })
			.filter((name) => name.endsWith(".ts"))
			.flatMap((name) => [
				...readFileSync(join("src", name), "utf8").matchAll(/readSettingsFile\([^)]*?"([\w-]+\.json)"/g),
			])
			.map(([, name]) => name);
		expect(Object.keys(SETTINGS_FILES).sort()).toEqual([...new Set(names)].sort());
	});
});
