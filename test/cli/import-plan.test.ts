import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ExcelJS from "exceljs";
import { describe, expect, onTestFinished, test } from "vitest";
import { openReportedWorld } from "../support/reported-world.ts";
import { openWorld, type World } from "../support/world.ts";
import { zipOf } from "../support/zip.ts";
import { isk } from "./commands.ts";

function folder(): string {
	const path = mkdtempSync(join(tmpdir(), "tillracklig-plan-"));
	onTestFinished(() => rmSync(path, { recursive: true, force: true }));
	return path;
}

async function workbookOf(rows: (string | null)[][], sheetName = "Plan 2027"): Promise<string> {
	const file = join(folder(), "plan.xlsx");
	const workbook = new ExcelJS.Workbook();
	workbook.addWorksheet("Försättsblad").addRow(["Internkontrollplan"]);
	workbook.addWorksheet(sheetName).addRows(rows);
	await workbook.xlsx.writeFile(file);
	return file;
}

const HEADINGS = ["Verksamhet", "Risk", "Åtgärd"];

async function planOf(world: World, year: number) {
	const plan = await world.ctx.db.selectFrom("plans").selectAll().where("year", "=", year).executeTakeFirst();
	const rows = await world.ctx.db
		.selectFrom("risks")
		.innerJoin("areas", "areas.id", "risks.area_id")
		.leftJoin("measures", "measures.risk_id", "risks.id")
		.where("risks.plan_id", "=", plan?.id ?? "")
		.select([
			"areas.name as area",
			"risks.title as risk",
			"measures.title as measure",
			"risks.requirements",
			"risks.scope",
		])
		.orderBy("risks.number")
		.orderBy("measures.position")
		.execute();
	return { plan, rows };
}

