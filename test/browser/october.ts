import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { PURCHASE_CHECKLIST } from "../../db/seeds/scores.ts";
import { createRuns } from "../../src/checks/runs/create-runs.ts";
import { paths } from "../../src/paths/paths.ts";
import { readWorkbook, type WorkbookContent } from "../support/read-workbook.ts";
import { openWorld, type World } from "../support/world.ts";
import { requireAccessible } from "./site.ts";

const HEAD =
	"Verifikationsnr;Enhetskod;Leverantör;Fakturanr;Bokföringsdatum;Nettobelopp;Beställare;Mottagare;Beslutsattestant";
const lines = (code: string, count: number, orderer = "Inköpsstöd") =>
	Array.from(
		{ length: count },
		(_, n) =>
			`${code}${100 + n};${code};Vårdmaterial Norden AB;F${code}${n};2026-10-${String((n % 28) + 1).padStart(2, "0")};${1250 + n},50;${orderer};Godsmottagning;Beata Attest`,
	);
/** October: nine purchases at each unit, one above the limit. Nobody who signs or reviews had a hand in any, if not `orderer` at alfa. */
const october = (orderer?: string) =>
	[
		HEAD,
		...lines("1001", 9, orderer),
		...lines("1002", 9),
		"1001999;1001;Dyrt AB;F9;2026-10-09;25000,00;Inköpsstöd;Godsmottagning;Beata Attest",
	].join("\r\n");

/** One red pixel, as the phone's camera would send it. */
export const PHOTO = {
	name: "kvitto.png",
	mimeType: "image/png",
	buffer: Buffer.from(
		"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC",
		"base64",
	),
};

/** The world with the real questions and October's runs, nothing imported yet, and the run of `alfa`. */
export async function openOctober(): Promise<World & { runId: string }> {
	const world = await openWorld();
	await world.ctx.database.transaction(async (trx) => {
		for (const [index, { text, help }] of PURCHASE_CHECKLIST.entries()) {
			const position = index + 1;
			await trx.updateTable("check_questions").set({ text, help }).where("position", "=", position).execute();
		}
	});
	await createRuns(await world.as("carin"), { today: "2026-11-16" });
	const run = await world.ctx.db
		.selectFrom("control_runs")
		.select("id")
		.where("unit_id", "=", world.ids.alfa)
		.where("period_key", "=", "2026-10")
		.executeTakeFirstOrThrow();
	return { ...world, runId: run.id };
}

/** What is asked of each page on the way: axe by default. It needs scripts, so that a visit without them asks nothing. */
type Look = (page: Page) => Promise<void>;

/** The controller's part: October's file, its preview, the freeze, the draw. */
export async function importAndDraw(page: Page, look: Look = requireAccessible, orderer?: string): Promise<void> {
	await page.goto(paths.purchases());
	// the list below has columns of the same names, to choose among
	const form = page.locator('form[enctype="multipart/form-data"]');
	await form.getByLabel("Period").selectOption("2026-10");
	await form
		.getByLabel("Fil", { exact: true })
		.setInputFiles({ name: "inkop-2026-10.csv", mimeType: "text/csv", buffer: Buffer.from(october(orderer)) });
	await page.getByRole("button", { name: "Förhandsgranska" }).click();
	await page.getByRole("heading", { name: /Förhandsgranska/ }).waitFor();
	await look(page);
	await page.getByRole("button", { name: "Läs in och frys populationen" }).click();
	await page.getByRole("heading", { name: /Populationen för/ }).waitFor();
	await look(page);
	await page.getByRole("button", { name: "Dra stickprovet" }).click();
	await page.getByRole("heading", { level: 1, name: /dragningen/i }).waitFor();
	await look(page);
}

/** The reviewer's part: approves the run. */
export async function approve(page: Page, runId: string, look: Look = requireAccessible): Promise<void> {
	await page.goto(paths.runReview(runId));
	await look(page);
	await page.getByLabel(/Godkänn/).check();
	await page.getByRole("button", { name: "Spara beslutet" }).click();
	await page
		.getByText(/^Godkänd \(sen\)/)
		.first()
		.waitFor();
}

/** The controller's last part: the year's workbook from the report page. */
export async function downloadWorkbook(page: Page, look: Look = requireAccessible): Promise<WorkbookContent> {
	await page.goto(paths.reports());
	await look(page);
	await page.getByRole("link", { name: "Verksamhetsberättelse 2026" }).click();
	await look(page);
	const downloading = page.waitForEvent("download");
	await page.getByRole("button", { name: /arbetsbok/i }).click();
	return await readWorkbook(readFileSync(await (await downloading).path()));
}
