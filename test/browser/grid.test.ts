import { afterAll, expect, test } from "vitest";
import { paths } from "../../src/paths/paths.ts";
import { openDrawnRun } from "../support/drawn-run.ts";
import { openWorld } from "../support/world.ts";
import { closeChromium, openSite, requireAccessible } from "./site.ts";

afterAll(closeChromium);

test("the grid is walked and answered by keyboard alone, and saves what the cards save", async () => {
	const world = await openWorld();
	const { runId } = await openDrawnRun(world, { n: 3 });
	const site = await openSite(world);
	const { page } = await site.visit("maria");
	await page.goto(paths.runView(runId, "rutnat"));
	const cell = (item: number, question: number) => page.locator(`[data-cell="Inköp ${item}, fråga ${question}"]`);
	const stored = async () =>
		(
			await world.ctx.db
				.selectFrom("check_answers")
				.innerJoin("check_questions", "check_questions.id", "check_answers.question_id")
				.select(["position", "answer"])
				.execute()
		).map(({ position, answer }) => `${position} ${answer}`);
	await requireAccessible(page);
	await cell(1, 1).focus();
	await page.keyboard.press("j");
	await expect.poll(stored).toEqual(["1 yes"]);
	expect(await cell(1, 1).textContent()).toBe("J");
	expect(await page.locator(":focus").getAttribute("data-cell"), "on to the next").toBe("Inköp 1, fråga 2");
	await page.keyboard.press("ArrowDown");
	await page.keyboard.press("ArrowLeft");
	expect(await cell(2, 1).getAttribute("tabindex")).toBe("0");
	expect(await page.locator("#inkop-2").isVisible()).toBe(true);
	expect(await page.locator("#inkop-1").isVisible(), "one card at a time").toBe(false);
	await page.keyboard.press("n");
	await page.locator("#inkop-2 textarea").first().waitFor();
	expect(await cell(2, 1).textContent()).toBe("N");
	await page.keyboard.press("Escape");
	expect(await page.locator(":focus").getAttribute("data-cell")).toBe("Inköp 2, fråga 1");
	await page.keyboard.press("ArrowDown");
	// the keyboard of the test has no ö
	await page.locator(":focus").dispatchEvent("keydown", { key: "ö" });
	await expect.poll(async () => (await stored()).length).toBe(14);
	await expect.poll(() => cell(3, 12).textContent()).toBe("J");
	await page.setViewportSize({ width: 360, height: 800 });
	expect(await page.locator("[data-check-grid]").isVisible()).toBe(false);
	expect(await page.locator("#inkop-1").isVisible(), "all cards on a phone").toBe(true);
});

test("without JavaScript the grid gives way to the cards", async () => {
	const world = await openWorld();
	const { runId } = await openDrawnRun(world, { n: 2 });
	const site = await openSite(world);
	const { page } = await site.visit("maria", { javaScriptEnabled: false });
	await page.goto(paths.runView(runId, "rutnat"));
	expect(await page.locator("[data-check-grid]").isVisible()).toBe(false);
	expect(await page.locator("#inkop-1").isVisible()).toBe(true);
	expect(await page.locator("#inkop-2").isVisible()).toBe(true);
});
