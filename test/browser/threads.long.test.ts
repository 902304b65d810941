import { afterAll, expect, test } from "vitest";
import { paths } from "../../src/paths/paths.ts";
import { addRecommendation } from "../../src/report/recommendations/add-recommendation.ts";
import { openDrawnRun } from "../support/drawn-run.ts";
import { openWorld } from "../support/world.ts";
import { brokenWords, closeChromium, openSite, requireAccessible, shoot } from "./site.ts";

afterAll(closeChromium);

test("performer and reviewer ask and answer on the run, and a recommendation is linked to the plan", async () => {
	const world = await openWorld();
	const { runId } = await openDrawnRun(world);
	const recommendation = await addRecommendation(await world.as("carin"), {
		...{ board_id: world.ids.board, source: "internal", issuer: "Ekonomienheten", received_on: "2026-10-01" },
		...{ title: "Granska attesten", text: "Attesten bör granskas.", requirements: ["c"], owner_id: null, due_on: null },
	});
	const site = await openSite(world);
	const { page } = await site.visit("maria", { width: 360, javaScriptEnabled: false });
	await page.goto(paths.run(runId));
	await page.getByText("Ställ en fråga").click();
	await page.getByRole("button", { name: "Skicka frågan" }).click();
	await page.getByRole("heading", { name: "Rätta ett fel" }).waitFor();
	await page.getByLabel("Fråga", { exact: true }).fill("Räknas frakten in?");
	await page.getByRole("button", { name: "Skicka frågan" }).click();
	await page.getByText("Maria Ek frågade").waitFor();
	expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);

	const mats = (await site.visit("mats", { width: 1440 })).page;
	await mats.getByRole("link", { name: /Svara på en fråga/ }).focus();
	await mats.keyboard.press("Enter");
	await mats.getByLabel("Svar på fråga 1").focus();
	await mats.keyboard.type("Ja, den räknas in.");
	await mats.keyboard.press("Tab");
	await mats.keyboard.press("Enter");
	await mats.getByText("Svar av Mats Berg").waitFor();
	const carin = (await site.visit("carin", { width: 1440 })).page;
	await carin.goto(paths.recommendation(recommendation));
	await carin.getByText("Koppla till en risk eller åtgärd").click();
	await carin.getByLabel("Risk eller åtgärd").selectOption({ index: 1 });
	await carin.getByRole("button", { name: "Koppla", exact: true }).click();
	await carin.getByText("Kopplingen är sparad.").waitFor();
	for (const [looked, name] of [
		[mats, "fragor-och-svar"],
		[carin, "rekommendation-kopplad"],
	] as const) {
		for (const width of [1440, 360]) {
			await looked.setViewportSize({ width, height: 900 });
			await requireAccessible(looked);
			expect(await brokenWords(looked)).toEqual([]);
		}
		await shoot(looked, name);
	}
	await carin.goto(paths.measureReport(world.ids.measure));
	await requireAccessible(carin);
	await shoot(carin, "lagesrapport-steg");
});
