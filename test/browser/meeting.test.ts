import { afterAll, expect, test } from "vitest";
import { paths } from "../../src/paths/paths.ts";
import { openWorld } from "../support/world.ts";
import { draftOf } from "./draft-plan.ts";
import { brokenWords, closeChromium, openSite, requireAccessible } from "./site.ts";

afterAll(closeChromium);

test("a risk's form says the value of what is chosen at once, each pair by itself", async () => {
	const world = await openWorld();
	const plan = await draftOf(world);
	const { page } = await (await openSite(world)).visit("carin", { width: 1440 });
	await page.goto(paths.planRisks(plan));
	const pair = (legend: string) => page.getByRole("group", { name: legend });
	const [inherent, target] = [pair("Inneboende risk, utan åtgärder"), pair("Målet för risken")];
	await inherent.getByLabel("Sannolikhet").selectOption("3");
	expect(await inherent.locator("output").innerText()).toBe("inte bedömd");
	await inherent.getByLabel("Konsekvens").selectOption("4");
	await expect.poll(() => inherent.locator("output").innerText()).toBe("12 Hög");
	expect(await inherent.locator(".is-chosen").getAttribute("data-at")).toBe("3-4");
	expect(await target.locator("output").innerText()).toBe("inte bedömd");
	expect(await target.locator(".is-chosen").count()).toBe(0);
	for (const width of [1440, 360]) {
		await page.setViewportSize({ width, height: 900 });
		await requireAccessible(page);
		expect(await brokenWords(page)).toEqual([]);
	}
});
