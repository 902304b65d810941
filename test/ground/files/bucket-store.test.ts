import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { describe, expect, onTestFinished, test } from "vitest";
import { readConfig } from "../../../src/config.ts";
import type { FileStore } from "../../../src/ground/files/file-store.ts";
import { openFileStore } from "../../../src/ground/files/open-file-store.ts";
import { FAULTS, type S3Server, startS3 } from "../../support/s3-server.ts";

const hash = (bytes: string | Buffer) => createHash("sha256").update(bytes).digest("hex");
const keyOf = (sha256: string) => `prov/evidence/${sha256.slice(0, 2)}/${sha256}`;

async function bucket(
	more = "",
	seconds = 2,
): Promise<{ s3: S3Server; files: FileStore; node(): FileStore; dir: string }> {
	const s3 = await startS3();
	const dir = mkdtempSync(join(tmpdir(), "tillracklig-s3-"));
	onTestFinished(async () => {
		await s3.close();
		rmSync(dir, { recursive: true, force: true });
	});
	const node = () => {
		const DATA_DIR = mkdtempSync(join(dir, "nod-"));
		const config = readConfig({ DATA_DIR, FILES_URL: s3.url("prov", more, seconds), ...s3.secrets });
		return openFileStore(config.dataDir, config.files);
	};
	return { s3, files: node(), node, dir };
}

const put = (files: FileStore, bytes: string | Buffer) =>
	files.putTemp(Readable.from([Buffer.from(bytes)]), 100_000_000);

async function kept(files: FileStore, bytes: string | Buffer): Promise<string> {
	const temp = await put(files, bytes);
	await files.keep(temp);
	return temp.sha256;
}

describe("evidence in a bucket", () => {
	test("is found by every node, byte for byte, in one piece and in parts", async () => {
		const { files, node, s3 } = await bucket("&encryption=AES256", 60);
		const large = randomBytes(35_000_000);
		const other = node();
		for (const bytes of [Buffer.from("kvitto"), large]) {
			const sha256 = await kept(files, bytes);
			expect(s3.objects.get(keyOf(sha256))!.body.equals(bytes)).toBe(true);
			expect(await other.size(sha256)).toBe(bytes.length);
			expect(await other.rehash(sha256)).toBe(sha256);
		}
		expect(await text(await other.open(hash("kvitto")))).toBe("kvitto");
		expect(
			s3.seen.filter((line) => line.startsWith("PUT") && line.includes("partNumber")).length,
		).toBeGreaterThanOrEqual(3);
		expect(s3.objects.get(keyOf(hash("kvitto")))!.headers).toEqual({ "x-amz-server-side-encryption": "AES256" });
		for (let index = 0; index < 4; index++) await kept(files, `fil ${index}`);
		expect((await other.list()).length).toBe(6);
		expect(await other.size(hash("annat"))).toBeNull();
		expect(await other.fetched(hash("annat"))).toBeNull();
	}, 120_000);

	test("is never replaced, also in a store without conditional writes", async () => {
		const { files, s3 } = await bucket();
		for (const unconditional of [false, true]) {
			s3.unconditional = unconditional;
			const sha256 = await kept(files, `kvitto ${unconditional}`);
			s3.objects.get(keyOf(sha256))!.body = Buffer.from("utbytt");
			const temp = await put(files, `kvitto ${unconditional}`);
			await expect(files.keep(temp)).rejects.toThrow("inte den som lades in");
			expect(s3.objects.get(keyOf(sha256))!.body.toString()).toBe("utbytt");
			expect(existsSync(temp.path)).toBe(true);
			expect(await files.rehash(sha256)).not.toBe(sha256);
			await expect(files.open(sha256)).rejects.toThrow("lämnas inte ut");
		}
	});

	test("is locked where that is asked for, and a disposal takes every version", async () => {
		const { files, s3 } = await bucket("&lock=governance&lock-days=30");
		s3.versioned = true;
		const sha256 = await kept(files, "kvitto");
		const { headers } = s3.objects.get(keyOf(sha256))!;
		expect(headers["x-amz-object-lock-mode"]).toBe("GOVERNANCE");
		expect(Date.parse(headers["x-amz-object-lock-retain-until-date"]!)).toBeGreaterThan(Date.now() + 29 * 86_400_000);
		expect(await files.remove(sha256)).toBe(true);
		expect(await files.size(sha256)).toBeNull();
		expect(await files.remove(sha256)).toBe(false);
	});

	test("a compliance lock refuses a disposal in words", async () => {
		const { files, s3 } = await bucket("&lock=compliance&lock-days=30");
		s3.versioned = true;
		const sha256 = await kept(files, "kvitto");
		await expect(files.remove(sha256)).rejects.toMatchObject({ status: 502 });
		expect(await files.size(sha256)).toBe(6);
	});

	test("what one node sets aside, the other finds, and nothing of it is left afterwards", async () => {
		const { files, node, s3, dir } = await bucket();
		const other = node();
		const name = await files.setAside(await put(files, "förhandsvisning"));
		const path = (await other.pathAside(name))!;
		expect(readFileSync(path, "utf8")).toBe("förhandsvisning");
		await other.keep({ path, sha256: hash("förhandsvisning") });
		expect([...s3.objects.keys()]).toEqual([keyOf(hash("förhandsvisning"))]);
		expect(await files.pathAside(name)).toBeNull();
		const thrown = await files.setAside(await put(files, "ångrad"));
		await other.discard({ path: (await other.pathAside(thrown))! });
		expect(s3.objects.size).toBe(1);
		const forgotten = await files.setAside(await put(files, "glömd"));
		expect(await other.sweep(0)).toBe(1);
		expect(await node().pathAside(forgotten)).toBeNull();
		expect(
			readdirSync(dir)
				.flatMap((one) => readdirSync(join(dir, one, "tmp")))
				.filter((one) => !one.startsWith("aside")),
		).toEqual([]);
		await expect(files.pathAside("../server.key")).rejects.toThrow("Not a name");
	});
});

