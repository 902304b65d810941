import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readlinkSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { NEW_YEAR_1980, type ZipEntry, zipOf } from "../../../src/ground/tables/zip-stream.ts";
import { ZipPackage } from "../../../src/ground/tables/zip-package.ts";

function folder(): string {
	const at = mkdtempSync(join(tmpdir(), "tillracklig-zip-"));
	onTestFinished(() => rmSync(at, { recursive: true, force: true }));
	return at;
}

function entry(at: string, name: string, content: string | Buffer): ZipEntry {
	const path = join(at, `${name.replaceAll("/", "-")}.bin`);
	writeFileSync(path, content);
	return { name, path, bytes: Buffer.byteLength(content) };
}

test("the zip is as large as it says, stored, with its names and the format's first day, and the same twice", async () => {
	const at = folder();
	const entries = [
		entry(at, "underlag/Räksmörgås ½.txt", "Förband"),
		entry(at, "tom.txt", ""),
		entry(at, "b", "x".repeat(300_000)),
	];
	const { bytes, stream } = zipOf(entries);
	const zip = await buffer(stream);
	expect(zip.length).toBe(bytes);
	expect(zip.includes("x".repeat(300_000))).toBe(true);
	const read = await ZipPackage.read(zip, { parts: 10, bytes: 1_000_000 });
	expect(read.names()).toEqual(entries.map(({ name }) => name));
	expect(read.text("underlag/Räksmörgås ½.txt")).toBe("Förband");
	expect(zip.readUInt16LE(10)).toBe(0); // time of the first local header
	expect(zip.readUInt16LE(12)).toBe(0x21); // 1980-01-01
	expect(NEW_YEAR_1980.getFullYear()).toBe(1980);
	expect((await buffer(zipOf(entries).stream)).equals(zip)).toBe(true);
});

test("another program finds every file whole, also with a directory of more than 64 kB, and the size told is the size sent", async () => {
	const at = folder();
	const one = entry(at, "en", "hej");
	const { bytes, stream } = zipOf(Array.from({ length: 1_500 }, (_, index) => ({ ...one, name: `f${index}` })));
	const zip = await buffer(stream);
	expect(zip.length).toBe(bytes);
	writeFileSync(join(at, "alla.zip"), zip);
	const code =
		"import zipfile,sys\nz=zipfile.ZipFile(sys.argv[1]); print(len(z.namelist()), z.read('f1499').decode(), z.testzip())";
	expect(execFileSync("python3", ["-c", code, join(at, "alla.zip")], { encoding: "utf8" }).trim()).toBe(
		"1500 hej None",
	);
});

test("what will be larger than four gigabytes is told with 64 bits before a byte is read", () => {
	const at = folder();
	const large = join(at, "stor.bin");
	writeFileSync(large, "");
	truncateSync(large, 3_000_000_000);
	const entries = [1, 2, 3].map((n) => ({ name: `stor-${n}`, path: large, bytes: 3_000_000_000 }));
	const { bytes, stream } = zipOf(entries);
	stream.destroy();
	expect(bytes).toBeGreaterThan(9_000_000_000);
});

test("a file that has changed or gone ends the zip with an error instead of a zip that looks whole", async () => {
	const at = folder();
	const shorter = { ...entry(at, "kort", "hej"), bytes: 10 };
	await expect(buffer(zipOf([shorter]).stream)).rejects.toThrow("unexpected number of bytes");
	const gone = { name: "borta", path: join(at, "finns-inte"), bytes: 3 };
	await expect(buffer(zipOf([entry(at, "a", "a"), gone]).stream)).rejects.toThrow("ENOENT");
});

test("whoever hangs up leaves no file open, and nothing is read that nobody takes", async () => {
	const at = folder();
	const large = entry(at, "stor", Buffer.alloc(5_000_000));
	const { stream } = zipOf([large, { ...large, name: "nästa" }]);
	await new Promise((resolve) => stream.once("readable", resolve));
	await delay(50);
	expect(stream.readableLength).toBeLessThan(1_000_000);
	stream.destroy();
	await expect.poll(() => openFiles().filter((path) => path === large.path)).toEqual([]);
});

function openFiles(): string[] {
	return readdirSync("/proc/self/fd").flatMap((fd) => {
		try {
			return [readlinkSync(`/proc/self/fd/${fd}`)];
		} catch {
			return []; // closed meanwhile
		}
	});
}
