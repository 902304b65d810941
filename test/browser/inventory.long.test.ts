import { afterAll, expect, test } from "vitest";
import { paths } from "../../src/paths/paths.ts";
import { carryPlan } from "../../src/register/plans/carry-plan.ts";
import { openWorld } from "../support/world.ts";
import { brokenWords, closeChromium, openSite, requireAccessible, shoot } from "./site.ts";

afterAll(closeChromium);

test("a risk is proposed on a phone without JavaScript, answered with the keyboard alone, and the answer is read", async () => {
	const world = await openWorld();
	await carryPlan(await world.as("carin"), world.ids.plan);
	const site = await openSite(world);
	const phone = await site.visit("maria", { width: 360, javaScriptEnabled: false });
	await phone.page.goto(paths.riskProposalNew());
	await phone.page.getByLabel("Vad kan hända?").fill("Läkemedel tar slut");
	await phone.page.getByRole("button", { name: "Skicka förslaget" }).click();
	await phone.page.getByRole("heading", { name: "Rätta 2 fel" }).waitFor();
	expect(await phone.page.getByLabel("Vad kan hända?").inputValue()).toBe("Läkemedel tar slut");
	await phone.page.getByLabel("Varför kan det hända?").fill("Beställning sker för hand.");
	await phone.page.getByLabel("Vad skulle det leda till?").fill("Patienter får vänta.");
	expect(await phone.page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
	await phone.page.getByRole("button", { name: "Skicka förslaget" }).click();
	await phone.page.getByText("Förslaget är lämnat.").waitFor();

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
	await page.goto(paths.riskProposalNew());
	await looked("riskforslag-nytt");
	await page.goto(paths.riskProposals());
	await looked("bruttorisklista");
	await page.goto(paths.riskSources());
	await looked("riskunderlag");
	await page.goto(paths.inbox());
	// from here on with the keyboard alone
	const press = async (name: string | RegExp, role: "link" | "button" = "link") => {
		await page.getByRole(role, { name }).first().focus();
		await page.keyboard.press("Enter");
	};
	await press(/Besvara 1 riskförslag/);
	await page.getByRole("heading", { name: "Bruttorisklista 2027" }).waitFor();
	await press("Läkemedel tar slut");
	await page.getByRole("heading", { name: "Läkemedel tar slut" }).waitFor();
	await looked("riskforslag");
	await press("Ta in i planen");
	await page.getByRole("heading", { name: "Ta in i planen 2027" }).waitFor();
	await looked("riskforslag-i-planen");
	await page.getByLabel("Verksamhet", { exact: true }).focus();
	await page.keyboard.press("ArrowDown");
	await page.getByLabel(/^c\) Styrande/).focus();
	await page.keyboard.press("Space");
	await page.keyboard.press("Enter");
	await page.getByText("Risken står i utkastet").waitFor();
	await page.getByText("Förslagen bakom risken").waitFor();

	await phone.page.goto(paths.inbox());
	await phone.page.getByText("Ditt riskförslag 1 är besvarat").waitFor();
});
