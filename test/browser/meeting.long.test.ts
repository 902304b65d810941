import { afterAll, expect, test } from "vitest";
import { findPlanOfYear } from "../../db/queries/register/plans.ts";
import { listRisks } from "../../db/queries/register/risks.ts";
import { listDisagreements } from "../../db/queries/register/scoring.ts";
import { paths } from "../../src/paths/paths.ts";
import { openWorld } from "../support/world.ts";
import { draftOf } from "./draft-plan.ts";
import { brokenWords, closeChromium, openSite, requireAccessible, shoot } from "./site.ts";

afterAll(closeChromium);

test("a meeting scores, disagrees, settles and walks between the risks by the keyboard alone", async () => {
	const world = await openWorld();
	const plan = await draftOf(world);
	const { page } = await (await openSite(world)).visit("carin", { width: 1440 });
	const keys = async (...pressed: string[]) => {
		for (const key of pressed) await page.keyboard.press(key);
	};
	const at = (title: string) => page.getByRole("heading", { level: 1, name: title }).waitFor();
	await page.goto(paths.planScoring(plan));
	await at("R2 Läkemedel tar slut i förrådet");
	await keys("3");
	await keys("4");
	await expect.poll(() => page.locator(".is-chosen").getAttribute("data-at")).toBe("3-4");
	await page.keyboard.type("Två gånger i fjol");
	for (const width of [1440, 360]) {
		await page.setViewportSize({ width, height: 900 });
		await requireAccessible(page);
		expect(await brokenWords(page)).toEqual([]);
	}
	await shoot(page, "bedomning-i-mote");
	await page.setViewportSize({ width: 1440, height: 900 });
	await keys("Control+Enter");
	await at("R3 Fakturor betalas två gånger");
	await expect.poll(() => page.locator('[data-at="3-4"]').innerText()).toContain("R2");

	await keys("o");
	await page.keyboard.type("Ekonomi");
	await keys("Tab");
	await page.keyboard.type("2");
	await keys("Tab");
	await page.keyboard.type("2");
	await keys("Tab");
	await page.keyboard.type("Systemet stoppar dem");
	await keys("Tab");
	await page.keyboard.type("Vården");
	await keys("Tab");
	await page.keyboard.type("3");
	await keys("Tab");
	await page.keyboard.type("3");
	await keys("Tab");
	await page.keyboard.type("Inte alla");
	await keys("Tab", "Enter");
	await page.getByText("båda bedömningarna är sparade").waitFor();
	await page.getByRole("button", { name: "Avgör" }).waitFor();
	await requireAccessible(page);
	await shoot(page, "bedomning-oenighet");
	await keys("3");
	await keys("2");
	await page.keyboard.type("Vi följer vårdens bild av sannolikheten");
	await keys("Tab", "Enter");
	await page.getByText("oenigheten är avgjord").waitFor();

	await keys("k");
	await page.getByRole("heading", { level: 2, name: "Kvarstående risk, med åtgärder" }).waitFor();
	await keys("f");
	await at("R2 Läkemedel tar slut i förrådet");
	await keys("n");
	await at("R3 Fakturor betalas två gånger");
	const risks = await listRisks(world.ctx.db, {
		plan_id: (await findPlanOfYear(world.ctx.db, world.ids.board, 2027))!.id,
	});
	expect(risks.map(({ inherent }) => inherent?.score)).toEqual([9, 12, 6]);
	expect((await listDisagreements(world.ctx.db, risks[2]!.id))[0]).toMatchObject({
		first_by: "Ekonomi",
		settled_impact: 2,
	});
});
