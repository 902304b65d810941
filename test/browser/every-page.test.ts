import { afterAll, expect, test } from "vitest";
import { paths } from "../../src/paths/paths.ts";
import { addGovernanceItem } from "../../src/report/governance/add-governance-item.ts";
import { writeNumbers } from "../../src/report/governance/write-numbers.ts";
import { governanceItem } from "../report/governance/support.ts";
import { hold } from "../support/lifetime.ts";
import { FULL_MEASURE } from "../support/measure.ts";
import { listPages } from "../support/pages.ts";
import { openWholeWorld, type WholeWorld } from "../support/whole-world.ts";
import type { PersonKey } from "../support/world.ts";
import {
	brokenWords,
	closeChromium,
	openPage,
	openSite,
	requireAccessible,
	requireAccessibleAnew,
	type Visitor,
	WIDTHS,
} from "./site.ts";

/** Every day in the light on a phone, which has the least room; in full also in the dark, at every width. */
const PHONE = { width: 360, height: 900 };

/** Pages of a row of the plan, with numbers of two kinds on them. */
async function governedPages({ as, ids }: WholeWorld): Promise<string[]> {
	const carin = await as("carin");
	const add = (told: Parameters<typeof governanceItem>[0]) =>
		addGovernanceItem(carin, ids.period, governanceItem(told));
	const goal = await add({ kind: "goal", number: "1", title: "God, jämlik och jämställd hälsa", chapter: "process" });
	const share = { kind: "indicator", unit: "procent", comparison: "more_than", target: 9000 } as const;
	const indicator = await add({
		...share,
		title: "Andel inom vårdgarantin",
		parent_id: goal,
		baseline: 80,
		baseline_year: 2025,
	});
	const money = { kind: "economy", unit: "mnkr", signed: "yes", chapter: "Kostnader" } as const;
	const sum = await add({ ...money, title: "Summa kostnader" });
	const part = await add({ ...money, title: "Avskrivningar, inventarier", parent_id: sum });
	const numbers = { budget_ore: -1_154_910_000_000, outcome_ore: -681_390_000_000, forecast_ore: -1_178_000_000_000 };
	await writeNumbers(carin, ids.period, [
		...[sum, part].map((item_id) => ({ item_id, values: numbers })),
		{ item_id: indicator, values: { outcome_ore: 9150 } },
	]);
	return [
		...[goal, indicator, sum].map((id) => paths.governanceStatus(ids.period, id)),
		paths.governanceEdit(ids.period, indicator),
	];
}

// the tests below only look: they share one world, and it must be there before they can be named
const [{ pages, as }, close] = await hold(async () => {
	const world = await openWholeWorld();
	const governed = await governedPages(world);
	const pages = new Map([...(await listPages(world)), ...governed.map((address) => [address, "carin"] as const)]);
	const site = await openSite(world);
	const as = {} as Record<PersonKey, Visitor>;
	for (const person of new Set(pages.values())) as[person] = await site.visit(person, PHONE);
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

test("a text that looks as none before is judged, also among others that were", async () => {
	const page = await openPage({ width: 360 });
	const judged = new Set<string>();
	const show = (...texts: string[]) =>
		page.setContent(`<html lang="sv"><title>Sida</title><main><h1>Sida</h1>${texts.join("")}</main></html>`);
	const right = "<p style='color: #222'>Svart</p>";
	await show(right);
	await requireAccessibleAnew(page, judged);
	for (const wrong of [
		"<p style='color: #ccc'>Grått</p>",
		"<div style='background: #555'><p style='color: #222'>Svart</p></div>",
		"<p style='color: #222; opacity: 0.3'>Svart</p>",
	]) {
		await show(right, wrong);
		await expect(requireAccessibleAnew(page, judged), wrong).rejects.toMatchObject({ actual: [expect.any(String)] });
	}
	await show(right, right);
	await requireAccessibleAnew(page, judged);
});

test("the arrows of a map end where its boxes do, however wide the window is", async () => {
	const [address, person] = [...pages].find(([path]) => path.endsWith("/riskkarta"))!;
	const { page } = as[person];
	for (const width of [1300, 1800]) {
		await page.setViewportSize({ width, height: 900 });
		await page.goto(address);
		const map = page.locator(".heat:has(.heat-moves)").last();
		const edge = async (part: string) => (await map.locator(part).boundingBox())!;
		const [boxes, arrows] = [await edge("table"), await edge(".heat-moves")];
		expect(Math.abs(boxes.x + boxes.width - arrows.x - arrows.width)).toBeLessThan(4);
	}
});

/** The looks of texts whose contrast is judged; in full it is judged on every page. */
const judged = new Set<string>();

test.each([...pages])("%s is accessible, fits and breaks no word in a table", async (address, person) => {
	const { page } = as[person];
	await page.setViewportSize(PHONE);
	await page.emulateMedia({ colorScheme: "light" });
	await page.goto(address);
	await (FULL_MEASURE ? requireAccessible(page) : requireAccessibleAnew(page, judged));
	expect(await brokenWords(page)).toEqual([]);
	if (!FULL_MEASURE) return;
	await page.emulateMedia({ colorScheme: "dark" });
	for (const width of WIDTHS) {
		await page.setViewportSize({ width, height: 900 });
		await requireAccessible(page, "color-contrast");
		expect(await brokenWords(page)).toEqual([]);
	}
});
