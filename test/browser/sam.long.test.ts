import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { findLiveSignature, listSamAnswers } from "../../db/queries/sam/reviews.ts";
import { paths } from "../../src/paths/paths.ts";
import { openSamWorld, reviewOf, type SamWorld } from "../sam/round.ts";
import { closeChromium, openSite, requireAccessible, shoot } from "./site.ts";

afterAll(closeChromium);

/** Tab until the focused element answers to `selector`: the keyboard alone. */
async function tabTo(page: Page, selector: string): Promise<void> {
	for (let n = 0; n < 200; n++) {
		await page.keyboard.press("Tab");
		if (await page.evaluate(`document.activeElement?.matches(${JSON.stringify(selector)})`)) return;
	}
	throw new Error(`Tab never reached ${selector}`);
}

async function standInForMats({ ctx, ids }: SamWorld): Promise<void> {
	await ctx.database.transaction((trx) =>
		trx
			.insertInto("roles")
			.values({
				id: "vikarie",
				person_id: ids.gunnel,
				role: "manager",
				unit_id: ids.alfa,
				valid_from: "2026-11-01",
				valid_to: "2026-12-31",
				substitute_for: ids.mats,
				version: 1,
			})
			.execute(),
	);
}

/** Every question by one key each, the last one Nej with its åtgärd, and who took part. */
async function answerByKeyboard(page: Page): Promise<void> {
	await tabTo(page, '[name="svar-1"]');
	for (let n = 1; n <= 15; n++) await page.keyboard.press(n === 5 ? "e" : "j");
	await page.keyboard.press("n");
	await tabTo(page, '[name="vad-16"]');
	await page.keyboard.type("Genomför det som blev kvar");
	await tabTo(page, '[name="vem-16"]');
	await page.keyboard.type("Enhetschefen");
	await page.keyboard.press("Tab");
	await page.locator('[name="nar-16"]').fill("2027-02-01");
	await page.locator("#sam-framsteg strong").getByText("16 av 16").waitFor();
	await tabTo(page, '[name="deltagare"]');
	await page.keyboard.type("Hela arbetsplatsträffen");
	await tabTo(page, '[name="ombud_besked"]');
	await page.keyboard.press("Space");
	await tabTo(page, '[name="ombud_namn"]');
	await page.keyboard.type("Siv Lund");
	await page.locator('[name="ombud_datum"]').fill("2026-11-12");
}

test("a substitute answers with the keyboard alone, the skyddsombud dissents, the superior reconciles, tasks are returned", async () => {
	const world = await openSamWorld();
	await standInForMats(world);
	const site = await openSite(world);
	const review = paths.samReview(world.reviews.alfa);

	const substitute = await site.visit("gunnel");
	await substitute.page.goto(paths.sam());
	await requireAccessible(substitute.page);
	await shoot(substitute.page, "sam-start");
	await substitute.page.getByRole("link", { name: /Vårdcentralen Alfa/ }).click();
	await requireAccessible(substitute.page);
	await answerByKeyboard(substitute.page);
	await requireAccessible(substitute.page);
	await shoot(substitute.page, "sam-formular");
	await tabTo(substitute.page, 'button[formaction$="/signering"]');
	await substitute.page.keyboard.press("Enter");
	await substitute.page.getByText("Uppföljningen är signerad.").waitFor();
	expect(await findLiveSignature(world.ctx.db, world.reviews.alfa)).toMatchObject({ signed_for: "Mats Berg" });
	expect((await listSamAnswers(world.ctx.db, world.reviews.alfa)).map((one) => one.answer)).toEqual(
		Array.from({ length: 16 }, (_, index) => (index === 4 ? "not_applicable" : index === 15 ? "no" : "yes")),
	);

	const representative = await site.visit("siv", { width: 360 });
	await representative.page.goto(review);
	await representative.page.getByLabel("Jag har avvikande mening").check();
	await representative.page
		.getByLabel("Avvikande mening", { exact: false })
		.last()
		.fill("Riskbedömningen kom för sent.");
	await requireAccessible(representative.page);
	await representative.page.getByRole("button", { name: "Lämna besked" }).click();
	await representative.page.getByText("Ditt besked är sparat.").waitFor();

	const manager = await site.visit("mats", { width: 360 });
	await manager.page.goto(review);
	await manager.page.getByText("Jag kan inte ansvara för uppgifterna").click();
	await manager.page.getByLabel("Vilka uppgifter returneras?").fill("Fysisk arbetsmiljö i lokalerna");
	await manager.page.getByLabel("Varför?", { exact: true }).fill("Befogenheten ligger hos fastighet");
	await manager.page.getByLabel("Från vilken dag?").fill("2026-12-15");
	await manager.page.getByRole("button", { name: "Returnera uppgifterna" }).click();
	await manager.page.getByText("Din fördelande chef ser nu returneringen.").waitFor();

	const superior = await site.visit("nils");
	await superior.page.goto(review);
	await superior.page.getByText("Riskbedömningen kom för sent.").waitFor();
	await superior.page.getByLabel("Hur fungerar arbetsmiljöarbetet?").fill("Bra i vardagen.");
	for (const name of ["authority", "resources", "knowledge"])
		await superior.page.locator(`[name="${name}"][value="yes"]`).check();
	await superior.page.getByLabel("Returneras", { exact: true }).check();
	await requireAccessible(superior.page);
	await shoot(superior.page, "sam-avstamning");
	await superior.page.getByRole("button", { name: "Spara avstämningen" }).click();
	await superior.page.getByText("Avstämningen är sparad.").waitFor();
	await superior.page.getByRole("link", { name: "Fysisk arbetsmiljö i lokalerna" }).click();
	await superior.page.getByLabel("Vad händer nu?").fill("Jag tar tillbaka dem.");
	await requireAccessible(superior.page);
	await superior.page.getByRole("button", { name: "Kvittera" }).click();
	await superior.page.getByLabel("Ersättare").selectOption({ label: "Nils Holm" });
	await superior.page.getByRole("button", { name: "Utse ersättare" }).click();
	await superior.page.getByText("Ersättaren är utsedd.").waitFor();
	await superior.page.goto(paths.samOverview(world.round));
	await requireAccessible(superior.page);
	await shoot(superior.page, "sam-oversikt");
	expect(await reviewOf(world.ctx, world.reviews.alfa)).toMatchObject({ state: "reconciled" });
});

test("the controller's pages are accessible at every width", async () => {
	const world = await openSamWorld();
	const site = await openSite(world);
	const { page } = await site.visit("carin", { width: 360 });
	for (const path of [
		paths.sam(),
		paths.samRounds(),
		paths.samRound(world.round),
		paths.samQuestions(),
		paths.samAllocations(),
		paths.samAllocation(world.ids.alfa),
		paths.samOverview(world.round),
	]) {
		await page.goto(path);
		await requireAccessible(page);
	}
});
