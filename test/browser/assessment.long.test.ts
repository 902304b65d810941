import type { Page } from "playwright-core";
import { afterAll, test } from "vitest";
import { ASSESSED } from "../../db/schema/report/words.ts";
import { paths } from "../../src/paths/paths.ts";
import { JANUARY, openFinishedYear } from "../report/closing/support.ts";
import { closeChromium, openSite, requireAccessible, shoot } from "./site.ts";

afterAll(closeChromium);

async function writeFollowUp(page: Page, url: string): Promise<void> {
	await page.goto(url);
	await page.getByLabel("Enligt plan", { exact: true }).check();
	await page.getByLabel("Resultat", { exact: false }).first().fill("Stickproven är utförda och granskade.");
	await page.getByRole("button", { name: "Spara uppföljningen" }).click();
	await page.getByText("Uppföljningen är sparad.").waitFor();
}

async function assess(page: Page): Promise<void> {
	for (const [requirement, name] of Object.entries(ASSESSED)) {
		const section = page.locator(`#krav-${requirement}`);
		const form = section.getByRole("form", { name: `Bedömning, ${name.toLowerCase()}` });
		if (!(await form.isVisible())) await section.getByText(/Skriv bedömningen|Ändra bedömningen/).click();
		await form.getByLabel("Tillräcklig", { exact: true }).check();
		await form.getByLabel("Skäl", { exact: true }).fill("Utförda, granskade och uppföljda.");
		await form.getByLabel(/Skäl för avsteg/).fill("Avvikelserna är små.");
		await form.getByRole("button", { name: /^Spara/ }).click();
		await page.getByText("Sparat.").waitFor();
	}
}

test("a year's report, from follow-up to the nämnd's decision", async () => {
	const world = await openFinishedYear();
	const site = await openSite(world, JANUARY);
	const period = world.ids.period;
	const { page: owner } = await site.visit("nils", { width: 360 });
	await writeFollowUp(owner, paths.followUp(period, "measure", world.ids.measure));
	await requireAccessible(owner);

	const { page: controller } = await site.visit("carin");
	await controller.goto(paths.readiness(period));
	await requireAccessible(controller);
	await shoot(controller, "lage");
	await writeFollowUp(controller, paths.followUp(period, "control", world.ids.control));
	await shoot(controller, "uppfoljning");
	await controller.goto(paths.followUps(period));
	await requireAccessible(controller);
	await shoot(controller, "uppfoljningar");

	await controller.goto(paths.periodAssessments(period));
	await controller.getByRole("button", { name: "Påbörja förvaltningens bedömning" }).click();
	await assess(controller);
	await requireAccessible(controller);
	await shoot(controller, "bedomning");
	await controller.getByRole("button", { name: "Lämna för godkännande" }).click();
	await controller.getByText("lämnad för godkännande.").waitFor();

	const { page: approver } = await site.visit("fia");
	await approver.goto(controller.url());
	await approver.getByRole("button", { name: "Godkänn bedömningen" }).click();
	await approver.getByText("Bedömningen är godkänd.").waitFor();

	await controller.goto(paths.periodAssessments(period));
	await controller.getByRole("button", { name: "Påbörja nämndens bedömning" }).click();
	await controller.getByRole("button", { name: "Lämna för godkännande" }).click();
	await controller.getByText("lämnad för godkännande.").waitFor();
	const board = controller.url();
	await approver.goto(board);
	await approver.getByRole("button", { name: "Godkänn bedömningen" }).click();
	await approver.getByText("Bedömningen är godkänd.").waitFor();

	await controller.goto(paths.boardPageOf(period));
	await requireAccessible(controller);
	await shoot(controller, "namnd");
	await controller.goto(paths.closing(period));
	await controller.getByLabel("Rapporten är färdig och ska stängas").check();
	await requireAccessible(controller);
	await controller.getByRole("button", { name: "Stäng rapporten" }).click();
	await controller.getByText("Rapporten är stängd.").waitFor();
	await requireAccessible(controller);
	await shoot(controller, "stangd-rapport");

	await controller.goto(board);
	await controller.getByLabel("Beslutsdatum").fill("2027-01-19");
	await controller.getByLabel("Paragraf").fill("12");
	await controller.getByLabel("Diarienummer").fill("27RS100");
	await controller.getByRole("button", { name: "Registrera beslutet" }).click();
	await controller.getByText("Beslutet är registrerat.").waitFor();
	await requireAccessible(controller);
});
