import { describe, expect, it } from "vitest";
import published from "../../../db/seeds/internkontrollplan-2024.json" with { type: "json" };
import { countPlan } from "../../../src/register/plan-import/count-plan.ts";
import { zipOf } from "../../support/zip.ts";
import { readFile, workbookOf, written } from "./reading-support.ts";

interface Row {
	area: string | null;
	risk: string | null;
	cell: string;
	/** rows that the verksamhet and the risk are merged over */
	spans: [area: number, risk: number];
}

/** The plan as its board published it: 27 cells of åtgärder; the three against late attestation share one. */
function rowsOf(): Row[] {
	const risks = published.risks.map((risk) => {
		const titles = risk.measures.map((measure) => measure.title);
		const marks = [
			...(risk.scope === "region" ? ["Regionövergripande"] : []),
			...("origin" in risk ? [risk.origin as string] : []),
		];
		const title = marks.length > 0 ? `${risk.title} (${marks.join(", ")})` : risk.title;
		return { area: risk.area, title, cells: titles.includes("Fler attestanter") ? [titles.join("\n")] : titles };
	});
	let before = "";
	return risks.flatMap(({ area, title, cells }) =>
		cells.map((cell, index): Row => {
			const isNew = area !== before;
			before = area;
			const inArea = risks.filter((risk) => risk.area === area).reduce((sum, risk) => sum + risk.cells.length, 0);
			return {
				area: isNew ? area : null,
				risk: index === 0 ? title : null,
				cell,
				spans: [isNew ? inArea : 0, index === 0 ? cells.length : 0],
			};
		}),
	);
}

const HEADINGS = ["Verksamhet", "Risk", "Åtgärd"];

async function asWorkbook(): Promise<string> {
	const rows = rowsOf();
	const merges = rows.flatMap(({ spans }, at) =>
		spans.flatMap((span, column) => (span > 1 ? [`${"AB"[column]}${at + 4}:${"AB"[column]}${at + 3 + span}`] : [])),
	);
	const cells = rows.map(({ area, risk, cell }) => [area, risk, cell]);
	return written(
		"plan.xlsx",
		await workbookOf({ Plan: [["Internkontrollplan 2024"], [], HEADINGS, ...cells] }, merges),
	);
}

function asDocument(): string {
	const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
	const cell = (text: string | null, merge = "") =>
		`<w:tc><w:tcPr>${merge}</w:tcPr>${(text ?? "")
			.split("\n")
			.map((line) => `<w:p><w:r><w:t xml:space="preserve">${escaped(line)}</w:t></w:r></w:p>`)
			.join("")}</w:tc>`;
	const merged = (text: string | null) => cell(text, text === null ? "<w:vMerge/>" : '<w:vMerge w:val="restart"/>');
	const rows = rowsOf().map(({ area, risk, cell: said }) => `<w:tr>${merged(area)}${merged(risk)}${cell(said)}</w:tr>`);
	const head = `<w:tr>${HEADINGS.map((heading) => cell(heading)).join("")}</w:tr>`;
	return written(
		"plan.docx",
		zipOf({
			"word/document.xml": `<w:document><w:body><w:p><w:r><w:t>Internkontrollplan</w:t></w:r></w:p><w:tbl>${head}${rows.join("")}</w:tbl></w:body></w:document>`,
		}),
	);
}

describe.each([
	["a workbook with merged cells", asWorkbook],
	["the table of a Word document", async () => asDocument()],
])("the published 2024 plan as %s", (_, file) => {
	it("comes in with 19 risks and the 27 published cells in order", async () => {
		const reading = await readFile(await file());
		expect(rowsOf()).toHaveLength(27);
		expect(countPlan(reading.areas)).toMatchObject({ risks: 19, measures: 29, region_risks: 1, audit_risks: 1 });
		const risks = reading.areas.flatMap((area) => area.risks);
		expect(risks.flatMap((risk) => risk.measures.map((measure) => measure.title))).toEqual(
			rowsOf().flatMap(({ cell }) => cell.split("\n")),
		);
		expect(reading.areas.map(({ name }) => name)).toEqual([...new Set(published.risks.map((risk) => risk.area))]);
		expect(risks.map(({ title }) => title)).toEqual(published.risks.map((risk) => risk.title));
		expect(risks.filter((risk) => risk.scope === "region").map(({ title }) => title)).toEqual([
			published.risks[0]!.title,
		]);
		expect(risks.filter((risk) => risk.origin === "Revisionsrapport").map(({ title }) => title)).toEqual([
			"Fel ersättning betalas till inhyrd personal i primärvården",
		]);
		expect(reading.not_taken).toEqual([]);
	});
});
