import { describe, expect, it } from "vitest";
import { countPlan, placeOf, seenIn } from "../../../src/register/plan-import/count-plan.ts";
import { requirementsOf } from "../../../src/register/plan-import/cell-values.ts";
import { stepsIn } from "../../../src/register/plan-import/cell-texts.ts";
import { caseFile, outline, readFile, readRows, workbookOf, written } from "./reading-support.ts";

describe("plans as regions have them", () => {
	it("Process and Kontrollmoment, with scores, owners and frequencies under a title", async () => {
		const reading = await readFile(caseFile("process-kontrollmoment.xlsx"));
		expect(placeOf(reading)).toEqual({ sheet: "Plan", heading_row: 3 });
		expect(countPlan(reading.areas)).toMatchObject({
			areas: 2,
			risks: 2,
			measures: 2,
			controls: 2,
			scored: 2,
			owned: 2,
		});
		const [bought, attested] = reading.areas.flatMap((area) => area.risks);
		expect(bought).toMatchObject({
			title: "Risk för köp utanför avtal",
			inherent: { likelihood: 3, impact: 3 },
			measures: [
				{
					title: "Stickprov av 20 fakturor per månad",
					kind: "spot_check",
					owner: { text: "Ekonomichef" },
					controls: [{ frequency: "monthly", method: "Stickprov", owner: { text: "Ekonomichef" } }],
				},
			],
		});
		expect(attested!.measures[0]!.controls[0]).toMatchObject({ frequency: "half_year", method: "Granskning" });
		expect(reading.not_taken).toEqual([
			{ cell: "J3", text: "Rapporteras till", reason: "Kolumnen har ingen plats i planen." },
		]);
	});

	it("several åtgärder in a cell, by bullets and by numbers", async () => {
		const reading = await readFile(caseFile("flera-atgarder-i-cell.xlsx"));
		expect(outline(reading)).toEqual([
			[
				"Inköp",
				"Risk för köp utanför avtal",
				["Stickprov av inköp", "Utbildning av beställare", "Uppföljning varje kvartal"],
			],
			["Inköp", "Risk för jäv", ["Information", "Kontroll"]],
		]);
		expect(reading.not_taken).toEqual([]);
	});

	it("merged cells say the same in every row", async () => {
		const reading = await readFile(caseFile("sammanfogade-celler.xlsx"));
		expect(outline(reading)).toEqual([
			["Inköp", "Risk A", ["Åtgärd 1", "Åtgärd 2"]],
			["Inköp", "Risk B", ["Åtgärd 3"]],
			["Attest", "Risk C", ["Åtgärd 4"]],
		]);
	});

	it("an English register has no plan's headings: what was seen is told, and can be mapped", async () => {
		const file = caseFile("engelskt-register.xlsx");
		const reading = await readFile(file);
		expect(placeOf(reading)).toBeNull();
		expect(seenIn(reading)).toEqual([
			"Plan: rubriker ID, Risk Title, Category, Likelihood, Impact, Score, Mitigation, Owner, Status",
		]);
		const columns = { 1: "risk", 2: "area", 3: "inherent_likelihood", 4: "inherent_impact", 6: "measure" } as const;
		const mapped = await readFile(file, { heading_row: 1, columns: { ...columns, 8: null } });
		expect(outline(mapped)).toEqual([["Finance", "Unauthorised purchases", ["Monthly sample"]]]);
		expect(mapped.areas[0]!.risks[0]!.inherent).toEqual({ likelihood: 3, impact: 4 });
		expect(mapped.not_taken.map(({ cell }) => cell)).toEqual(["F1", "H1", "I1"]);
	});

	it("texts that look like formulas, joined emoji and marks of direction stay the texts they are", async () => {
		const reading = await readFile(caseFile("formler-som-text.xlsx"));
		expect(reading.areas.map(({ name }) => name)).toEqual(["=1+1 område"]);
		expect(reading.areas[0]!.risks.map(({ title }) => title)).toEqual([
			'=HYPERLINK("http://example.invalid";"klicka")',
			"+46 70 000 00 00",
			"-2+3",
			"@SUM(1+1)",
			"Tab först",
			"Emoji 👩🏽‍⚕️ och \u202eRTL\u202c",
			"Rad separator",
			"ÅÄÖ åäö é ß ł",
			'"citat" ; semikolon , komma',
		]);
		expect(reading.areas[0]!.risks.map((risk) => risk.measures.length)).toEqual(Array(9).fill(1));
		expect(reading.not_taken).toEqual([]);
	});
});

