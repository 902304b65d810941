import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { COMMANDS } from "../../scripts/commands/index.ts";
import { follow, later, machine, NEW_VERSION, pointAt, titlesIn } from "./upgrade-support.ts";

// whole procedures: every copy stretches its passphrase, and every start migrates a file that is synced
describe("the page of upgrading, going back and restoring, line by line", { timeout: 120_000 }, () => {
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
});

test("every command that a page of operations names is one", () => {
	const pages = [
		"README.md",
		...readdirSync("scripts/deploy")
			.filter((name) => name.endsWith(".md"))
			.map((name) => `scripts/deploy/${name}`),
	];
	const named = pages.flatMap((page) =>
		[...readFileSync(page, "utf8").matchAll(/(?:^|`|&& )(?:npm run isk -- |isk )([a-z][\w-]*)/gm)].map(
			([, name]) => name!,
		),
	);
	expect(named).toContain("doctor");
	expect(named.filter((name) => name !== "help" && !Object.hasOwn(COMMANDS, name))).toEqual([]);
});
