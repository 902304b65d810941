import type { Locator, Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { PURCHASE_CHECKLIST } from "../../db/seeds/scores.ts";
import { paths } from "../../src/paths/paths.ts";
import { openDrawnRun } from "../support/drawn-run.ts";
import { openWorld } from "../support/world.ts";
import { PHOTO } from "./october.ts";
import { closeChromium, openSite, requireAccessible, shoot } from "./site.ts";

afterAll(closeChromium);

/** What a month costs the thumb. */
interface Cost {
	taps: number;
	swipes: number;
	characters: number;
}

/** Ten drawn purchases with the real questions: the file answers one, and one is asked only where another got Nej. */
async function openTen() {
	const world = await openWorld();
	await world.ctx.database.transaction(async (trx) => {
		for (const [index, { text, help, finding = "", asks_cause }] of PURCHASE_CHECKLIST.entries()) {
			const terms = {
				asked_when_no: index === 11 ? 2 : null,
				answered_by: index === 6 ? ("two_attestants" as const) : null,
				may_be_not_applicable: index === 2 ? 1 : 0,
			};
			await trx
				.updateTable("check_questions")
				.set({ text, help, finding, asks_cause, ...terms })
				.where("position", "=", index + 1)
				.execute();
		}
	});
	const { runId } = await openDrawnRun(world, { n: 10, population: 40 });
	return { world, runId };
}

test("ten purchases, two Nej and a photo in at most 60 taps", async () => {
	const { world, runId } = await openTen();
	const site = await openSite(world);
	const { page } = await site.visit("maria", { width: 360, byThePage: true });
	const cost: Cost = { taps: 0, swipes: 0, characters: 0 };
	await tap(page, cost, page.getByRole("link", { name: /Stickprov av inköp/ }).first());
	await page.getByText("0 av 10 inköp besvarade").waitFor();
	await requireAccessible(page);
	for (let item = 1; item <= 10; item++) {
		const card = page.locator(`#inkop-${item}`);
		if (item > 1) await tap(page, cost, page.locator("#framsteg a"));
		if (item === 3) await find(page, cost, card, 5, "Två köp samma dag från samma leverantör");
		if (item === 7) await find(page, cost, card, 9, "Fakturan är på tio, beställningen på fem");
		if (item === 3) await photograph(page, cost, card);
		await tap(page, cost, card.getByRole("button", { name: /^Övriga \d+ frågor: Ja$/ }));
		await page.locator("#framsteg").getByText(`${item} av 10 inköp besvarade`).waitFor();
		if (item === 3) await requireAccessible(page);
		if (item === 3) await shoot(page, "kontrollsida");
	}
	await tap(page, cost, page.getByRole("link", { name: "Till signering" }));
	await tap(page, cost, page.getByRole("button", { name: "Signera" }));
	await page.getByText("Mats Berg granskar.", { exact: false }).waitFor();
	console.info(`Ten purchases: ${cost.taps} taps, ${cost.swipes} swipes, ${cost.characters} characters`);
	expect(cost.taps).toBeLessThanOrEqual(60);
	const titles = await world.ctx.db.selectFrom("deviations").select("title").orderBy("number").execute();
	expect(titles.map(({ title }) => title.split(":")[0])).toEqual(["Uppdelat köp", "Faktura stämmer inte"]);
	const { page: chef } = await site.visit("mats");
	await chef.goto(paths.runReview(runId));
	await requireAccessible(chef);
	await chef.getByText(/98 av 100 svar \(98 %\)/).waitFor();
});

/** A tap where the thing is, after as many swipes of most of a screen as bring it there. */
async function tap(page: Page, cost: Cost, target: Locator): Promise<void> {
	await target.waitFor();
	const box = (await target.boundingBox())!;
	const room = page.viewportSize()!.height - 120;
	const away = Math.max(box.y + box.height - room, -box.y, 0);
	cost.swipes += Math.ceil(away / (room * 0.8));
	cost.taps += 1;
	await target.evaluate((element) =>
		(element as unknown as { scrollIntoView(how: object): void }).scrollIntoView({ block: "center" }),
	);
	await target.click({ force: true });
}

async function find(page: Page, cost: Cost, card: Locator, question: number, words: string): Promise<void> {
	await tap(page, cost, choice(card, `svar-${question}`, "no"));
	const comment = card.locator(`[name="kommentar-${question}"]`);
	await tap(page, cost, comment);
	await comment.pressSequentially(words);
	cost.characters += words.length;
	await tap(page, cost, choice(card, `allvar-${question}`, "minor"));
	await tap(page, cost, card.getByRole("button", { name: "Spara avvikelsen" }));
	await card.getByRole("link", { name: /Avvikelse \d+/ }).waitFor();
}

function choice(card: Locator, name: string, value: string): Locator {
	return card.locator(`.choice:has([name="${name}"][value="${value}"]) label`);
}

async function photograph(page: Page, cost: Cost, card: Locator): Promise<void> {
	cost.taps += 1; // the word is the button: the camera opens
	await card.locator("input[capture]").setInputFiles(PHOTO);
	await page.getByText("kvitto.png").first().waitFor();
}
