import { readFileSync } from "node:fs";
import ExcelJS from "exceljs";
import type { Locator, Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { paths } from "../../src/paths.ts";
import { openWorld, type World } from "../support/world.ts";
import { closeChromium, openSite, requireAccessible, shoot } from "./site.ts";

afterAll(closeChromium);

const HEAD =
	"Verifikationsnr;Enhetskod;Leverantör;Fakturanr;Bokföringsdatum;Nettobelopp;Beställare;Mottagare;Beslutsattestant";
const lines = (code: string, count: number) =>
	Array.from(
		{ length: count },
		(_, n) =>
			`${code}${100 + n};${code};Vårdmaterial Norden AB;F${code}${n};2026-10-${String((n % 28) + 1).padStart(2, "0")};${1250 + n},50;Inköpsstöd;Godsmottagning;Mats Berg`,
	);
/** October: nine purchases at each unit, one above the limit. */
const OCTOBER = [
	HEAD,
	...lines("1001", 9),
	...lines("1002", 9),
	"1001999;1001;Dyrt AB;F9;2026-10-09;25000,00;Inköpsstöd;Godsmottagning;Mats Berg",
].join("\r\n");
/** One red pixel. */
const PHOTO = Buffer.from(
	"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC",
	"base64",
);

async function importAndDraw(page: Page): Promise<void> {
	await page.goto(paths.purchases());
	await page.getByLabel("Period").selectOption("2026-10");
	await page
		.getByLabel("Fil", { exact: true })
		.setInputFiles({ name: "inkop-2026-10.csv", mimeType: "text/csv", buffer: Buffer.from(OCTOBER) });
	await page.getByRole("button", { name: "Förhandsgranska" }).click();
	await page.getByRole("heading", { name: /Förhandsgranska/ }).waitFor();
	await requireAccessible(page);
	await shoot(page, "forhandsgranskning");
	await page.getByRole("button", { name: "Läs in och frys populationen" }).click();
	await page.getByRole("heading", { name: /Populationen för/ }).waitFor();
	await requireAccessible(page);
	await page.getByRole("button", { name: "Dra stickprovet" }).click();
	await page.getByRole("heading", { name: /Dragningen/ }).waitFor();
	await requireAccessible(page);
	await shoot(page, "dragning");
}

async function runAt(world: World, unit: "alfa" | "beta"): Promise<string> {
	const run = await world.ctx.db
		.selectFrom("control_runs")
		.select("id")
		.where("unit_id", "=", world.ids[unit])
		.where("period_key", "=", "2026-10")
		.executeTakeFirstOrThrow();
	return run.id;
}

async function createRuns(world: World): Promise<void> {
	const { createRuns } = await import("../../src/controls/create-runs.ts");
	await createRuns(await world.as("carin"), { today: "2026-11-16" });
}

/** The workbook's cell texts, by sheet. */
async function readWorkbook(file: string): Promise<Map<string, string[][]>> {
	const workbook = new ExcelJS.Workbook();
	await workbook.xlsx.load(readFileSync(file) as never);
	return new Map(
		workbook.worksheets.map((sheet) => {
			const rows: string[][] = [];
			sheet.eachRow((row) => void rows.push((row.values as unknown[]).slice(1).map((value) => String(value ?? ""))));
			return [sheet.name, rows];
		}),
	);
}

test("a month of stickprov, from the purchases file to the workbook", async () => {
	const world = await openWorld();
	await createRuns(world);
	const site = await openSite(world);

	const { page: controller } = await site.visit("carin");
	await importAndDraw(controller);

	const { page: phone } = await site.visit("maria", { width: 360 });
	await requireAccessible(phone);
	await shoot(phone, "att-gora");
	await phone
		.getByRole("link", { name: /Stickprov av inköp under 10 tkr/ })
		.first()
		.click();
	await phone.getByText("0 av 5 inköp besvarade").waitFor();
	await requireAccessible(phone);
	for (let item = 1; item <= 5; item++) await answerItem(phone, item);
	await phone.getByText("5 av 5 inköp besvarade").waitFor();
	await requireAccessible(phone);
	await addPhoto(phone);
	await shoot(phone, "stickprov", 360);
	await phone.goto(paths.runSignature(await runAt(world, "alfa")));
	await requireAccessible(phone);
	await phone.getByRole("button", { name: /Signera/ }).click();
	await phone.getByText("Signerad", { exact: true }).first().waitFor();

	const { page: chef } = await site.visit("mats");
	await chef.goto(paths.runReview(await runAt(world, "alfa")));
	await requireAccessible(chef);
	await shoot(chef, "granskning");
	await chef.getByLabel(/Godkänn/).check();
	await chef.getByRole("button", { name: "Spara beslutet" }).click();
	await chef
		.getByText(/^Godkänd \(sen\)/)
		.first()
		.waitFor();

	await controller.goto(paths.reports());
	await requireAccessible(controller);
	await controller.getByRole("link", { name: "Verksamhetsberättelse 2026" }).click();
	await requireAccessible(controller);
	const downloading = controller.waitForEvent("download");
	await controller.getByRole("button", { name: /arbetsbok/i }).click();
	const sheets = await readWorkbook(await (await downloading).path());
	expect([...sheets.keys()]).toEqual(
		expect.arrayContaining([
			"Sammanfattning",
			"Internkontrollplan",
			"Kontroller",
			"Stickprov",
			"Avvikelser",
			"Underlag",
			"Läsanvisning",
		]),
	);
	expect(sheets.get("Avvikelser")!.slice(1)).toHaveLength(2);
	expect(sheets.get("Underlag")!.flat()).toContain("kvitto.png");
	expect(
		sheets
			.get("Stickprov")!
			.flat()
			.filter((cell) => cell === "Nej"),
	).toHaveLength(2);

	await controller.goto(paths.yearStrip(2026));
	await requireAccessible(controller);
});

/** Question by question, by thumb or (every second item) by key; items 2 and 4 have a Nej at question 3. */
async function answerItem(page: Page, item: number): Promise<void> {
	const card = page.locator(`#inkop-${item}`);
	if ((await card.locator("details").first().getAttribute("open")) === null)
		await card.locator("summary").first().click();
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

/** A Nej without its grounds is refused at the fields; with them it is a deviation. */
async function describeFinding(card: Locator, question: number): Promise<void> {
	const comment = card.locator(`[name="kommentar-${question}"]`);
	await card.getByRole("button", { name: "Spara avvikelsen" }).click();
	await expect.poll(() => comment.getAttribute("aria-invalid")).toBe("true");
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
	const camera = page.locator("#inkop-2").locator("input[capture]");
	await camera.setInputFiles({ name: "kvitto.png", mimeType: "image/png", buffer: PHOTO });
	await page.getByText("kvitto.png").first().waitFor();
}