describe("headings", () => {
	it("are found when hyphenated, broken, in capitals, with remarks, and on two rows", async () => {
		const reading = await readRows(
			[
				["Internkontrollplan 2027", null, null, null, null, null],
				["Verk-\nsamhet", "RISK *", "Riskvärdering (1–4)", null, null, "Planerade\nåtgärder"],
				[null, null, "S", "K", "R", null],
				["Ekonomi", "Köp utanför avtal", 3, 2, 6, "Utbilda"],
			],
			{},
			["C2:E2", "A2:A3", "B2:B3", "F2:F3"],
		);
		expect(placeOf(reading)).toEqual({ sheet: "Plan", heading_row: 2 });
		expect(outline(reading)).toEqual([["Ekonomi", "Köp utanför avtal", ["Utbilda"]]]);
		expect(reading.areas[0]!.risks[0]!.inherent).toEqual({ likelihood: 3, impact: 2 });
		expect(reading.not_taken).toEqual([]);
	});

	it("tell whether a score is from before or after the åtgärder", async () => {
		const reading = await readRows(
			[
				["Område", "Risk", "Inneboende risk", null, "Kvarstående risk", null, "Åtgärder"],
				[null, null, "S", "K", "S", "K", null],
				["HR", "Ohälsa", 4, 4, "2 – Mindre sannolik", "Kännbar", "Stöd till chefer"],
			],
			{},
			["C1:D1", "E1:F1"],
		);
		expect(reading.areas[0]!.risks[0]).toMatchObject({
			inherent: { likelihood: 4, impact: 4 },
			residual: { likelihood: 2, impact: 3 },
		});
	});

	it("stand on any sheet; the others are shown and can be chosen", async () => {
		const plan = (risk: string) => [
			["Verksamhet", "Risk", "Åtgärd"],
			["HR", risk, "Gör"],
		];
		const file = written("p.xlsx", await workbookOf({ Läs: [["Om filen"]], A: plan("Ett"), B: plan("Två") }));
		const reading = await readFile(file);
		expect(reading.sheets.map(({ name, heading_row, chosen }) => [name, heading_row, chosen])).toEqual([
			["Läs", null, false],
			["A", 1, true],
			["B", 1, false],
		]);
		expect(outline(await readFile(file, { sheets: ["A", "B"] }))).toEqual([
			["HR", "Ett", ["Gör"]],
			["HR", "Två", ["Gör"]],
		]);
	});

	it("without a verksamhet the sheets are the verksamheter", async () => {
		const plan = (risk: string) => [
			["Risk", "Åtgärd"],
			[risk, "Gör"],
		];
		const file = written("p.xlsx", await workbookOf({ HR: plan("Ett"), Ekonomi: plan("Två") }));
		expect(outline(await readFile(file))).toEqual([
			["HR", "Ett", ["Gör"]],
			["Ekonomi", "Två", ["Gör"]],
		]);
	});
});

const HEADINGS = ["Verksamhet", "Risk", "Åtgärd"];

