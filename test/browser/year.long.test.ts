import { afterAll, expect, test } from "vitest";
import { paths } from "../../src/paths/paths.ts";
import { openDrawnRun } from "../support/drawn-run.ts";
import { openWorld } from "../support/world.ts";
import { importAndDraw } from "./october.ts";
import { closeChromium, openSite, requireAccessible, shoot } from "./site.ts";

afterAll(closeChromium);

const EARLIER = Array.from({ length: 9 }, (_, index) => `2026-0${index + 1}`);
const HEAD = "Verifikationsnr;Enhetskod;Leverantör;Fakturanr;Bokföringsdatum;Nettobelopp";

test("a year of stickprov: the plan, a month's file, the draw, a corrected file, and what the year shows", async () => {
	const world = await openWorld();
	for (const period_key of EARLIER) await openDrawnRun(world, { population: 50, period_key });
	const site = await openSite(world);
	const { page } = await site.visit("carin");

	await page.goto(paths.samplePlan(world.ids.control));
	await requireAccessible(page);
	await page.getByLabel("Väntade avvikelser på ett år").fill("1");
	await page.getByRole("button", { name: "Räkna" }).click();
	await page.getByLabel("Gäller från").selectOption("2026-10-01");
	await page.getByLabel("Skäl").fill("En avvikelse väntas under året.");
	await page.getByRole("button", { name: "Besluta planen" }).click();
	await page.getByText("Stickprovsplanen är beslutad.").waitFor();
	await requireAccessible(page);

	await importAndDraw(page);
	await page.getByRole("link", { name: "Populationen" }).click();
	await page.getByText("Läs in en rättad fil för perioden").click();
	const corrected = [
		HEAD,
		...Array.from(
			{ length: 8 },
			(_, n) => `1001${100 + n};1001;Vårdmaterial Norden AB;F1001${n};2026-10-05;${1300 + n},50`,
		),
		"1001500;1001;Ny Leverantör AB;F77;2026-10-30;900,00",
	].join("\r\n");
	await page
		.getByLabel("Fil", { exact: true })
		.setInputFiles({ name: "rattad.csv", mimeType: "text/csv", buffer: Buffer.from(corrected) });
	await page.getByRole("button", { name: "Visa skillnaden" }).click();
	await page.getByRole("heading", { name: "Skillnad mot den frysta populationen" }).waitFor();
	await requireAccessible(page);
	await shoot(page, "rattad-fil");
	await page.getByLabel("Varför är filen rättad?").fill("Ekonomisystemet hade fel leverantörer.");
	await page.getByRole("button", { name: "Läs in den rättade filen" }).click();
	await page.getByText("Den rättade filen är inläst").waitFor();
	await requireAccessible(page);
	await shoot(page, "population-rattad");
	await page.getByRole("link", { name: "rattad.csv" }).first().click();
	await page.getByRole("heading", { name: "Skillnad i rattad.csv" }).waitFor();
	await requireAccessible(page);
	await shoot(page, "skillnad");

	await world.ctx.database.transaction((trx) =>
		trx.updateTable("control_runs").set({ status: "approved" }).where("status", "=", "drawn").execute(),
	);
	await page.goto(`${paths.evaluation()}?period=2026`);
	await requireAccessible(page);
	await shoot(page, "utvardering");
	// each question's sentence is folded: it is there, and shown when asked for
	const said = ((await page.locator("main").textContent()) ?? "").replaceAll("\u00a0", " ");
	expect(said).toMatch(/slumpvis valda av 468 granskades/);
	expect(said).toMatch(/med 95 procents säkerhet/);
});