describe("import-plan", () => {
	test("a preview needs no installation, and names the sheets that have a plan and are not read", async () => {
		const file = join(folder(), "plan.xlsx");
		const workbook = new ExcelJS.Workbook();
		workbook.addWorksheet("HSN").addRows([HEADINGS, ["HR", "Ohälsa", "Följ upp"]]);
		workbook.addWorksheet("Övriga").addRows([["Bilaga"], HEADINGS, ["IT", "Driftstopp", "Öva"]]);
		await workbook.xlsx.writeFile(file);
		const empty = folder();
		const preview = JSON.parse(await isk(empty, "import-plan", file, "--year", "2027", "--preview"));
		expect(preview).toMatchObject({ sheet: "HSN", areas: 1, risks: 1, measures: 1 });
		expect(preview.not_taken).toEqual([
			{ cell: "Övriga!A2", text: "Övriga", reason: "Bladet har en plan som inte är läst. Välj bladen med --sheet." },
		]);
		const both = await isk(
			empty,
			"import-plan",
			file,
			"--year",
			"2027",
			"--sheet",
			"HSN",
			"--sheet",
			"Övriga",
			"--preview",
		);
		expect(JSON.parse(both)).toMatchObject({ sheet: "HSN, Övriga", risks: 2, not_taken: [] });
		await expect(isk(empty, "import-plan", file, "--year", "2027")).rejects.toThrow("Det finns ingen databas");
	});

	test("a preview names the table that it could not read, and no cover", async () => {
		const file = join(folder(), "plan.xlsx");
		const workbook = new ExcelJS.Workbook();
		workbook.addWorksheet("Omslag").addRow(["Internkontrollplan"]);
		workbook.addWorksheet("Plan").addRows([HEADINGS, ["HR", "Ohälsa", "Följ upp"]]);
		workbook.addWorksheet("Fortsättning").addRows([["HR", "Jäv", "Utbilda"]]);
		await workbook.xlsx.writeFile(file);
		const { not_taken } = JSON.parse(await isk(folder(), "import-plan", file, "--year", "2027", "--preview"));
		expect(not_taken).toEqual([
			{
				cell: "Fortsättning!A1",
				text: "Fortsättning",
				reason: "Inte läst: rubrik för risk saknas, eller för verksamhet och åtgärd.",
			},
		]);
	});

	test("a preview needs no board: with several it answers all the same, and the import asks which", async () => {
		const world = await openWorld();
		const file = await workbookOf([HEADINGS, ["HR", "Ohälsa", "Följ upp"]]);
		await world.ctx.database.transaction((trx) =>
			trx
				.insertInto("boards")
				.columns(["id", "name", "unit_id", "valid_from", "valid_to", "version"])
				.expression((eb) =>
					eb
						.selectFrom("boards")
						.select([
							eb.val("kultur").as("id"),
							eb.val("Kulturnämnden").as("name"),
							"unit_id",
							"valid_from",
							"valid_to",
							"version",
						])
						.where("id", "=", world.ids.board),
				)
				.execute(),
		);
		const preview = JSON.parse(await isk(world.dataDir, "import-plan", file, "--year", "2027", "--preview"));
		expect(preview).toMatchObject({ areas: 1, risks: 1, measures: 1, not_taken: [] });
		await expect(isk(world.dataDir, "import-plan", file, "--year", "2027")).rejects.toThrow("Det finns flera nämnder");
		expect((await planOf(world, 2027)).plan).toBeUndefined();
	});

	test("makes a draft of three columns, under a title and with merged cells above empty ones", async () => {
		const world = await openWorld();
		const file = await workbookOf([
			["Internkontrollplan 2027", null, null],
			[null, null, null],
			[" VERKSAMHET ", "Risk", "Åtgärder"],
			["HR", "Ohälsa  i\nvardagen", "Följ upp årligen"],
			[null, null, "Stäm av"],
			[null, "För få vikarier", null],
			["Ekonomi", "Köp utanför avtal", "=Stickprov"],
		]);
		expect(await isk(world.dataDir, "import-plan", file, "--year", "2027")).toBe(
			"Utkast till internkontrollplan 2027 för Hälso- och sjukvårdsnämnden: 2 verksamheter, 3 risker, 3 åtgärder.",
		);
		const { plan, rows } = await planOf(world, 2027);
		expect(plan).toMatchObject({ status: "draft", board_id: world.ids.board });
		expect(rows.map((row) => [row.area, row.risk, row.measure])).toEqual([
			["HR", "Ohälsa i vardagen", "Följ upp årligen"],
			["HR", "Ohälsa i vardagen", "Stäm av"],
			["HR", "För få vikarier", null],
			["Ekonomi", "Köp utanför avtal", "=Stickprov"],
		]);
		const events = await world.ctx.db.selectFrom("events").select(["type", "via"]).where("via", "=", "cli").execute();
		expect(events.map((event) => event.type)).toEqual([
			"plan.drafted",
			"area.added",
			"risk.added",
			"measure.added",
			"measure.added",
			"risk.added",
			"area.added",
			"risk.added",
			"measure.added",
			"plan.imported",
		]);
	});

	test("reads back the plan of our own workbook", async () => {
		const world = await openReportedWorld();
		const out = join(folder(), "rapport.xlsx");
		await isk(world.dataDir, "export-report", "--period", "verksamhetsberattelse-2026", "--out", out);
		await isk(world.dataDir, "import-plan", out, "--year", "2027");
		expect((await planOf(world, 2027)).rows).toEqual((await planOf(world, 2026)).rows);
		const schedules = await world.ctx.db
			.selectFrom("controls")
			.innerJoin("plans", "plans.id", "controls.plan_id")
			.innerJoin("measures", "measures.id", "controls.measure_id")
			.select(["measures.title as measure", "controls.title", "controls.frequency", "controls.starts_on", "plans.year"])
			.orderBy("plans.year")
			.execute();
		const of = (year: number) => schedules.filter((one) => one.year === year).map(({ year: _, ...one }) => one);
		expect(of(2027)).toHaveLength(1);
		expect(of(2027)).toEqual(of(2026));
	});

	test("--preview prints one JSON object with what would be made and what would not, and stores nothing", async () => {
		const world = await openWorld();
		const file = await workbookOf([
			[...HEADINGS, "Krav", "Omfattning", "S", "K", "Ansvarig", "Anteckning"],
			["HR", "Ohälsa (Regionövergripande)", "Följ upp", "c, x", null, "3", "4", "Carin Åberg", "x"],
			[null, null, "följ upp", null, null, null, null, null, null],
			["Ekonomi", "Jäv", "Granska", "c, d", "Kommunal", null, null, "Ekonomichef", null],
		]);
		const said = await isk(world.dataDir, "import-plan", file, "--year", "2027", "--preview");
		expect(JSON.parse(said)).toEqual({
			...{ sheet: "Plan 2027", heading_row: 1, areas: 2, risks: 2, measures: 2 },
			...{ region_risks: 1, audit_risks: 0, scored: 1, owned: 2 },
			not_taken: [
				{ cell: "I1", text: "Anteckning", reason: "Kolumnen har ingen plats i planen." },
				{ cell: "D2", text: "c, x", reason: "Krav är bokstäver a–e." },
				{ cell: "C3", text: "följ upp", reason: "Samma åtgärd står redan under risken." },
				{ cell: "E4", text: "Kommunal", reason: "Omfattning är Regionövergripande eller Nämndspecifik." },
				{
					cell: "H4",
					text: "Ekonomichef",
					reason: "Ingen i förvaltningen heter så: välj person. För en åtgärd står texten under Utförs av.",
				},
			],
		});
		expect((await planOf(world, 2027)).plan).toBeUndefined();
	});

	test("a longer scale stops the command until it is said how the steps correspond", async () => {
		const world = await openWorld();
		const file = await workbookOf([
			[...HEADINGS, "S", "K"],
			["HR", "Ohälsa", "Följ upp", "5", "3"],
		]);
		await expect(isk(world.dataDir, "import-plan", file, "--year", "2027")).rejects.toThrow("--scale");
		expect((await planOf(world, 2027)).plan).toBeUndefined();
		await isk(world.dataDir, "import-plan", file, "--year", "2027", "--scale", "1,2,3,3,4");
		const risk = await world.ctx.db.selectFrom("risks").selectAll().where("title", "=", "Ohälsa").executeTakeFirst();
		expect(risk).toMatchObject({ inherent_likelihood: 4, inherent_impact: 3 });
	});

	test("columns that are not known are named, and read when they are mapped", async () => {
		const world = await openWorld();
		const file = await workbookOf([
			["ID", "Hot", "Plan"],
			["1", "Ohälsa", "Följ upp"],
		]);
		const args = [file, "--year", "2027", "--sheet", "Plan 2027"];
		await expect(isk(world.dataDir, "import-plan", ...args)).rejects.toThrow("Plan 2027: rubriker ID, Hot, Plan");
		await isk(world.dataDir, "import-plan", ...args, "--heading-row", "1", "--map", "risk=B,measure=C");
		expect((await planOf(world, 2027)).rows).toMatchObject([
			{ area: "Plan 2027", risk: "Ohälsa", measure: "Följ upp" },
		]);
	});

	test("a year that has a plan takes no other", async () => {
		const world = await openWorld();
		const file = await workbookOf([HEADINGS, ["HR", "Risk", "Åtgärd"]]);
		await expect(isk(world.dataDir, "import-plan", file, "--year", "2026")).rejects.toThrow(
			"Nämnden har redan en plan för 2026.",
		);
	});

	test.each([
		[
			"a sheet without the headings",
			async () => workbookOf([["Process", "Hot", "Plan"]]),
			"Plan 2027: rubriker Process, Hot, Plan",
		],
		["headings and no rows", async () => workbookOf([HEADINGS]), "Planen har inga rader."],
		["a text file without rows", async () => written("plan.xlsx", "Verksamhet;Risk;Åtgärd"), "Planen har inga rader."],
		["a text with NUL", async () => written("plan.csv", "Verksamhet;Risk;Åtgärd\nHR;\u0000;x"), "nolltecken"],
		["a picture", async () => written("plan.xlsx", Buffer.from("89504e470d0a1a0a00", "hex")), "bild"],
		["an empty file", async () => written("plan.xlsx", ""), "Filen är tom."],
		["a zip file that is no workbook", async () => zipped({ "a.txt": "hej" }), "går inte att läsa som en arbetsbok"],
		["no file", async () => "/finns/inte.xlsx", "Filen /finns/inte.xlsx finns inte."],
		["T10: a macro workbook by content", async () => zipped({ "xl/vbaProject.bin": "x" }), "innehåller makron"],
		["T10: a macro document", async () => zipped({ "word/document.xml": "", "word/vbaProject.bin": "x" }), "makron"],
	])("%s is refused in one sentence", async (_, make, sentence) => {
		const world = await openWorld();
		await expect(isk(world.dataDir, "import-plan", await make(), "--year", "2027")).rejects.toThrow(sentence);
		expect((await planOf(world, 2027)).plan).toBeUndefined();
	});

	test.each([[["plan.xlsx"]], [["plan.xlsx", "--year", "27"]], [["--year", "2027"]]])("%j is refused", async (args) => {
		const world = await openWorld();
		await expect(isk(world.dataDir, "import-plan", ...args)).rejects.toThrow(/Användning|--year/);
	});
});