describe("rows", () => {
	it("that are no risk are named with their cell: repeated headings, sums, notes and legends", async () => {
		const reading = await readRows([
			HEADINGS,
			["HR", null, null],
			[null, "Ohälsa", "Stöd"],
			HEADINGS,
			["Ekonomi", "Köp utanför avtal", "Utbilda"],
			["Summa", "2 risker", null],
			[null, null, null],
			["Källa: riskinventering 2026", null, null],
			[1, "Osannolik", null],
		]);
		expect(outline(reading)).toEqual([
			["HR", "Ohälsa", ["Stöd"]],
			["Ekonomi", "Köp utanför avtal", ["Utbilda"]],
		]);
		expect(reading.not_taken.map(({ cell, reason }) => [cell, reason])).toEqual([
			["A4", "Upprepad rubrik."],
			["A6", "Summeringsrad."],
			["A8", "Står under tabellen."],
			["A9", "Står under tabellen."],
		]);
	});

	it("of the same risk and åtgärd come once; an åtgärd without a risk does not come", async () => {
		const reading = await readRows([
			HEADINGS,
			["HR", null, "Utan risk"],
			["HR", "Risk", "Samma"],
			["HR", "Risk", "samma"],
			["HR", "Risk", "Annan"],
			[null, "Utan åtgärd", null],
		]);
		expect(outline(reading)).toEqual([
			["HR", "Risk", ["Samma", "Annan"]],
			["HR", "Utan åtgärd", []],
		]);
		expect(reading.not_taken.map(({ cell, reason }) => [cell, reason])).toEqual([
			["A2", "Risk saknas."],
			["C4", "Samma åtgärd står redan under risken."],
		]);
	});

	it("of a risk that has been said already complete it; what they say otherwise is told, once and by its cell", async () => {
		const reading = await readRows([
			["Verksamhet", "Risk", "Riskbeskrivning", "S", "K", "Åtgärd", "Riskägare"],
			["HR", "Ohälsa", "Som den är", 3, null, "Stöd", null],
			["HR", "Ohälsa", "Som den är", 3, 3, "Rehab", "Anna"],
			["HR", "Ohälsa", "En annan", 4, 3, "Samtal", "Bertil"],
			["HR", "Ohälsa", "En annan", 4, 3, "Uppföljning", "Bertil"],
			["HR", "Vikarier", "En annan", 4, 3, "Stöd", "Bertil"],
		]);
		const [first, second] = reading.areas[0]!.risks;
		expect(first).toMatchObject({
			description: "Som den är",
			inherent: { likelihood: 3, impact: 3 },
			owner: { text: "Anna" },
		});
		expect(second).toMatchObject({ description: "En annan", owner: { text: "Bertil" } });
		const otherwise = "Risken i B2 säger något annat. Det som står där gäller.";
		expect(reading.not_taken.map(({ cell, reason }) => [cell, reason])).toEqual([
			["D2", "Bedömningen saknar konsekvens."],
			...["C4", "G4", "D4", "E4"].map((cell) => [cell, otherwise]),
		]);
	});

	it("in a column without a heading are not read, and that is told once", async () => {
		const reading = await readRows([
			[...HEADINGS, null, "Övrigt"],
			["HR", "Ohälsa", "Stöd", null, null],
			["HR", "Ohälsa", "Rehab", "Anna Berg", null],
			["HR", "Vikarier", "Stöd", "Bo Ek", null],
		]);
		expect(reading.not_taken).toEqual([
			{ cell: "D3", text: "Anna Berg", reason: "Kolumnen har ingen rubrik. Den är inte läst." },
		]);
	});

	it("with more text than the plan has room for say so", async () => {
		const [cause, whose] = ["orsak ".repeat(700), "enhet ".repeat(40)].map((text) => text.trim());
		const reading = await readRows([
			[...HEADINGS, "Orsak", "Utförs av"],
			// a cell that holds for both is told of once
			["HR", "Ohälsa", "Stöd\nRehab", cause!, whose!],
		]);
		const [risk] = reading.areas[0]!.risks;
		// never cut in the midst of a joined letter, so the last one that might be is left out
		expect([risk!.cause, risk!.measures[0]!.performer_text].map((text) => text.length)).toEqual([3_999, 199]);
		expect(reading.not_taken.map(({ cell, reason }) => [cell, reason])).toEqual([
			["D2", "Texten är längre än 4000 tecken. Slutet kommer inte med."],
			["E2", "Texten är längre än 200 tecken. Slutet kommer inte med."],
		]);
	});

	it("with a text of any length give a title and the rest", async () => {
		const sentence = "Det här är en lång mening om risken och vad den innebär för verksamheten. ";
		const [risk, measure] = [sentence.repeat(20).trim(), `${"ord ".repeat(300)}slut`];
		const reading = await readRows([HEADINGS, ["HR", risk, measure]]);
		const [read] = reading.areas[0]!.risks;
		expect(read!.title.length).toBeLessThanOrEqual(300);
		expect(`${read!.title} ${read!.description}`).toBe(risk);
		const [done] = read!.measures;
		expect(done!.title.length).toBeLessThanOrEqual(400);
		expect(`${done!.title}${done!.support}`.replace(/ …… /, " ")).toBe(measure);
	});

	it("name scope and origin in the text", async () => {
		const reading = await readRows([
			HEADINGS,
			["HR", "Ohälsa (Regionövergripande)", "Följ upp"],
			["Ekonomi", "Fel ersättning\nRevisionsrapport 2023:4", "Kontroll (Regionövergripande)"],
			["Ekonomi", "Regionövergripande samordning saknas", "Samordna"],
		]);
		expect(reading.areas.flatMap(({ risks }) => risks.map((risk) => [risk.title, risk.scope, risk.origin]))).toEqual([
			["Ohälsa", "region", ""],
			["Fel ersättning", "board", "Revisionsrapport 2023:4"],
			["Regionövergripande samordning saknas", "region", ""],
		]);
		expect(reading.areas[1]!.risks[0]!.measures[0]).toMatchObject({ title: "Kontroll", scope: "region" });
		expect(countPlan(reading.areas)).toMatchObject({ region_risks: 2, audit_risks: 1 });
	});

	it("say when: a day, a month, a frequency, or a text that is kept", async () => {
		const when = (said: string | Date) => ["HR", `Risk ${said}`, "Gör", said];
		const reading = await readRows([
			[...HEADINGS, "Klart/Tidpunkt/Frekvens"],
			...["2027-03-15", "juni 2027", "Q2", "Varje månad", "4 ggr/år", "årligen", "Löpande", "Varje vecka"].map(when),
			when(new Date(Date.UTC(2027, 4, 31))),
		]);
		const told = reading.areas[0]!.risks.map(({ measures: [one] }) => [
			one!.due_on,
			one!.controls[0]?.frequency ?? null,
			one!.support,
		]);
		expect(told).toEqual([
			["2027-03-15", null, ""],
			["2027-06-30", null, ""],
			["2027-06-30", null, ""],
			[null, "monthly", ""],
			[null, "quarterly", ""],
			[null, "yearly", ""],
			[null, null, "Tidpunkt: Löpande"],
			[null, null, "Tidpunkt: Varje vecka"],
			["2027-05-31", null, ""],
		]);
		expect(reading.not_taken.map(({ cell }) => cell)).toEqual(["D8", "D9"]);
	});

	it("with a longer scale are asked about, never guessed", async () => {
		const rows = [
			["Verksamhet", "Risk", "S", "K", "Åtgärd"],
			["HR", "Ohälsa", 5, 3, "Stöd"],
			["HR", "Annat", 2, 2, "Gör"],
		];
		const asked = await readRows(rows);
		expect(asked).toMatchObject({ is_scale_asked: true, steps: 5 });
		expect(countPlan(asked.areas).scored).toBe(0);
		expect(asked.not_taken[0]!.reason).toContain("5 steg");
		const mapped = await readRows(rows, { scale: [1, 2, 3, 3, 4] });
		expect(mapped.areas[0]!.risks.map(({ inherent }) => inherent)).toEqual([
			{ likelihood: 4, impact: 3 },
			{ likelihood: 2, impact: 2 },
		]);
		const [heading, ...low] = [["Verksamhet", "Risk", "S (1-5)", "K (1-5)", "Åtgärd"], ...rows.slice(2)];
		expect((await readRows([heading!, ...low])).is_scale_asked).toBe(true);
	});

	it("with half an assessment, or a value that is no product, say so", async () => {
		const reading = await readRows([
			["Verksamhet", "Risk", "S", "K", "Riskvärde", "Åtgärd"],
			["HR", "Halv", 3, null, null, "Gör"],
			["HR", "Bara värde", null, null, 9, "Gör"],
			["HR", "Fel värde", 3, 3, 8, "Gör"],
		]);
		expect(reading.not_taken.map(({ cell }) => cell)).toEqual(["C2", "E3", "E4"]);
		expect(countPlan(reading.areas).scored).toBe(1);
	});
});

