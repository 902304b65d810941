import { describe, expect, it } from "vitest";
import { placeOf } from "../../../src/register/plan-import/count-plan.ts";
import { outline, readFile, readRows, workbookOf, written } from "./reading-support.ts";

type Rows = Parameters<typeof readRows>[0];
const risksOf = async (rows: Rows) => (await readRows(rows)).areas.flatMap((area) => area.risks);

describe("scores as they are written by hand", () => {
	it.each([
		["3 x 4 = 12", 3, 4],
		["12 (3×4)", 3, 4],
		["2*3", 2, 3],
		["S3 K4", 3, 4],
		["S=3, K=4", 3, 4],
	])("%s is both", async (text, likelihood, impact) => {
		for (const heading of ["Riskvärde", "Sannolikhet x konsekvens"]) {
			const rows = [
				["Område", "Risk", heading, "Åtgärd"],
				["Inköp", "R1", text, "A1"],
			];
			const { areas, not_taken } = await readRows(rows);
			expect([areas[0]!.risks[0]!.inherent, not_taken]).toEqual([{ likelihood, impact }, []]);
		}
	});

	it.each(["Röd", "12", "3 x 4 x 2"])("%s alone is told of", async (text) => {
		const rows = [
			["Område", "Risk", "Riskvärde", "Åtgärd"],
			["Inköp", "R1", text, "A1"],
		];
		const { not_taken } = await readRows(rows);
		expect(not_taken).toMatchObject([{ cell: "C2", text }]);
	});

	it("of a longer scale than the plan's are asked about", async () => {
		const rows = [
			["Område", "Risk", "Riskvärde", "Åtgärd"],
			["Inköp", "R1", "5 x 4", "A1"],
		];
		const { is_scale_asked, not_taken } = await readRows(rows);
		expect([is_scale_asked, not_taken[0]?.cell]).toEqual([true, "C1"]);
	});

	it("a step and a half, and a span of steps, are no steps", async () => {
		const rows = [
			["Område", "Risk", "S", "K", "Åtgärd"],
			["Inköp", "R1", "2.5", "3", "A1"],
			["Inköp", "R2", "2-3", "3", "A2"],
			["Inköp", "R3", "2. Möjlig", "3 – Kännbar", "A3"],
		];
		const steps = (await risksOf(rows)).map(({ inherent }) => inherent.likelihood);
		expect(steps).toEqual([null, null, 2]);
	});

	it("a column of colours alone is said not to be read", async () => {
		const rows = [
			["Område", "Risk", "Riskvärde", "Åtgärd"],
			["Inköp", "R1", null, "A1"],
		];
		const { not_taken } = await readRows(rows);
		expect(not_taken).toMatchObject([{ cell: "C1", reason: expect.stringContaining("Färger läses inte") }]);
	});

	it("headings in two rows tell before from after without merged cells too", async () => {
		const rows = [
			["Område", "Risk", "Inneboende risk", null, "Åtgärd", "Kvarstående risk", null],
			[null, null, "S", "K", null, "S", "K"],
			["Inköp", "R1", 4, 4, "A1", 2, 3],
		];
		const [risk] = await risksOf(rows);
		expect(risk).toMatchObject({
			title: "R1",
			inherent: { likelihood: 4, impact: 4 },
			residual: { likelihood: 2, impact: 3 },
		});
	});
});

it("Riskbeskrivning names the risks where no other column does", async () => {
	const rows = [
		["Process", "Riskbeskrivning", "Kontrollmoment"],
		["Inköp", "R1", "K1"],
	];
	expect(outline(await readRows(rows))).toEqual([["Inköp", "R1", ["K1"]]]);
	const legend = [
		["Område", "Beskrivning", "Kontroll"],
		["Inköp", "Text", "K1"],
	];
	expect(placeOf(await readRows(legend))).toBeNull();
});

it("a second table with other headings on the same sheet is read by its own", async () => {
	const rows = [
		["Verksamhet", "Risk", "Åtgärd"],
		["Inköp", "R1", "A1"],
		[],
		["Plan för vård"],
		["Verksamhet", "Risk", "S", "K", "Åtgärd"],
		["Vård", "R2", 3, 4, "A2"],
	];
	const reading = await readFile(written("plan.xlsx", await workbookOf({ Plan: rows as Rows })));
	expect(outline(reading)).toEqual([
		["Inköp", "R1", ["A1"]],
		["Vård", "R2", ["A2"]],
	]);
	expect(reading.areas[1]!.risks[0]!.inherent).toEqual({ likelihood: 3, impact: 4 });
	expect(reading.not_taken.map((one) => one.text)).toContain("Plan för vård");
});

it.each(["se ovan", "Dito", '-"-', "”"])("%s is what the cell above says", async (ditto) => {
	const rows = [
		["Område", "Risk", "Åtgärd", "Ansvarig"],
		["Inköp", "R1", "A1", "Anna Ek"],
		["Inköp", "R2", "A2", ditto],
		["Inköp", "R3", "A3", ditto],
	];
	const owners = (await risksOf(rows)).map(({ measures }) => measures[0]!.owner.text);
	expect(owners).toEqual(["Anna Ek", "Anna Ek", "Anna Ek"]);
});

it("several quarters are no day and no frequency, and stay in the text", async () => {
	const rows = [
		["Område", "Risk", "Kontrollmoment", "Tidpunkt"],
		["Inköp", "R1", "K1", "T1, T2"],
		["Inköp", "R2", "K2", "Q1 och Q3"],
		["Inköp", "R3", "K3", "kvartal 1 och 3"],
		["Inköp", "R4", "K4", "Kvartal 3 2027"],
	];
	const measures = (await risksOf(rows)).flatMap((risk) => risk.measures);
	expect(measures.map(({ due_on, controls }) => due_on ?? controls.length)).toEqual([0, 0, 0, "2027-09-30"]);
	expect(measures[0]!.support).toBe("Tidpunkt: T1, T2");
});

it("where an åtgärd comes from is not lost", async () => {
	const rows = [
		["Område", "Risk", "Åtgärd"],
		["Inköp", "R1", "- A1 (Revisionsrapport 2025:3)\n- A2 (Revisionsrapport 2024:1)"],
	];
	const [risk] = await risksOf(rows);
	expect([risk!.origin, risk!.measures[1]!.support]).toEqual(["Revisionsrapport 2025:3", "Revisionsrapport 2024:1"]);
});
