import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { listEventsAfter, listEventsOf } from "../../../db/queries/ground/write.ts";
import { openTrailAnchors } from "../../../src/proof/trail/trail-anchors.ts";
import { paths } from "../../../src/paths/paths.ts";
import { ZipPackage } from "../../../src/ground/tables/zip-package.ts";
import { write } from "../../../src/ground/write/write.ts";
import { clientFor } from "../../support/browser-client.ts";
import { hold } from "../../support/lifetime.ts";
import { askOpenpyxl, hasOpenpyxl, objectsOf, readWorkbook } from "../../support/read-workbook.ts";
import { hasOffice, withOffice } from "../../support/office.ts";
import { openReportedWorld, type ReportedWorld } from "../../support/reported-world.ts";

/** Ours count cells of other sheets, and nothing that people wrote. */
const PLACE = "(?:(?:'[^']+'|[\\p{L}]+)!)?\\$?[A-Z]{1,2}\\$?\\d+";
const CALL = `(?:SUM|COUNTA|COUNTIFS?)\\((?:${PLACE}(?::\\$?[A-Z]{1,2}\\$?\\d+)?|"[^"=+@]*"|[\\d,])+\\)`;
const OUR_FORMULA = new RegExp(`^(?:${CALL}|${PLACE})(?:[-+/](?:${CALL}|${PLACE}))*$`, "u");

const SHEETS = [
	"Bedömning",
	"Uppföljning",
	"Kontroller",
	"Avvikelser",
	"Täckningskarta",
	"Plan",
	"Sammanfattning",
	"Kontroller per månad",
	"Slutsatser",
	"Stickprov",
	"Underlag",
	"Plan att läsa in",
	"Läsanvisning",
];

async function download(world: ReportedWorld, at?: string): Promise<Buffer> {
	const response = await (await clientFor(world, "carin", at)).post(paths.reportWorkbook(world.ids.period), {});
	expect(response.status).toBe(200);
	expect(response.headers.get("content-disposition")).toContain('filename="verksamhetsberattelse-2026.xlsx"');
	return Buffer.from(await response.arrayBuffer());
}

function savedWorkbook(bytes: Buffer): string {
	const folder = mkdtempSync(join(tmpdir(), "tillracklig-bok-"));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	writeFileSync(join(folder, "bok.xlsx"), bytes);
	return join(folder, "bok.xlsx");
}

// most tests only look at one workbook of one world; those that change the world open their own
const [{ world: shared, bytes: book }, close] = await hold(async () => {
	const world = await openReportedWorld();
	return { world, bytes: await download(world) };
});
afterAll(close);

