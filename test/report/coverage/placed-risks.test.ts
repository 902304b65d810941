import ExcelJS from "exceljs";
import { expect, test } from "vitest";
import { insertRisk } from "../../../db/writes/register/risks.ts";
import { paths } from "../../../src/paths/paths.ts";
import { linkRisk } from "../../../src/report/coverage/write-coverage.ts";
import { clientFor } from "../../support/browser-client.ts";
import { putRow } from "../../support/put-row.ts";
import { openWorld, type World } from "../../support/world.ts";

/** Risks as the plan's first is, numbered from one number to another. */
async function moreRisks(world: World, from: number, to: number): Promise<void> {
	const { db, database } = world.ctx;
	const first = await db.selectFrom("risks").selectAll().where("id", "=", world.ids.risk).executeTakeFirstOrThrow();
	await database.transaction(async (trx) => {
		for (let number = from; number <= to; number++)
			await insertRisk(trx, { ...first, id: `risk-${number}`, number, title: `Risken ${number}` });
	});
	// what is remembered of the plan no longer holds
	await putRow(world, "risks", world.ids.risk, { title: first.title });
}

const rowsOf = (html: string) => html.match(/<th role="rowheader"/g)?.length ?? 0;

test("a plan's map shows its first fifty risks, and leads to them all", async () => {
	const world = await openWorld();
	const [map, all] = [paths.coverage(world.ids.plan), paths.mappedRisks(world.ids.plan)];
	const carin = await clientFor(world, "carin");
	const page = async () => (await carin.get(map)).text();
	await moreRisks(world, 2, 50);
	expect(await page()).toContain("50. Risken 50");
	expect(await page()).not.toContain(all);
	await moreRisks(world, 51, 51);
	expect(await page()).toContain("De 50 första av 51 risker.");
	expect(await page()).toContain(`href="${all}"`);
	expect(await page()).not.toContain("51. Risken 51");
	expect(await (await carin.get(`${all}?sida=2`)).text()).toContain("51. Risken 51");
});

test("the plan's risks with their areas: the same rows on the page and in every file, none, one and many", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const list = paths.mappedRisks(world.ids.plan);
	const rows = async (query = "") => (await (await carin.get(`${list}.json${query}`)).json()) as { title: string }[];
	await linkRisk(await world.as("carin"), world.ids.risk, { area: "purchasing", version: 0 });
	expect(await rows()).toEqual([{ title: "1. Otillåtna beställningar under 10 tkr", area: "Inköp" }]);
	expect(await rows("?omrade=inget")).toEqual([]);
	expect(rowsOf(await (await carin.get(`${list}?omrade=inget`)).text())).toBe(0);
	await moreRisks(world, 2, 60);
	expect(await rows("?omrade=purchasing")).toHaveLength(1);
	expect(await rows("?omrade=inget")).toHaveLength(59);
	const titles = (await rows()).map(({ title }) => title);
	expect(titles).toHaveLength(60);
	const csv = await (await carin.get(`${list}.csv`)).text();
	expect(
		csv
			.trim()
			.split(/\r?\n/)
			.slice(1)
			.map((line) => line.split(";")[0]!.replaceAll('"', "")),
	).toEqual(titles);
	const book = new ExcelJS.Workbook();
	await book.xlsx.load(await (await carin.get(`${list}.xlsx`)).arrayBuffer());
	const sheet = book.worksheets[0]!.getColumn(1).values.map(String);
	expect(sheet.filter((text) => titles.includes(text))).toEqual(titles);
	for (const [query, shown] of [
		["", 50],
		["?sida=2", 10],
		["?sida=2&omrade=purchasing", 0],
		["?sida=99", 0],
	] as const)
		expect(rowsOf(await (await carin.get(`${list}${query}`)).text()), query).toBe(shown);
	await putRow(world, "risks", world.ids.risk, { dropped_reason: "Prövning" });
	expect(await rows("?omrade=purchasing")).toEqual([]);
});

test("who reads the map reads the list of its risks, and nobody else; only who may edit is led to a risk's area", async () => {
	const world = await openWorld();
	const list = paths.mappedRisks(world.ids.plan);
	for (const [person, status] of [
		["carin", 200],
		["rune", 200],
		["fia", 200],
		["mats", 403],
		["maria", 403],
	] as const) {
		const client = await clientFor(world, person);
		for (const path of [list, `${list}.json`, `${list}.csv`, `${list}.xlsx`])
			expect((await client.get(path)).status, `${person} ${path}`).toBe(status);
		if (status === 403) continue;
		const html = await (await client.get(list)).text();
		expect(html.includes(`href="${paths.riskAreaOf(world.ids.risk)}"`), person).toBe(person === "carin");
	}
	const carin = await clientFor(world, "carin");
	expect((await carin.get(paths.mappedRisks("finns-inte"))).status).toBe(404);
});