describe("T14: a workbook that is a bomb", () => {
	const PARTS = {
		"xl/workbook.xml": '<workbook xmlns:r="r"><sheets><sheet name="Plan" sheetId="1" r:id="rId1"/></sheets></workbook>',
		"xl/_rels/workbook.xml.rels":
			'<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
	};
	const sheet = (rows: string) => ({
		...PARTS,
		"xl/worksheets/sheet1.xml": `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
	});
	const cells = '<c r="A1" t="inlineStr"><is><t>Verksamhet</t></is></c>';

	test.each([
		["60 MB of nothing", () => zipped(sheet(" ".repeat(60_000_000))), "för stor när den packas upp"],
		["60 MB that say they are 100 bytes", () => zipped(sheet(" ".repeat(60_000_000)), 100), "går inte att läsa"],
		["too many rows", () => zipped(sheet(`<row>${cells}</row>`.repeat(20_001))), "fler än 20000 rader"],
		[
			"entities that grow",
			() =>
				zipped({
					...PARTS,
					"xl/worksheets/sheet1.xml":
						'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>',
				}),
			"går inte att läsa som en arbetsbok",
		],
		[
			"too many parts",
			() => zipped(Object.fromEntries(Array.from({ length: 2001 }, (_, n) => [`xl/${n}.xml`, ""]))),
			"för många delar",
		],
	])("%s is refused", async (_, make, sentence) => {
		const world = await openWorld();
		await expect(isk(world.dataDir, "import-plan", make(), "--year", "2027")).rejects.toThrow(sentence);
	});
});

function written(name: string, text: string | Buffer): string {
	const file = join(folder(), name);
	writeFileSync(file, text);
	return file;
}

function zipped(parts: Record<string, string>, tells?: number): string {
	const file = join(folder(), "plan.xlsx");
	writeFileSync(file, zipOf(parts, tells));
	return file;
}
