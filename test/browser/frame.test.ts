import { afterAll, expect, test } from "vitest";
import { paths } from "../../src/paths/paths.ts";
import { hold } from "../support/lifetime.ts";
import { openWholeWorld } from "../support/whole-world.ts";
import { closeChromium, openSite } from "./site.ts";

const [{ carin, rune }, close] = await hold(async () => {
	const site = await openSite(await openWholeWorld());
	return { carin: await site.visit("carin"), rune: await site.visit("rune") };
});
afterAll(async () => {
	await close();
	await closeChromium();
});

const HEADER = "document.querySelector('body > header').offsetHeight";

test.each([paths.overview(), paths.inbox(), paths.yearStrip(), paths.runs(), paths.plans()])(
	"the frame of %s leaves the phone to the page: at most 110 px, and nothing beside it",
	async (address) => {
		for (const { page } of [carin, rune]) {
			await page.setViewportSize({ width: 360, height: 800 });
			await page.goto(address);
			expect(await page.evaluate<number>(HEADER)).toBeLessThanOrEqual(110);
			expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
		}
	},
);

test("the second row of Kontroller is there, and says where one is", async () => {
	const { page } = carin;
	await page.setViewportSize({ width: 1440, height: 900 });
	await page.goto(paths.evaluation());
	const second = page.getByRole("navigation", { name: "Sidor under Kontroller" });
	expect(await second.getByRole("link").allInnerTexts()).toEqual([
		...["Årsöversikt", "Kontrollmoment", "Kontrolltillfällen", "Inköp", "Utvärdering", "Träffar"],
	]);
	expect(await second.locator("[aria-current]").innerText()).toBe("Utvärdering");
});

test("Logga ut lies under the name, and works as a plain form", async () => {
	const { page } = rune;
	await page.setViewportSize({ width: 360, height: 800 });
	await page.goto(paths.overview());
	expect(await page.getByRole("button", { name: "Logga ut" }).isVisible()).toBe(false);
	await page.locator(".who > summary").click();
	await page.getByRole("button", { name: "Logga ut" }).click();
	await page.waitForURL(/logga-in/);
});

test("on paper there is no frame, no filter and no folded table", async () => {
	const { page } = carin;
	await page.goto(paths.overview());
	await page.emulateMedia({ media: "print" });
	for (const gone of [".top-bar", ".second", ".crumbs", ".footer", ".drawing .more"])
		expect(await page.locator(gone).first().isHidden(), gone).toBe(true);
	expect(await page.locator(".plot").first().isVisible()).toBe(true);
	await page.emulateMedia({ media: null });
});