describe("the workbook", () => {
	test("holds its sheets in order, with the numbers of the screen and the JSON", async () => {
		const carin = await clientFor(shared, "carin");
		const content = await readWorkbook(book);
		expect([...content.sheets.keys()]).toEqual(SHEETS);
		expect(content.title).toBe("Verksamhetsberättelse 2026, Hälso- och sjukvårdsnämnden");

		const json = (await (await carin.get(`${paths.reportPeriod(shared.ids.period)}.json`)).json()) as {
			section: string;
			label: string;
			value: string | number | null;
		}[];
		const told = objectsOf(content, "Sammanfattning").map(({ Avsnitt, Uppgift, Värde }) => ({
			section: Avsnitt,
			label: Uppgift,
			value: Värde instanceof Date ? Värde.toISOString().slice(0, 10) : Värde,
		}));
		expect(told).toEqual(json);

		const value = (label: string) => json.find((row) => row.label === label)?.value;
		expect(value("Planerade kontrolltillfällen")).toBe(2);
		expect(value("Mindre, totalt")).toBe(2);
		expect(value("Större: Avslutad")).toBe(1);
		const html = await (await carin.get(paths.reportPeriod(shared.ids.period))).text();
		expect(html).toContain("0/2");
		expect(html.replace(/<[^>]+>/g, "|")).toMatch(/Mindre\|+2\|+0\|+0\|+2/);
		expect(html.replace(/<[^>]+>/g, "|")).toMatch(/Större\|+0\|+0\|+1\|+1/);
	});

	test("the sheets' rows add up to the summary's numbers", async () => {
		const content = await readWorkbook(book);
		const summary = new Map(objectsOf(content, "Sammanfattning").map((row) => [row.Uppgift, row.Värde]));
		const sum = (sheet: string, column: string) =>
			objectsOf(content, sheet).reduce((total, row) => total + Number(row[column]), 0);
		expect(sum("Kontroller per månad", "Planerade")).toBe(summary.get("Planerade kontrolltillfällen"));
		expect(sum("Kontroller per månad", "Utförda")).toBe(summary.get("Utförda kontrolltillfällen"));
		expect(objectsOf(content, "Stickprov")).toHaveLength(Number(summary.get("Dragna poster: Slumpvis")));
		expect(objectsOf(content, "Plan")).toHaveLength(Number(summary.get("Åtgärder")));
		const minor = objectsOf(content, "Avvikelser").filter(
			(row) => row.Allvarlighetsgrad === "Mindre" && row["Från tidigare period"] === "Nej",
		);
		expect(minor).toHaveLength(Number(summary.get("Mindre, totalt")));
	});

	test("what was after the cut-off does not enter: to the minute, as Stockholm counts days", async () => {
		const content = await readWorkbook(book);
		expect(objectsOf(content, "Avvikelser").map((row) => [row.Nummer, row["Från tidigare period"]])).toEqual([
			[2, "Nej"],
			[1, "Nej"],
			[3, "Nej"],
			[6, "Ja"],
		]);
	});

	test("a run whose period ends after the cut-off does not enter", async () => {
		const world = await openReportedWorld();
		await write(world.ctx, async ({ trx, record }) => {
			await trx.updateTable("reporting_periods").set({ cut_off: "2026-10-30" }).execute();
			await record({
				type: "system.started",
				unit_id: null,
				object: { kind: "system", id: "x" },
				data: { note: "flyttade brytdatum" },
			});
		});
		const content = await readWorkbook(await download(world));
		for (const sheet of ["Kontroller per månad", "Stickprov", "Underlag"])
			expect(objectsOf(content, sheet)).toEqual([]);
		expect(objectsOf(content, "Avvikelser").map((row) => row.Nummer)).toEqual([6]);
	});

	test("every drawn item has its purchase and its answers, with real dates and numbers", async () => {
		const content = await readWorkbook(book);
		const [first] = objectsOf(content, "Stickprov");
		expect(first).toMatchObject({
			Enhet: "Vårdcentralen Alfa",
			Period: new Date("2026-10-01T00:00:00Z"),
			Nummer: 1,
			Urval: "Slumpvis",
			"Belopp (kr)": 1000,
			"Kontrollpunkt 1": "Nej",
			"Kontrollpunkt 12": "Ja",
			Kommentarer: "1: Förband",
			Orsakskoder: "Akut",
		});
		expect(first!.Bokföringsdatum).toBeInstanceOf(Date);
		const [evidence] = objectsOf(content, "Underlag");
		expect(evidence).toMatchObject({ Filnamn: "Förband.pdf", "SHA-256": "ab".repeat(32), "Storlek i byte": 1234 });
	});

	test("the plan's three official columns come first, with status, owner and scores", async () => {
		const content = await readWorkbook(book);
		expect(content.sheets.get("Plan")!.rows[4]!.slice(0, 3)).toEqual(["Verksamhet", "Risk", "Åtgärd"]);
		expect(objectsOf(content, "Plan")[0]).toMatchObject({
			Verksamhet: "Ekonomi",
			Status: "Pågår",
			Ansvarig: "Nils Holm",
			Krav: "c, d",
			"Inneboende riskvärde": 9,
			"Inneboende nivå": "Hög",
			"Kvarstående riskvärde": 6,
			"Kvarstående nivå": "Medel",
		});
	});

	test("two exports of the same state have the same rows in the same order", async () => {
		const [one, two] = [await readWorkbook(book), await readWorkbook(await download(shared))];
		for (const sheet of SHEETS.slice(0, -1)) expect(objectsOf(one, sheet)).toEqual(objectsOf(two, sheet));
	});

	test("the guide names the trail's end, and the export is a fact with the file's SHA-256, kept outside too", async () => {
		const world = await openReportedWorld();
		const before = (await listEventsAfter(world.ctx.db, 0, 10_000)).length;
		const bytes = await download(world);
		const [event] = await listEventsOf(world.ctx.db, "reporting_period", [world.ids.period]);
		const data = JSON.parse(event!.data) as { sha256: string; trail_head: string };
		expect(event!.type).toBe("report.exported");
		expect(data.sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
		const guide = objectsOf(await readWorkbook(bytes), "Läsanvisning").find((row) => row.Rubrik === "Loggens slut");
		expect(guide!.Förklaring).toContain(data.trail_head);
		const [anchor] = openTrailAnchors(world).list().anchors;
		expect(anchor).toMatchObject({ seq: event!.seq, hash: event!.hash, by: "export" });
		expect(event!.seq).toBeGreaterThan(before);
		expect(await readdir(join(world.dataDir, "tmp"))).toEqual([]);
	});

	test("an empty period is a workbook with headings", async () => {
		const world = await openReportedWorld();
		await write(world.ctx, async ({ trx, record }) => {
			await trx
				.updateTable("reporting_periods")
				.set({ year: 2031, first_day: "2031-01-01", cut_off: "2031-12-31", deadline: "2032-02-01" })
				.execute();
			await record({
				type: "system.started",
				unit_id: null,
				object: { kind: "system", id: "x" },
				data: { note: "flyttade perioden" },
			});
		});
		const content = await readWorkbook(await download(world));
		for (const sheet of ["Plan", "Kontroller per månad", "Stickprov"]) expect(objectsOf(content, sheet)).toEqual([]);
	});
});

describe("who may", () => {
	test("read and export: controller, approver and auditor; nobody else", async () => {
		const statuses: Record<string, [number, number]> = {};
		for (const person of ["carin", "fia", "rune", "maria", "mats", "adam"] as const) {
			const client = await clientFor(shared, person);
			const read = await client.get(paths.reportPeriod(shared.ids.period));
			const taken = await client.post(paths.reportWorkbook(shared.ids.period), {});
			await taken.arrayBuffer();
			statuses[person] = [read.status, taken.status];
		}
		expect(statuses).toEqual({
			carin: [200, 200],
			fia: [200, 200],
			rune: [200, 200],
			maria: [403, 403],
			mats: [403, 403],
			adam: [403, 403],
		});
	});

	test("T18: a period of another board is not found, in any format", async () => {
		const world = await openReportedWorld();
		await write(world.ctx, async ({ trx, record }) => {
			await trx.updateTable("boards").set({ unit_id: world.ids.region }).execute();
			await record({
				type: "system.started",
				unit_id: null,
				object: { kind: "system", id: "x" },
				data: { note: "flyttade nämnden" },
			});
		});
		const carin = await clientFor(world, "carin");
		const address = paths.reportPeriod(world.ids.period);
		for (const ending of ["", ".json", ".csv", ".xlsx"]) expect((await carin.get(address + ending)).status).toBe(404);
		expect((await carin.post(paths.reportWorkbook(world.ids.period), {})).status).toBe(404);
		expect(await (await carin.get(`${paths.reports()}.json`)).json()).toEqual([]);
		expect((await carin.get(paths.reportPeriod("finns-inte"))).status).toBe(404);
	});
});

describe("T04: what people and files bring is never a formula, on any sheet", () => {
	test.each(["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", " =1"])("%j", async (hostile) => {
		const content = await readWorkbook(await download(await openReportedWorld(hostile)));
		let found = 0;
		for (const { sheet } of content.sheets.values()) {
			sheet.eachRow((row) =>
				row.eachCell((cell) => {
					if (cell.formula) expect(cell.formula).toMatch(OUR_FORMULA);
					// a merged place that says nothing has no text to ask for
					if (cell.value !== null && cell.text.includes(hostile.trim())) found++;
				}),
			);
		}
		expect(found).toBeGreaterThan(10);
	});
});

describe.runIf(hasOpenpyxl())("openpyxl", () => {
	test("reads every sheet without repair: frozen heading, what is printed, title and language", async () => {
		const file = savedWorkbook(await download(await openReportedWorld("=1+1 <&> \u0007 å")));
		const seen = askOpenpyxl<{ title: string; language: string; sheets: unknown[]; written: number }>(
			file,
			`print(json.dumps({
  "title": wb.properties.title, "language": wb.properties.language,
  "written": sum(1 for ws in wb for row in ws.iter_rows() for c in row if c.data_type == "f" and "1+1" in str(c.value)),
  "sheets": [[ws.title, ws.freeze_panes, ws.print_title_rows, ws.page_setup.orientation, ws.print_area[0]] for ws in wb]}))`,
		);
		expect(seen.title).toContain("Verksamhetsberättelse 2026");
		expect(seen.language).toBe("sv-SE");
		expect(seen.written).toBe(0);
		const list = (name: string, area: string) => [name, "A6", "$5:$5", "landscape", area];
		const technical = (name: string, area: string) => [name, "A6", null, "landscape", area];
		expect(seen.sheets).toEqual([
			["Bedömning", null, null, "portrait", expect.stringMatching(/^\$A\$1:\$X\$\d+$/)],
			list("Uppföljning", "$A$1:$H$8"),
			["Kontroller", "A6", null, "landscape", expect.stringMatching(/^\$A\$1:\$O\$\d+$/)],
			list("Avvikelser", "$A$1:$H$9"),
			list("Täckningskarta", "$A$1:$E$23"),
			list("Plan", "$A$1:$H$6"),
			technical("Sammanfattning", "$A$1:$B$3"),
			...["Kontroller per månad", "Slutsatser", "Stickprov", "Underlag", "Plan att läsa in"].map((name) =>
				technical(name, "$A$1:$C$3"),
			),
			["Läsanvisning", "A6", "$5:$5", "portrait", expect.stringMatching(/^\$A\$1:\$B\$\d+$/)],
		]);
	});
});

/** Every sheet of every file as CSV by LibreOffice, numbers as they are stored. */
function officeCsv(files: Record<string, Buffer>): (file: string, sheet: string) => string {
	const filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,true,false,true,false,false,-1";
	const named = Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`${name}.xlsx`, bytes]));
	const csv = withOffice(
		named,
		filter,
		(folder) =>
			new Map(
				readdirSync(folder)
					.filter((name) => name.endsWith(".csv"))
					.map((name) => [name.normalize("NFC"), readFileSync(join(folder, name), "utf8")]),
			),
	);
	return (file, sheet) => csv.get(`${file}-${sheet}.csv`)!;
}

