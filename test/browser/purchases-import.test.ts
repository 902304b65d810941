import { afterAll, expect, test } from "vitest";
import { paths } from "../../src/paths/paths.ts";
import { openWorld } from "../support/world.ts";
import { closeChromium, openSite, requireAccessible, shoot, type VisitOptions } from "./site.ts";

afterAll(closeChromium);

/** A title, headings that nobody knows, a code that no unit has, and a row without any. */
const FILE = [
	"Uttag ur ekonomisystemet oktober 2026",
	"Post;Plats;Dygn;Firma;Kostar",
	"A1;1001;2026-10-02;Vårdmaterial Norden AB;1250,50",
	"A2;10011;2026-10-05;Kåpor AB;99,50",
	"A3;;2026-10-06;Öster AB;300,00",
].join("\r\n");
const MEANT = [
	["Post", "verifikationsnummer"],
	["Plats", "enhetskod"],
	["Dygn", "bokföringsdatum"],
	["Firma", "leverantör"],
	["Kostar", "belopp"],
] as const;

const VISITS: [string, VisitOptions][] = [
	["with JavaScript, wide", { width: 1440 }],
	["without JavaScript, on a phone", { width: 360, javaScriptEnabled: false }],
];

test.each(VISITS)(
	"a file with unknown headings: mapped, its units placed, shown and stored (%s)",
	async (_name, options) => {
		const world = await openWorld();
		const site = await openSite(world);
		const { page } = await site.visit("carin", options);
		const look = async (part: string) => {
			if (options.javaScriptEnabled !== false) await requireAccessible(page);
			await shoot(page, `inkop-lasning-${part}-${options.width}`);
		};
		await page.goto(paths.purchases());
		const form = page.locator('form[enctype="multipart/form-data"]');
		await form.getByLabel("Period").selectOption("2026-10");
		const file = { name: "uttag.csv", mimeType: "text/csv", buffer: Buffer.from(FILE) };
		await form.getByLabel("Fil", { exact: true }).setInputFiles(file);
		await page.getByRole("button", { name: "Förhandsgranska" }).click();

		await page.getByText("Ange vilken rubrik som gäller").waitFor();
		// the title is the row with the likeliest heading until somebody says which
		await page.getByLabel("Rad med rubriker").selectOption({ label: "Rad 2: Post · Plats · Dygn · Firma · Kostar" });
		await page.getByRole("button", { name: "Läs filen igen" }).click();
		await page.getByText("Till exempel: Vårdmaterial Norden AB · Kåpor AB · Öster AB").waitFor();
		for (const [heading, field] of MEANT)
			await page.getByLabel(heading, { exact: true }).selectOption({ label: field });
		await look("kolumner");
		await page.getByRole("button", { name: "Läs filen igen" }).click();

		await page.getByRole("heading", { name: "Enheter att placera" }).waitFor();
		const placing = page.locator("form", { hasText: "Koderna gäller även kommande filer" });
		await placing.getByText("1 rad, 99,50 kr").waitFor();
		await placing.getByText("1 rad, 300,00 kr").waitFor();
		await placing.getByLabel("10011", { exact: true }).selectOption({ label: "Vårdcentralen Alfa (1001)" });
		await placing.getByLabel("Rader utan enhet").selectOption({ label: "Vårdcentralen Beta (1002)" });
		await look("enheter");
		await page.getByRole("button", { name: "Placera och läs filen igen" }).click();
		await page.getByRole("button", { name: "Läs in och frys populationen" }).waitFor();
		expect(await page.getByRole("heading", { name: "Enheter att placera" }).count()).toBe(0);
		await look("forhandsgranskning");
		await page.getByRole("button", { name: "Läs in och frys populationen" }).click();
		await page.getByRole("heading", { name: /Populationen för/ }).waitFor();

		const strata = await world.ctx.db
			.selectFrom("population_strata")
			.select(["unit_id", "n", "sum_ore"])
			.where("n", ">", 0)
			.orderBy("sum_ore")
			.execute();
		expect(strata).toEqual([
			{ unit_id: world.ids.beta, n: 1, sum_ore: 30_000 },
			{ unit_id: world.ids.alfa, n: 2, sum_ore: 135_000 },
		]);
	},
);
