import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { failing, follow, later, machine, NEW_VERSION, pointAt, stepsUnder, titlesIn } from "./upgrade-support.ts";

// daily the migrations of a release before and one that fails are tried in db/migrations, a restore in resilience/backup; here by the page's own lines
describe("the page of upgrading, going back and restoring, line by line", () => {
	test("an upgrade and the way back: a copy, the new version's migrations, and a sound register", async () => {
		const on = await machine();
		const before = await titlesIn(on.dataDir);
		const said = await follow(on, "Uppgradera");
		expect(said["systemctl start tillracklig"]).toBe(NEW_VERSION);
		expect(said["isk verify"]).toContain("Inga fel.");
		expect(said["isk doctor"]).toContain("Inga fel.");
		expect(await titlesIn(on.dataDir)).toEqual(before);

		// and back again: the former version refuses the new one's database, and takes the copy
		pointAt("forra", later);
		await expect(on.step("isk verify")).rejects.toThrow("nyare version");
		await expect(on.step("isk doctor")).rejects.toThrow(/FEL Databas: Databasen har använts av en nyare version/);
		await expect(on.step("systemctl start tillracklig")).rejects.toThrow("nyare version");
		const again = await follow(on, "Gå tillbaka");
		expect(again["isk verify"]).toContain("Inga fel.");
		expect(again["isk doctor"]).toContain("Inga fel.");
		expect(await titlesIn(on.dataDir)).toEqual(before);
		expect(existsSync(join(on.root, "undan", "tillracklig.db")), "what was moved aside is there").toBe(true);
	});

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