describe.runIf(hasOffice)("LibreOffice", () => {
	/** The workbook with nothing but its formulas where it had counted. */
	async function uncounted(bytes: Buffer): Promise<Buffer> {
		const parts = await ZipPackage.read(bytes, { parts: 100, bytes: 100_000_000 });
		let formulas = 0;
		for (const index of SHEETS.keys()) {
			const name = `xl/worksheets/sheet${index + 1}.xml`;
			const bare = parts.text(name).replace(/(<\/f>)<v>[^<]*<\/v>/g, () => {
				formulas += 1;
				return "</f>";
			});
			parts.set(name, bare);
		}
		expect(formulas).toBeGreaterThan(60);
		return parts.toBuffer({ dated: true });
	}

	let counted: ReturnType<typeof officeCsv> | undefined;
	const asCsv = async () => (counted ??= officeCsv({ skriven: book, orknad: await uncounted(book) }));

	test("counts every number of the summary to what the screen says, from the formulas alone", async () => {
		const csv = (await asCsv())("orknad", "Sammanfattning");
		const carin = await clientFor(shared, "carin");
		const answer = await carin.get(`${paths.reportPeriod(shared.ids.period)}.json`);
		const rows = (await answer.json()) as { label: string; value: unknown }[];
		for (const { label, value } of rows) if (typeof value === "number") expect(csv).toContain(`"${label}",${value}\n`);
	}, 120_000);

	test.each(["Bedömning", "Kontroller"])(
		"counts %s to what was written beside its formulas",
		async (sheet) => {
			const csv = await asCsv();
			const written = csv("skriven", sheet);
			expect(csv("orknad", sheet)).toBe(written);
			expect(written).not.toMatch(/#|Err:/);
			expect(written).toContain(sheet === "Bedömning" ? "Inte bedömt" : "0 av 2 kontrolltillfällen är utförda");
		},
		120_000,
	);
});
