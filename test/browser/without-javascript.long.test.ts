import type { Locator, Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { paths } from "../../src/paths/paths.ts";
import { objectsOf } from "../support/read-workbook.ts";
import { approve, downloadWorkbook, importAndDraw, openOctober, PHOTO } from "./october.ts";
import { closeChromium, openSite } from "./site.ts";

afterAll(closeChromium);

test("the same month as plain forms, without JavaScript", async () => {
	const world = await openOctober();
	const site = await openSite(world);
	const unasked = async () => {};
	const plain = { javaScriptEnabled: false, byThePage: true };

	const { page: controller } = await site.visit("carin", plain);
	await importAndDraw(controller, unasked);

	const { page: phone } = await site.visit("maria", { width: 360, ...plain });
	await phone.goto(paths.run(world.runId));
	for (let item = 1; item <= 5; item++) await answerItem(phone, item);
	await phone.getByText("5 av 5 inköp besvarade", { exact: true }).waitFor();
	await addPhoto(phone);
	await phone.goto(paths.runSignature(world.runId));
	await phone.getByRole("button", { name: /Signera/ }).click();
	await phone.getByText("Signerad", { exact: true }).first().waitFor();

	const { page: chef } = await site.visit("mats", plain);
	await approve(chef, world.runId, unasked);

	const book = await downloadWorkbook(controller, unasked);
	expect(objectsOf(book, "Avvikelser")).toHaveLength(1);
	expect(book.sheets.get("Underlag")!.rows.flat()).toContain("kvitto.png");
});

/** All questions, one button. The second item has a Nej: the form comes back and asks what was found. */
async function answerItem(page: Page, item: number): Promise<void> {
	const card = page.locator(`#inkop-${item}`);
	if ((await card.locator("details").first().getAttribute("open")) === null)
		await card.locator("summary").first().click();
	for (let question = 1; question <= 12; question++) {
		const answer = item === 2 && question === 3 ? "no" : "yes";
		await choose(card, `[name="svar-${question}"][value="${answer}"]`);
	}
	const save = card.getByRole("button", { name: "Spara svar" });
	await save.click();
	if (item === 2) {
		await card.getByText("Nej, beskrivning saknas").waitFor();
		await card.locator('[name="kommentar-3"]').fill("Fel pris på fakturan.");
		await choose(card, '[name="allvar-3"][value="minor"]');
		await save.click();
	}
	await page.getByText(`Svaren för inköp ${item} är sparade.`).waitFor();
}

/** The keyboard's way to a choice: the words around it may hide the radio itself. */
async function choose(card: Locator, radio: string): Promise<void> {
	await card.locator(radio).focus();
	await card.page().keyboard.press("Space");
	expect(await card.locator(radio).isChecked()).toBe(true);
}

async function addPhoto(page: Page): Promise<void> {
	const card = page.locator("#inkop-2");
	if ((await card.locator("details").first().getAttribute("open")) === null)
		await card.locator("summary").first().click();
	await card.locator('.evidence-file input[type="file"]').setInputFiles(PHOTO);
	await card.locator(".evidence-file").getByRole("button", { name: "Ladda upp" }).click();
	await page.getByText("kvitto.png").first().waitFor();
}