describe("a transaction that keeps a file", () => {
	test("waits for no bytes: they were sent ahead, and what was not kept is gone afterwards", async () => {
		const { files, s3 } = await bucket();
		const temp = await put(files, "inköp");
		await files.ahead(temp, async () => {
			s3.seen.length = 0;
			await files.keep(temp);
			expect(s3.seen).toEqual([`PUT ${keyOf(temp.sha256)}`]);
		});
		expect([...s3.objects.keys()]).toEqual([keyOf(temp.sha256)]);
		const refused = await put(files, "nekad");
		await expect(files.ahead(refused, () => Promise.reject(new Error("nekad")))).rejects.toThrow("nekad");
		expect(s3.objects.size).toBe(1);
		expect(existsSync(refused.path)).toBe(true);
	});

	test("is not begun when the bucket does not answer", async () => {
		const { files, s3 } = await bucket();
		const temp = await put(files, "inköp");
		s3.fault = FAULTS.starting;
		let begun = false;
		await expect(
			files.ahead(temp, async () => {
				begun = true;
			}),
		).rejects.toMatchObject({ status: 503 });
		expect(begun).toBe(false);
	});
});

describe("a bucket that does not do as it should", () => {
	test.each([
		["is starting", FAULTS.starting, 503],
		["breaks off", FAULTS.cutOff, 503],
		["is slow", FAULTS.slow, 503],
	])(
		"%s: nothing is kept, the bytes are not lost, and it goes on afterwards",
		async (_what, fault, status) => {
			// each try waits for as long as the address says
			const { files, s3 } = await bucket("", 1);
			const temp = await put(files, "kvitto");
			s3.fault = fault;
			await expect(files.keep(temp)).rejects.toMatchObject({ status });
			await expect(files.setAside(await put(files, "annat"))).rejects.toMatchObject({ status });
			s3.fault = null;
			expect(s3.objects.size).toBe(0);
			expect(existsSync(temp.path)).toBe(true);
			await files.keep(temp);
			expect(await files.rehash(temp.sha256)).toBe(temp.sha256);
		},
		60_000,
	);

	test("goes silent in the middle of a file: said, and the file is whole when it answers again", async () => {
		const { files, s3 } = await bucket();
		const sha256 = await kept(files, "kvitto");
		s3.fault = (request, answer) => {
			if (request.method !== "GET") return false;
			answer.writeHead(200, { "content-length": "6" }).write("kvi");
			return true;
		};
		await expect(files.open(sha256)).rejects.toMatchObject({ status: 503 });
		s3.fault = null;
		expect(await text(await files.open(sha256))).toBe("kvitto");
	});

	test("fails twice and then answers: nobody notices", async () => {
		const { files, s3 } = await bucket();
		let failures = 2;
		s3.fault = (request, answer) => failures-- > 0 && FAULTS.starting(request, answer);
		const sha256 = await kept(files, "kvitto");
		expect(await files.rehash(sha256)).toBe(sha256);
	});

	test("stores other bytes than it was sent: refused before anything counts on them", async () => {
		const { files, s3 } = await bucket();
		s3.fault = (request, _answer, key) => {
			if (request.method === "GET" && s3.objects.has(key)) s3.objects.get(key)!.body = Buffer.from("skadat");
			return false;
		};
		await expect(kept(files, "kvitto")).rejects.toMatchObject({ status: 502 });
	});

	test("wrong credentials and a bucket that is not there are somebody's to put right", async () => {
		const { s3, dir } = await bucket();
		const opened = (over: Record<string, string>) => {
			const config = readConfig({ DATA_DIR: dir, FILES_URL: s3.url(), ...s3.secrets, ...over });
			return openFileStore(dir, config.files);
		};
		for (const over of [{ AWS_SECRET_ACCESS_KEY: "fel" }, { FILES_URL: s3.url().replace("underlag", "annan") }]) {
			const failed = await opened(over)
				.list()
				.catch((error: unknown) => error as Error & { detail: string });
			expect(failed).toMatchObject({ status: 502 });
			expect(JSON.stringify(failed)).not.toContain("fel");
		}
	});

	test.each([
		["s3://Hink/x", "hinkens namn"],
		["https://hink/x", "s3://"],
		["s3://hink/x?lock=governance", "lock-days"],
		["s3://hink/x?lock=compliance&lock-days=0", "1–36500"],
		["s3://hink/x?regon=eu", "okända delar: regon"],
		["s3://id:hemligt@hink/x", "AWS_ACCESS_KEY_ID"],
		["s3://hink/x?endpoint=ftp://x", "https://"],
		["s3://hink/å", "prefix"],
	])("an address that means nothing stops the start: %s", (FILES_URL, sentence) => {
		const secrets = { AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b" };
		expect(() => readConfig({ FILES_URL, ...secrets })).toThrow(/^FILES_URL /);
		expect(() => readConfig({ FILES_URL, ...secrets })).toThrow(sentence);
		expect(() => readConfig({ FILES_URL: "s3://hink/x" })).toThrow("AWS_SECRET_ACCESS_KEY");
	});
});
