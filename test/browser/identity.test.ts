import { afterAll, expect, test } from "vitest";
import { paths } from "../../src/paths/paths.ts";
import { giveAccount, PASSWORD } from "../support/local-account.ts";
import { openWorld, TODAY } from "../support/world.ts";
import { insertSetting } from "../../db/writes/office/settings.ts";
import { closeChromium, openSite, requireAccessible, shoot } from "./site.ts";

afterAll(closeChromium);

test("T55: whoever lacks the second factor is led to it from sign-in, and sees nothing else", async () => {
	const world = await openWorld();
	await giveAccount(world, "carin");
	const row = { key: "second_factor", value: JSON.stringify({ required: true }), valid_from: "2026-11-01" };
	await world.ctx.database.transaction((trx) =>
		insertSetting(trx, { id: "factor", ...row, created_at: TODAY, created_by: world.ids.adam }),
	);
	const { page } = await (await openSite(world)).visit("siv");
	await page.context().clearCookies();
	await page.goto(paths.signInPassword());
	await page.getByLabel("Användarnamn").fill("carin");
	await page.getByLabel("Lösenord").fill(PASSWORD);
	await page.getByRole("button", { name: "Logga in", exact: true }).click();
	await page.waitForURL(`**${paths.ownAccount()}`);
	expect(await page.locator("main").innerText()).toContain("Din roll kräver engångskoder");
	expect(await page.getByRole("navigation", { name: "Huvudmeny" }).count()).toBeLessThanOrEqual(1);
	await requireAccessible(page);
	await shoot(page, "identity-codes");
	await page.goto(paths.plans());
	expect(new URL(page.url()).pathname).toBe(paths.ownAccount());
});
