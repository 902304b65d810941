import type { Locator, Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { paths } from "../../src/paths/paths.ts";
import { answer, saying } from "../checks/samples/answers.ts";
import { FULL_MEASURE } from "../support/measure.ts";
import { objectsOf } from "../support/read-workbook.ts";
import type { World } from "../support/world.ts";
import { approve, downloadWorkbook, importAndDraw, openOctober, PHOTO } from "./october.ts";
import { closeChromium, openSite, requireAccessible, shoot } from "./site.ts";

afterAll(closeChromium);

test("a month of stickprov, from the purchases file to the workbook", async () => {
	const world = await openOctober();
	const site = await openSite(world);

	const { page: controller } = await site.visit("carin", { byThePage: true });
	await importAndDraw(controller, async (page) => {
		await requireAccessible(page);
		await shoot(page, new URL(page.url()).pathname.split("/")[1]!);
	});

	const { page: phone } = await site.visit("maria", { width: 360, byThePage: true });
	await requireAccessible(phone);
	await shoot(phone, "att-gora");
	await phone
		.getByRole("link", { name: /Stickprov av inköp under 10 tkr/ })
		.first()
		.click();
	await phone.getByText("0 av 5 inköp besvarade").waitFor();
	await requireAccessible(phone);
	for (let item = 1; item <= BY_HAND; item++) await answerItem(phone, item);
	await answerTheRest(world);
	await phone.reload();
	await phone.getByText("5 av 5 inköp besvarade", { exact: true }).waitFor();
	await requireAccessible(phone);
	await addPhoto(phone);
	await phone.evaluate("scrollTo(0, 0)");
	await shoot(phone, "stickprov", 360);
	await phone.goto(paths.runSignature(world.runId));
	await requireAccessible(phone);
	await phone.getByRole("button", { name: /Signera/ }).click();
	await phone.getByText("Signerad", { exact: true }).first().waitFor();

	const { page: chef } = await site.visit("mats");
	await approve(chef, world.runId);

	const book = await downloadWorkbook(controller);
	expect([...book.sheets.keys()]).toEqual(
		expect.arrayContaining([
			"Bedömning",
			"Kontroller",
			"Avvikelser",
			"Plan",
			"Sammanfattning",
			"Stickprov",
			"Underlag",
			"Läsanvisning",
		]),
	);
	expect(objectsOf(book, "Avvikelser")).toHaveLength(2);
	expect(book.sheets.get("Underlag")!.rows.flat()).toContain("kvitto.png");
	expect(
		book.sheets
			.get("Stickprov")!
			.rows.flat()
			.filter((cell) => cell === "Nej"),
	).toHaveLength(2);

	await controller.goto(paths.yearStrip(2026));
	await requireAccessible(controller);
	await shoot(controller, "arsoversikt", 1440);
});

/** Of five purchases: one by key and one by thumb every day, all in full; the rest are answered by the same command without the page. */
const BY_HAND = FULL_MEASURE ? 5 : 2;

async function answerTheRest(world: World & { runId: string }): Promise<void> {
	const maria = await world.as("maria");
	const items = await world.ctx.db
		.selectFrom("sample_items")
		.select("id")
		.where("run_id", "=", world.runId)
		.orderBy("position")
		.execute();
	for (const [index, { id }] of items.entries()) {
		if (index < BY_HAND) continue;
		const isNo = (index + 1) % 2 === 0;
		const answers = Array.from({ length: 12 }, (_, at) => saying(at + 1, isNo && at === 2 ? "no" : "yes"));
		answers[11] = saying(12, "not_applicable");
		await answer(maria, id, answers);
	}
}

/** Question by question, by thumb or (every second item) by key; items 2 and 4 have a Nej at question 3. */
async function answerItem(page: Page, item: number): Promise<void> {
	const card = page.locator(`#inkop-${item}`);
	await unfold(card);
	for (let question = 1; question <= 12; question++) {
		const isNo = question === 3 && item % 2 === 0;
		const answer = isNo ? "no" : question === 12 ? "not_applicable" : "yes";
		const choice = card.locator(`[name="svar-${question}"][value="${answer}"]`);
		const saved = page.waitForResponse((response) => response.url().endsWith("/svar"));
		if (item % 2 === 1) await pressKey(page, choice);
		else await tap(card, choice);
		await saved;
		if (isNo) await describeFinding(card, question);
	}
	await card
		.getByText("Klart", { exact: false })
		.or(card.getByText("12 av 12", { exact: false }))
		.first()
		.waitFor();
}

async function unfold(card: Locator): Promise<void> {
	if ((await card.locator("details").first().getAttribute("open")) === null)
		await card.locator("summary").first().click();
}

/** A tap on the word, scrolled to the middle first as a thumb would: the progress bar covers the bottom of the screen. */
async function tap(card: Locator, choice: Locator): Promise<void> {
	const label = card.locator(`label[for="${await choice.getAttribute("id")}"]`);
	await label.evaluate((element) =>
		(element as unknown as { scrollIntoView(how: object): void }).scrollIntoView({ block: "center" }),
	);
	await label.click({ force: true });
}

async function pressKey(page: Page, choice: Locator): Promise<void> {
	await choice.focus();
	await page.keyboard.press((await choice.getAttribute("data-key"))!);
}

/** A Nej without its grounds is kept and says so; with them it is a deviation. */
async function describeFinding(card: Locator, question: number): Promise<void> {
	const comment = card.locator(`[name="kommentar-${question}"]`);
	await card.getByText("Nej, beskrivning saknas").waitFor();
	await comment.fill("Fel pris på fakturan.");
	const minor = card.locator(`[name="allvar-${question}"][value="minor"]`);
	await tap(card, minor);
	await card.getByRole("button", { name: "Spara avvikelsen" }).click();
	await card
		.getByRole("link", { name: /Avvikelse \d+/ })
		.first()
		.waitFor();
}

/** A picture from the phone's camera is sent as soon as it is taken. */
async function addPhoto(page: Page): Promise<void> {
	const card = page.locator("#inkop-2");
	await unfold(card);
	const camera = card.locator("input[capture]");
	await camera.setInputFiles(PHOTO);
	await page.getByText("kvitto.png").first().waitFor();
}
