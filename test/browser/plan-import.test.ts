import { afterAll, expect, test } from "vitest";
import { planContents } from "../../db/queries/register/plans-contents.ts";
import { findPlanOfYear } from "../../db/queries/register/plans.ts";
import { paths } from "../../src/paths/paths.ts";
import { workbookOf } from "../register/plan-import/reading-support.ts";
import { FULL_MEASURE } from "../support/measure.ts";
import { openWorld } from "../support/world.ts";
import { closeChromium, openSite, requireAccessible, shoot, type VisitOptions } from "./site.ts";

afterAll(closeChromium);

const ROWS = [
	["Riskregister 2027"],
	["Kategori", "Hot", "S", "K", "Plan", "Vem", "När"],
	["HR", "Ohälsa i vardagen", 5, 3, "Följ upp\nStäm av", "Carin Åberg", "Kvartalsvis"],
	["Ekonomi", "Köp utanför avtal", 2, 2, "Utbilda beställare", "Ekonomichefen", "juni 2027"],
];

const WITH: [string, VisitOptions] = ["with JavaScript, wide", { width: 1440 }];
const WITHOUT: [string, VisitOptions] = ["without JavaScript, on a phone", { width: 360, javaScriptEnabled: false }];

test.each(FULL_MEASURE ? [WITH, WITHOUT] : [WITHOUT])(
	"a file without known headings: mapped, edited, read in and taken back (%s)",
	async (name, options) => {
		const world = await openWorld();
		const site = await openSite(world);
		const { page } = await site.visit("carin", options);
		// the accessibility engine is a script, and needs a page that runs them
		const look = async (part: string) => {
			if (options.width === 1440) await requireAccessible(page);
			await shoot(page, `plan-lasning-${part}-${options.width}`);
		};
		await page.goto(paths.plans());
		await page.getByRole("link", { name: "Läs in en plan" }).click();
		await page.getByLabel("Planens år").fill("2027");
		await page.getByLabel("Planen som fil").setInputFiles({
			name: "register.xlsx",
			mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
			buffer: await workbookOf({ Register: ROWS }),
		});
		await look("fil");
		await page.getByRole("button", { name: "Förhandsgranska" }).click();

		await page.getByText("Register: rubriker Kategori, Hot, S, K, Plan, Vem, När").waitFor();
		for (const [heading, field] of [
			["Kategori", "Verksamhet"],
			["Hot", "Risk"],
			["Plan", "Åtgärd"],
			["Vem", "Ansvarig"],
			["När", "Klart eller frekvens"],
		])
			await page.getByLabel(heading!, { exact: true }).selectOption({ label: field! });
		await look("kolumner");
		await page.getByRole("button", { name: "Läs på nytt" }).click();
		await page.getByText("Filens skala har 5 steg och planens 4", { exact: true }).waitFor();
		await look("forhandsgranskning");
		await page.getByRole("link", { name: "Ange hur stegen motsvarar varandra" }).click();
		for (const [from, to] of [1, 2, 3, 3, 4].entries())
			await page.getByLabel(`Filens ${from + 1} är planens`).selectOption(String(to));
		await page.getByRole("button", { name: "Läs på nytt" }).click();

		await page.getByRole("link", { name: "Köp utanför avtal" }).click();
		await page.getByLabel("Rubrik", { exact: true }).fill("Köp utanför ramavtal");
		await look("andring");
		await page.getByRole("button", { name: "Spara" }).click();
		await page.getByRole("button", { name: "Läs in 2 risker" }).click();
		await page.getByText("Köp utanför ramavtal").first().waitFor();
		const plan = (await findPlanOfYear(world.ctx.db, world.ids.board, 2027))!;
		const { risks } = await planContents(world.ctx.db, plan.id);
		expect(risks.map(({ title, inherent_likelihood }) => [title, inherent_likelihood])).toEqual([
			["Ohälsa i vardagen", 4],
			["Köp utanför ramavtal", 2],
		]);
		await look("plan");
		await page.getByRole("button", { name: "Ångra inläsningen" }).click();
		await page.getByRole("link", { name: "Läs in en plan" }).waitFor();
		expect((await planContents(world.ctx.db, plan.id)).risks, name).toEqual([]);
	},
);
