import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ExcelJS from "exceljs";
import { describe, expect, test } from "vitest";
import { listFollowUpRows } from "../../../db/queries/report/follow-ups.ts";
import { findPeriod, findPeriodByKey } from "../../../db/queries/report/periods.ts";
import { paths } from "../../../src/paths/paths.ts";
import { judgedScope } from "../../../src/report/periods/scope.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openReportedWorld, type ReportedWorld } from "../../support/reported-world.ts";
import { trailOf } from "../../support/trail-of.ts";

const SHEET = "Uppföljning";
/** The row with the headings; rows are told apart by their place under it. */
const HEAD = 5;

/** The report's workbook, completed by `fill` in another program. */
async function completed(world: ReportedWorld, fill: (sheet: Sheet) => void): Promise<Buffer> {
	const response = await (await clientFor(world, "carin")).post(paths.reportWorkbook(world.ids.period), {});
	const book = new ExcelJS.Workbook();
	await book.xlsx.load(await response.arrayBuffer());
	const sheet = book.getWorksheet(SHEET)!;
	const columns = (sheet.getRow(HEAD).values as string[]).reduce(
		(all, label, index) => all.set(label, index),
		new Map<string, number>(),
	);
	fill({
		set: (row, label, text) => {
			sheet.getRow(HEAD - 1 + row).getCell(columns.get(label)!).value = text;
		},
		key: (row) => String(sheet.getRow(HEAD - 1 + row).getCell(columns.get("Nyckel (ändra inte)")!).value),
	});
	return Buffer.from(await book.xlsx.writeBuffer());
}

interface Sheet {
	set(row: number, label: string, text: string): void;
	key(row: number): string;
}

async function upload(world: ReportedWorld, bytes: Buffer) {
	const form = new FormData();
	form.set("file", new Blob([new Uint8Array(bytes)]), "ifylld.xlsx");
	return (await clientFor(world, "carin")).upload(paths.reportReading(world.ids.period), form);
}

/** Where the preview is. */
async function previewed(world: ReportedWorld, bytes: Buffer): Promise<string> {
	const response = await upload(world, bytes);
	expect(response.status, await response.clone().text()).toBe(303);
	return response.headers.get("location")!;
}

async function followUps(world: ReportedWorld) {
	const period = (await findPeriod(world.ctx.db, world.ids.period))!;
	return (await listFollowUpRows(world.ctx.db, period, judgedScope(period, "2026-11-16"))).map(
		({ follow_up }) => follow_up,
	);
}

const done = (sheet: Sheet) => {
	sheet.set(2, "Status", "Delvis enligt plan");
	sheet.set(2, "Resultat", "=Åtta av tolv\nmånader");
	sheet.set(2, "Till nästa års plan", "Ja");
};

describe("completed texts come in again", () => {
	test("by key, after a preview that says what changes; each is a fact", async () => {
		const world = await openReportedWorld();
		const carin = await clientFor(world, "carin");
		const address = await previewed(world, await completed(world, done));
		const preview = await (await carin.get(address)).text();
		expect(preview).toContain("1 ändras, 2 är som förut");
		expect(preview).toContain("Rad 6: Risk Otillåtna beställningar under 10 tkr");
		expect(preview).toContain("Den läses in som text och räknas aldrig som formel");
		expect(await followUps(world)).toEqual([null, null, null]);

		expect((await carin.post(address, {})).status).toBe(303);
		const [risk] = await followUps(world);
		expect(risk).toMatchObject({ status: "partly", result: "=Åtta av tolv\nmånader", next_year: 1, version: 1 });
		expect((await trailOf(world, "reporting_period", world.ids.period))[0]).toContain("läste in 1 uppföljning");
		expect((await trailOf(world, "follow_up", risk!.id))[0]).toContain("Carin Åberg skrev");
	});

	test("another report's workbook says whose it is, although its rows are about the same subjects", async () => {
		const world = await openReportedWorld();
		const carin = await clientFor(world, "carin");
		const interim = { name: "Delårsrapport 2026", kind: "interim_report", year: "2026", first_day: "2026-01-01" };
		await carin.post(paths.reports(), { ...interim, cut_off: "2026-07-31", deadline: "2026-09-15" });
		const other = (await findPeriodByKey(world.ctx.db, "delarsrapport-2026"))!;
		const taken = await (await carin.post(paths.reportWorkbook(other.id), {})).arrayBuffer();
		const response = await upload(world, Buffer.from(taken));
		expect(response.status).toBe(422);
		expect(await response.text()).toContain("Det är arbetsboken för Delårsrapport 2026.");
	});

	test("the same file again says nothing new; a file from before a change is named with its row", async () => {
		const world = await openReportedWorld();
		const carin = await clientFor(world, "carin");
		const file = await completed(world, done);
		expect((await carin.post(await previewed(world, file), {})).status).toBe(303);
		const again = await carin.post(await previewed(world, file), {});
		expect(again.status).toBe(422);
		expect(await again.text()).toContain("Arbetsboken säger inget nytt");

		const fresh = await completed(world, (sheet) => sheet.set(2, "Resultat", "Ett nytt"));
		const older = await completed(world, (sheet) => sheet.set(2, "Resultat", "Ett annat"));
		expect((await carin.post(await previewed(world, fresh), {})).status).toBe(303);
		const stale = await previewed(world, older);
		expect(await (await carin.get(stale)).text()).toContain(
			"Rad 6, Otillåtna beställningar under 10 tkr: uppföljningen har ändrats",
		);
		expect((await carin.post(stale, {})).status).toBe(422);
		expect((await followUps(world))[0]!.result).toBe("Ett nytt");
	});
});

