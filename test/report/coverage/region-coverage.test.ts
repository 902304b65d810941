import { expect, test } from "vitest";
import ExcelJS from "exceljs";
import { insertBoard } from "../../../db/writes/people/boards.ts";
import { paths } from "../../../src/paths/paths.ts";
import { linkRisk, writeStatement } from "../../../src/report/coverage/write-coverage.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openWorld, type World } from "../../support/world.ts";

/** A second board without a plan, and in the first a risk about purchasing. */
async function twoBoards(world: World): Promise<void> {
	await world.ctx.database.transaction((trx) =>
		insertBoard(trx, {
			...{ id: "kultur", name: "Kulturnämnden", unit_id: world.ids.psyk },
			...{ valid_from: "2020-01-01", valid_to: null, version: 1 },
		}),
	);
	await linkRisk(await world.as("carin"), world.ids.risk, { area: "purchasing", version: 0 });
}

test("the region reads every board's map beside the others; a board without a plan has nothing that covers", async () => {
	const world = await openWorld();
	await twoBoards(world);
	const rune = await clientFor(world, "rune");
	const html = await (await rune.get(paths.coverageOfAll())).text();
	expect(html).toContain("17 av 18 riskområden hos nämnderna är inte övervägda.");
	expect(html).toContain("Kulturnämnden (ingen plan)");
	const rows = async (query: string) =>
		(await (await rune.get(`${paths.coverageOfAll()}.json${query}`)).json()) as Record<string, string>[];
	expect(await rows("")).toHaveLength(18);
	expect(await rows("?tackning=covered")).toEqual([
		expect.objectContaining({ board: "Hälso- och sjukvårdsnämnden", area: "Inköp", state: "Täckt av risk" }),
	]);
	expect(await rows("?ar=2025")).toEqual(
		expect.arrayContaining([expect.objectContaining({ area: "Inköp", state: "Inte övervägd" })]),
	);
	expect((await rune.get(`${paths.coverageOfAll()}.json?ar=skräp`)).status, "T05").toBe(422);
	expect((await rune.get(`${paths.coverageOfAll()}?ar=skräp`)).status).toBe(200);
	for (const file of ["csv", "xlsx"]) expect((await rune.get(`${paths.coverageOfAll()}.${file}`)).status).toBe(200);
});

test("who sees one board's map does not see all boards' by it", async () => {
	const world = await openWorld();
	for (const person of ["carin", "fia", "mats", "maria", "adam"] as const) {
		const client = await clientFor(world, person);
		for (const path of [paths.coverageOfAll(), `${paths.coverageOfAll()}.json`])
			expect([403, 404], `${person} ${path}`).toContain((await client.get(path)).status);
	}
});

test("the workbook has the map, with what is written and what nobody has considered", async () => {
	const world = await openWorld();
	await twoBoards(world);
	const carin = await world.as("carin");
	const at = { plan_id: world.ids.plan, area: "hr", place: "" };
	const said = { state: "embedded" as const, routine: "Bemanningsrutinen", owner: "HR-chefen", reason: "Varje månad" };
	await writeStatement(carin, at, { ...said, version: 0 });
	const answer = await (await clientFor(world, "carin")).post(paths.reportWorkbook(world.ids.period), {});
	const book = new ExcelJS.Workbook();
	await book.xlsx.load(await answer.arrayBuffer());
	const texts: string[] = [];
	book.getWorksheet("Täckningskarta")!.eachRow((row) => row.eachCell(({ text }) => void texts.push(text)));
	for (const text of ["Inköp", "Täckt av risk", "Bemanningsrutinen (ansvarar: HR-chefen)", "Inte övervägd"])
		expect(texts).toContain(text);
});