describe("other forms", () => {
	it("a text file is divided by what divides its rows, and its lines are its rows", async () => {
		const text =
			'Internkontrollplan, med bilaga\r\nVerksamhet;Risk;Åtgärd\r\nHR;"Ohälsa;\nolycksfall";Stöd\r\n;Annan risk;Gör\r\n';
		const reading = await readFile(written("plan.csv", text));
		expect(placeOf(reading)).toEqual({ sheet: "Filen", heading_row: 2 });
		expect(outline(reading)).toEqual([
			["HR", "Ohälsa; olycksfall", ["Stöd"]],
			["HR", "Annan risk", ["Gör"]],
		]);
	});
});

describe("T58: texts that are made to be slow", () => {
	it.each([
		["blanks", `a${" ".repeat(30_000)}b`],
		["line breaks", `a${"\n".repeat(30_000)}b`],
		["brackets", "(".repeat(30_000)],
		["bullets", "• ".repeat(15_000)],
		["numbers", "1. a\n".repeat(7_000)],
		["tags", "\u{e0061}".repeat(15_000)],
	])("%s are gone through once", async (_, text) => {
		const cells = `"${text}";"${text}x";"${text}"`;
		const rows = Array.from({ length: 20 }, () => cells).join("\n");
		const reading = await readFile(written("plan.csv", `Verksamhet;Risk;Åtgärd\n${rows}\nHR;Ohälsa;Stöd\n`));
		expect(outline(reading).at(-1)).toEqual(["HR", "Ohälsa", ["Stöd"]]);
	});
});

it("T58: a cell of short lines is read once, not once for each of them", () => {
	expect(stepsIn("a\n".repeat(200_000))).toHaveLength(1);
	expect(stepsIn("Rutin för\nInköp\nUtbilda")).toEqual(["Rutin för Inköp", "Utbilda"]);
});

it("T58: line breaks without number in a cell of requirements are gone through once", () => {
	expect(requirementsOf(`d) Styrande dokument\n\n \ne) Tillgångar, x${"\n".repeat(300_000)}!`)).toEqual(["d", "e"]);
});

describe("a text file", () => {
	it("whose texts hold other delimiters and quotes is read by its own", async () => {
		const rows = Array.from({ length: 1500 }, (_, n) => `"HR, ""stab""";"Risk; nummer ${n}, den";"Gör, ""nu"""`);
		const reading = await readFile(written("plan.csv", `Verksamhet;Risk;Åtgärd\n${rows.join("\n")}\n`));
		expect(countPlan(reading.areas)).toMatchObject({ areas: 1, risks: 1500, measures: 1500 });
		expect(outline(reading)[0]).toEqual(['HR, "stab"', "Risk; nummer 0, den", ['Gör, "nu"']]);
	});
});
