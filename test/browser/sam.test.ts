import { afterAll, expect, test } from "vitest";
import { listSamAnswers } from "../../db/queries/sam/reviews.ts";
import { paths } from "../../src/paths/paths.ts";
import { openSamWorld } from "../sam/round.ts";
import { closeChromium, openSite } from "./site.ts";

afterAll(closeChromium);

test("without JavaScript the form is one plain form with one button", async () => {
	const world = await openSamWorld();
	const site = await openSite(world);
	const { page } = await site.visit("boris", { width: 360, javaScriptEnabled: false });
	await page.goto(paths.samReview(world.reviews.beta));
	for (let n = 1; n <= 16; n++) await page.locator(`[name="svar-${n}"][value="yes"]`).check();
	await page.getByLabel("Deltagare").fill("Arbetsplatsträffen");
	await page.getByLabel("Har inte deltagit").check();
	await page.getByRole("button", { name: "Spara och signera" }).click();
	await page.getByText("Skriv varför skyddsombudet inte har deltagit.").first().waitFor();
	expect(await listSamAnswers(world.ctx.db, world.reviews.beta)).toHaveLength(16);
	await page.locator('[name="ombud_text"]').fill("Skyddsombud saknas.");
	await page.getByRole("button", { name: "Spara och signera" }).click();
	await page.getByText("Uppföljningen är signerad.").waitFor();
});

test("an answer is said to be on its way at once, however long the server takes, and the words go with its answer", async () => {
	const world = await openSamWorld();
	const site = await openSite(world);
	const { page } = await site.visit("boris");
	await page.goto(paths.samReview(world.reviews.beta));
	const question = page.locator("#fraga-1");
	const sending = question.getByText("Sparas …");
	expect(await sending.isVisible()).toBe(false);
	let letGo = () => {};
	const held = new Promise<void>((resolve) => {
		letGo = resolve;
	});
	await page.route("**/svar", async (route) => {
		await held;
		await route.continue();
	});
	await question.locator('[name="svar-1"][value="yes"]').check();
	await sending.waitFor({ state: "visible", timeout: 2_000 });
	expect(await page.locator("#fraga-2").getByText("Sparas …").isVisible(), "another question").toBe(false);
	letGo();
	await question.getByText(/Sparat \d/).waitFor();
	expect(await sending.isVisible()).toBe(false);
});
