import { afterAll, expect, test } from "vitest";
import { hold } from "../support/lifetime.ts";
import { listPages } from "../support/pages.ts";
import { openWholeWorld } from "../support/whole-world.ts";
import type { PersonKey } from "../support/world.ts";
import { brokenWords, closeChromium, openPage, openSite, requireAccessible, type Visitor } from "./site.ts";

// the tests below only look: they share one world, and it must be there before they can be named
const [{ pages, as }, close] = await hold(async () => {
	const world = await openWholeWorld();
	const pages = await listPages(world);
	const site = await openSite(world);
	const as = {} as Record<PersonKey, Visitor>;
	for (const person of new Set(pages.values())) as[person] = await site.visit(person);
	return { pages, as };
});
afterAll(async () => {
	await close();
	await closeChromium();
});

test("the pages were found", () => {
	expect(pages.size).toBeGreaterThan(60);
});

test("what a page may not have is noticed", async () => {
	const page = await openPage({ width: 360 });
	const faulty = "<img src='x.png'><p style='color: #ccc'>Grått</p>";
	await page.setContent(`<html lang="sv"><title>Fel</title><main><h1>Fel</h1>${faulty}</main></html>`);
	const anything = await requireAccessible(page).catch((error) => JSON.stringify(error.actual));
	expect(anything).toMatch(/color-contrast: .*image-alt: /);
	await expect(requireAccessible(page, "color-contrast")).rejects.toMatchObject({ actual: [expect.any(String)] });
});

test.each([...pages])(
	"%s is accessible, fits and breaks no word in a table: on a phone in the light, its colours on a wide screen in the dark",
	async (address, person) => {
		const { page } = as[person];
		await page.setViewportSize({ width: 360, height: 900 });
		await page.emulateMedia({ colorScheme: "light" });
		await page.goto(address);
		await requireAccessible(page);
		expect(await brokenWords(page)).toEqual([]);
		await page.setViewportSize({ width: 1440, height: 900 });
		await page.emulateMedia({ colorScheme: "dark" });
		await requireAccessible(page, "color-contrast");
		expect(await brokenWords(page)).toEqual([]);
	},
);
