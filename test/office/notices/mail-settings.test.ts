import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { mail } from "../../../scripts/doctor/mail.ts";
import { readConfig } from "../../../src/config.ts";
import { isAddress, readMailSettings } from "../../../src/office/notices/mail-settings.ts";
import { judged } from "../../../src/office/notices/smtp.ts";
import { whenFinished } from "../../support/lifetime.ts";
import { openMailServer } from "./mail-server.ts";

const BASE_URL = "https://isk.region.example";
const PLAIN = { host: "smtp.region.example", from: "isk@region.example" };

function folderWith(settings: unknown, mode = 0o600): string {
	const folder = mkdtempSync(join(tmpdir(), "tillracklig-mail-"));
	whenFinished(async () => rmSync(folder, { recursive: true, force: true }));
	const file = join(folder, "mail.json");
	writeFileSync(file, typeof settings === "string" ? settings : JSON.stringify(settings));
	chmodSync(file, mode);
	return folder;
}

const read = (settings: unknown, baseUrl: string | undefined = BASE_URL) =>
	readMailSettings({ settingsDir: folderWith(settings), baseUrl });

describe("mail.json", () => {
	test("asks for encryption unless told otherwise, and takes links from BASE_URL alone", () => {
		expect(read(PLAIN)).toMatchObject({ port: 587, tls: "starttls", base_url: BASE_URL, from_name: "Tillräcklig" });
		expect(() => readMailSettings({ settingsDir: folderWith(PLAIN), baseUrl: undefined })).toThrow(/BASE_URL saknas/);
	});

	test.each([
		[{ ...PLAIN, tls: "none", user: "isk", password: "hemligt" }, /okrypterat/],
		[{ ...PLAIN, user: "isk" }, /båda eller ingen/],
		[{ ...PLAIN, from: "isk@region.example\r\nBcc: andra@ond.example" }, /e-postadress/],
		[{ ...PLAIN, from_name: 'Tillräcklig" <ond@ond.example>' }, /citattecken/],
		[{ ...PLAIN, host: "smtp.region.example/x" }, /värdnamn/],
		[{ ...PLAIN, port: 0 }, /1–65535/],
		[{ ...PLAIN, lösenord: "x" }, /okänt namn/],
		["{", /giltig JSON/],
	])("%j is refused with what to do", (settings, says) => {
		expect(() => read(settings)).toThrow(says);
	});

	test("a file that others can read stops the start, and a fault never repeats the password", () => {
		expect(() => readMailSettings({ settingsDir: folderWith(PLAIN, 0o644), baseUrl: BASE_URL })).toThrow(/chmod/);
		try {
			read({ ...PLAIN, port: "x", user: "isk", password: "mycket-hemligt" });
			expect.unreachable();
		} catch (error) {
			expect(String(error)).not.toContain("mycket-hemligt");
		}
	});

	test("what is an address, and nothing else is", () => {
		expect(
			["a@b", "anna.ek@region-orebro.se", "o'brien+x@region.example", "åsa@region.example"].filter(isAddress),
		).toHaveLength(4);
		const bad = ["", "a", "@b", "a@", "a@b@c", "a b@c", "a@b,c@d", "a@b>", "a@b\n", 'a"@b', null];
		expect(bad.filter(isAddress)).toEqual([]);
	});
});

test.each([
	["RCPT TO", 550, false, "bounced"],
	["RCPT TO", 450, false, "later"],
	["DATA", 554, true, "refused"],
	["DATA", 451, true, "later"],
	["DATA", 554, false, "refused"],
	["CONN", undefined, true, "unsure"],
	["CONN", 421, true, "unsure"],
	["CONN", undefined, false, "away"],
	["MAIL FROM", 550, false, "away"],
	["AUTH PLAIN", 535, false, "away"],
] as const)("%s answered %s, the letter begun: %s, means %s", (command, responseCode, begun, kind) => {
	const fault = { message: "x", command, ...(responseCode ? { responseCode, response: `${responseCode} x` } : {}) };
	expect(judged(fault, begun).kind).toBe(kind);
});

describe("isk doctor and the mail server", () => {
	const look = (dataDir: string) => {
		const config = readConfig({ DATA_DIR: dataDir, BASE_URL, NODE_ENV: "test" });
		const space = () => ({ free: 1, freeNames: null, type: 0 });
		return mail.look({ config, database: null, databaseError: null, now: new Date(), space });
	};

	test("not set up is no fault; a server that lets us in is told; one that does not is told with what to do", async () => {
		const empty = mkdtempSync(join(tmpdir(), "tillracklig-mail-"));
		whenFinished(async () => rmSync(empty, { recursive: true, force: true }));
		expect((await look(empty)).map(({ state }) => state)).toEqual(["ok"]);
		const server = await openMailServer({ user: "isk", password: "ratt" });
		const { host, port, tls, from } = server.settings;
		const file = { host, port, tls, from, user: "isk" };
		expect((await look(folderWith({ ...file, password: "ratt" }))).map(({ state }) => state)).toEqual(["ok"]);
		const [wrong] = await look(folderWith({ ...file, password: "hemligt-fel" }));
		expect(wrong).toMatchObject({ state: "fault" });
		expect(JSON.stringify(wrong)).toContain("535");
		expect(JSON.stringify(wrong)).not.toContain("hemligt-fel");
		await server.close();
		expect(JSON.stringify(await look(folderWith({ ...file, password: "ratt" })))).toContain("ECONNREFUSED");
		expect(server.received).toEqual([]);
		expect((await look(folderWith("{")))[0]?.state).toBe("fault");
	});
});