describe("what is not read", () => {
	test("foreign, duplicate and missing keys, and words outside the lists, are named with their row; nothing is written", async () => {
		const world = await openReportedWorld();
		const carin = await clientFor(world, "carin");
		const address = await previewed(
			world,
			await completed(world, (sheet) => {
				done(sheet);
				sheet.set(3, "Nyckel (ändra inte)", sheet.key(2));
				sheet.set(4, "Status", "Kanske");
				sheet.set(5, "Nyckel (ändra inte)", "risk:finns-inte:0");
				sheet.set(6, "Resultat", "Utan nyckel");
			}),
		);
		const preview = await (await carin.get(address)).text();
		for (const problem of [
			"Rad 7: samma nyckel som rad 6.",
			"status ska vara ett av Enligt plan, Delvis enligt plan, Inte enligt plan.",
			"Rad 9: nyckeln risk:finns-inte:0 hör inte till den här rapporten.",
			"Rad 10: nyckeln saknas.",
		])
			expect(preview).toContain(problem);
		expect((await carin.post(address, {})).status).toBe(422);
		expect(await followUps(world)).toEqual([null, null, null]);
	});

	test("another workbook, or no workbook, is refused where it was chosen", async () => {
		const world = await openReportedWorld();
		const other = new ExcelJS.Workbook();
		other.addWorksheet("Blad1");
		const refused = await upload(world, Buffer.from(await other.xlsx.writeBuffer()));
		expect(refused.status).toBe(422);
		expect(await refused.text()).toContain("inget blad som heter Uppföljning");
		const bare = new ExcelJS.Workbook();
		bare.addWorksheet(SHEET).getCell("A1").value = "Status";
		expect(await (await upload(world, Buffer.from(await bare.xlsx.writeBuffer()))).text()).toContain("saknar kolumnen");
		expect((await upload(world, Buffer.from("hej"))).status).toBe(422);
	});

	test("T12: bytes exchanged between the preview and the confirmation are neither shown nor read in", async () => {
		const world = await openReportedWorld();
		const carin = await clientFor(world, "carin");
		const address = await previewed(world, await completed(world, done));
		const before = await followUps(world);
		const other = await completed(world, (sheet) => sheet.set(2, "Resultat", "Något som ingen har granskat"));
		const names = readdirSync(world.dataDir, { recursive: true, encoding: "utf8" });
		const aside = names.filter((name) => /aside-[0-9a-f]{64}$/.test(name));
		expect(aside).toHaveLength(1);
		writeFileSync(join(world.dataDir, aside[0]!), other);
		for (const answer of [await carin.get(address), await carin.post(address, {})]) {
			expect(answer.status).toBe(502);
			expect(await answer.text()).toContain("inte den som lades in");
		}
		expect(await followUps(world)).toEqual(before);
	});

	test("T22, T23: only the controller reads in, and nobody opens another's preview", async () => {
		const world = await openReportedWorld();
		const address = await previewed(world, await completed(world, done));
		for (const person of ["maria", "mats", "fia", "rune", "adam"] as const) {
			const client = await clientFor(world, person);
			expect((await client.get(paths.reportReading(world.ids.period))).status).toBe(403);
			expect((await client.post(address, {})).status).toBe(403);
		}
		const carin = await clientFor(world, "carin");
		expect((await carin.get(paths.reportReadingConfirmation(world.ids.period, "påhittad"))).status).toBe(404);
	});
});
