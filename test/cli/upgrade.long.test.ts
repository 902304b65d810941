import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { failing, follow, machine, pointAt, stepsUnder, titlesIn } from "./upgrade-support.ts";

// daily a migration that fails is tried in db/migrations, a restore in resilience/backup; here by the page's own lines
describe("the page of upgrading and restoring, line by line", () => {
	test("a version whose migration fails half-way leaves the database to the former one", async () => {
		const on = await machine();
		on.brings = failing;
		const before = await titlesIn(on.dataDir);
		await expect(follow(on, "Uppgradera")).rejects.toThrow("finns_inte");
		pointAt("forra", failing);
		expect(await on.step("systemctl start tillracklig")).toBe("");
		expect(await on.step("isk verify")).toContain("Inga fel.");
		expect(await titlesIn(on.dataDir)).toEqual(before);
	});

	test("a restore to an empty machine", async () => {
		const on = await machine();
		const before = await titlesIn(on.dataDir);
		await on.step(stepsUnder("Uppgradera")[0]!);
		writeFileSync(join(on.dataDir, "tillracklig.db"), "skadad");
		const said = await follow(on, "Återställa");
		expect(said["isk verify"]).toContain("Inga fel.");
		expect(said["isk doctor"]).toContain("Inga fel.");
		expect(await titlesIn(on.dataDir)).toEqual(before);
	});
});
