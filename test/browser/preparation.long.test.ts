import { afterAll, expect, test } from "vitest";
import { findPlanOfYear } from "../../db/queries/register/plans.ts";
import { paths } from "../../src/paths/paths.ts";
import { meetingOn } from "../support/prepared-plan.ts";
import { openWorld } from "../support/world.ts";
import { brokenWords, closeChromium, openSite, requireAccessible, shoot } from "./site.ts";

afterAll(closeChromium);

test("a year is rolled forward row by row, handed over to its meeting, decided, and called by its stage", async () => {
	const world = await openWorld();
	const site = await openSite(world);
	await meetingOn(world);
	const { page } = await site.visit("carin", { width: 1440 });
	const looked = async (name: string) => {
		for (const width of [1440, 360]) {
			await page.setViewportSize({ width, height: 900 });
			await requireAccessible(page);
			expect(await brokenWords(page)).toEqual([]);
		}
		await shoot(page, name);
		await page.setViewportSize({ width: 1440, height: 900 });
	};
	await page.goto(paths.planCarried(world.ids.plan));
	await page.getByRole("button", { name: "Ta fram utkastet" }).click();
	await page.getByRole("heading", { name: "Internkontrollplan 2027" }).waitFor();
	const plan = (await findPlanOfYear(world.ctx.db, world.ids.board, 2027))!.id;

	await page.goto(paths.yearStrip(2027));
	await page.getByText("En plan för 2027 är inte beslutad.").waitFor();
	await looked("arsoversikt-utkast");
	await page.goto(paths.planPreparation(plan));
	await page.getByText("3 rader återstår.").waitFor();
	await looked("beredning");
	await page.getByRole("link", { name: "Gå igenom raderna", exact: true }).click();
	await page.getByText("3 rader väntar på ställningstagande.").waitFor();
	await looked("genomgang");
	// the rows of the risk at hand are chosen already
	await page.getByLabel("Behålls").check();
	await page.getByRole("button", { name: "Spara ställningstagandet" }).click();
	await page.getByText("Alla rader från förra året är genomgångna.").waitFor();

	await page.goto(paths.planPreparation(plan));
	await page.getByLabel(/^Nämnd 16/).check();
	await page.getByRole("button", { name: "Lämna till beredning" }).click();
	await page.getByText("Planen är i beredning och gäller inte.").waitFor();
	await looked("plan-i-beredning");
	await page.goto(paths.planPreparation(plan));
	await looked("beredning-pagar");
	await page.goto(paths.meetings());
	await looked("sammantraden");
	await page.getByRole("link", { name: /16/ }).first().click();
	await looked("sammantrade");
	await page.goto(paths.inbox());
	await page.getByText("Registrera nämndens beslut om planen för 2027, som är i beredning").waitFor();

	await page.goto(paths.planDecision(plan));
	await page.getByLabel("Beslutsdatum").fill("2026-11-16");
	await page.getByLabel("§ i protokollet").fill("112");
	await page.getByLabel("Diarienummer").fill("26RS77");
	await page.getByRole("button", { name: "Registrera beslutet" }).click();
	await page.getByText("Beslutad, gäller från 1 januari 2027").waitFor();
	await looked("plan-beslutad");
});
