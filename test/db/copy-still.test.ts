import { readdirSync, readlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { flushedAsItComes } from "../../db/dialect/copy-still.ts";
import { tempFolder } from "../support/database.ts";

const isOpen = (path: string) =>
	readdirSync("/proc/self/fd").some((fd) => {
		try {
			return readlinkSync(`/proc/self/fd/${fd}`) === path;
		} catch {
			return false;
		}
	});

test.runIf(process.platform === "linux")(
	"a copy goes to the disk while it is made, fewer pages at a time meanwhile, and is closed when it is done",
	async () => {
		const target = join(tempFolder(), "kopia.db");
		writeFileSync(target, "x");
		const at = (copied: number) => ({ totalPages: 9_000, remainingPages: 9_000 - copied });
		await flushedAsItComes(target, async (progress) => {
			expect(progress(at(1_900))).toBe(100);
			expect(progress(at(2_000))).toBe(25);
			expect(progress(at(5_000))).toBe(25);
			await setTimeout(200);
			expect(isOpen(target)).toBe(true);
			// what has been copied since the last time began goes next
			expect(progress(at(5_100))).toBe(25);
			await setTimeout(200);
			expect(progress(at(5_200))).toBe(100);
			expect(isOpen(target)).toBe(true);
		});
		expect(isOpen(target)).toBe(false);
	},
);

test("a file that cannot be written to the disk fails the copy", async () => {
	const copying = flushedAsItComes(join(tempFolder(), "finns-inte"), async (progress) => {
		progress({ totalPages: 9_000, remainingPages: 0 });
		await setTimeout(50);
	});
	await expect(copying).rejects.toThrow("ENOENT");
});
