import { afterAll, expect, test } from "vitest";
import { paths } from "../../src/paths/paths.ts";
import { JANUARY, openFinishedYear } from "../report/closing/support.ts";
import { closeChromium, openSite } from "./site.ts";

afterAll(closeChromium);

test("four clicks lead from the assessment to the drawn invoice and its evidence", async () => {
	const world = await openFinishedYear();
	const site = await openSite(world, JANUARY);
	const { page } = await site.visit("carin");
	await page.goto(paths.periodAssessments(world.ids.period));
	await page.getByRole("button", { name: "Påbörja förvaltningens bedömning" }).click();
	await page.locator("#krav-c").getByRole("link", { name: "Stickprov av inköp under 10 tkr" }).click();
	await page
		.locator(`a[href="${paths.run(world.runId)}"]`)
		.first()
		.click();
	// the run's page has every drawn invoice with its answers and evidence
	const card = page.locator("#inkop-1");
	await card.locator("summary").first().click();
	await card.getByText("990000").first().waitFor();
	await card.getByText("Förband.pdf").first().waitFor();
	expect(await page.title()).toContain("Tillräcklig");
});

test("the nämnd's page is printed on two sheets at most", async () => {
	const world = await openFinishedYear();
	const site = await openSite(world, JANUARY);
	const { page } = await site.visit("fia");
	await page.goto(paths.boardPageOf(world.ids.period));
	const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
	expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)!.length).toBeLessThanOrEqual(2);
});
