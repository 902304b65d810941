import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { findDraw } from "../../../../db/queries/checks/draws.ts";
import { listEventsOf } from "../../../../db/queries/ground/write.ts";
import { findMoneyDraw } from "../../../../db/queries/checks/own-forms/hired-staff.ts";
import { findPopulation } from "../../../../db/queries/checks/populations.ts";
import { listFilesFrom } from "../../../../db/queries/checks/ledger-lines.ts";
import { verifyDraws } from "../../../../src/proof/trail/verify-draws.ts";
import { recordOf } from "../../../../src/checks/draws/record-of.ts";
import { lookAgain } from "../../../../src/checks/evaluation/look-again.ts";
import { replaceItem } from "../../../../src/checks/samples/replace-item.ts";
import { verifyDrawRecord } from "../../../../src/ground/sampling/verify-draw-record.ts";
import { clientFor } from "../../../support/browser-client.ts";
import { drawnInvoices, hiredWorld, INVOICES, itemsOf, refusal } from "./support.ts";

async function drawn(rows = INVOICES) {
	const world = await hiredWorld();
	const run = await drawnInvoices(world, rows);
	const population = (await findPopulation(world.ctx.db, run.population_id))!;
	return { world, run, population, draw: (await findDraw(world.ctx.db, population.draw_id))! };
}

describe("the invoices of hired staff of a period", () => {
	it("are frozen whatever their size, credit notes among them, and say so", async () => {
		const { population } = await drawn();
		expect(population).toMatchObject({ n: 8, population_kind: "hired_staff_invoices" });
		expect(population.filter).toContain("oavsett belopp");
		expect(population.filter).toContain("Kreditfakturor ingår i populationen men inte i dragningen");
	});

	it("are drawn as one frame: the largest surely, no credit note, each run its own unit's", async () => {
		const { world, run, population } = await drawn();
		const alfa = await itemsOf(world, run.alfa);
		const beta = await itemsOf(world, run.beta);
		expect(alfa.map((item) => item.amount_ore)).toContain(90_000_000);
		expect([...alfa, ...beta].every((item) => item.amount_ore > 0)).toBe(true);
		expect(alfa.every((item) => item.item_key.includes("1001"))).toBe(true);
		expect(beta.every((item) => item.item_key.includes("1002"))).toBe(true);
		const money = (await findMoneyDraw(world.ctx.db, population.draw_id))!;
		expect(money).toMatchObject({
			n: 4,
			top_n: 1,
			top_ore: 90_000_000,
			points: 3,
			credit_n: 1,
			credit_ore: -1_200_000,
		});
		expect(money.rest_ore).toBe(27_105_051);
		const [event] = (await listEventsOf(world.ctx.db, "draw", [population.draw_id])).filter(
			(one) => one.type === "sample.drawn",
		);
		expect(JSON.parse(event!.data).money).toMatchObject({ method: "interval", top: 1, credits: 1 });
	});

	it("give a record that verifies without the database, and an amount that was changed in it is told", async () => {
		const { world, draw } = await drawn();
		const record = JSON.parse(JSON.stringify(await recordOf(world.ctx.db, draw)));
		expect(record.money).toMatchObject({ method: "interval", n: 4, pointCount: 3 });
		expect(record.money.creditNotes).toHaveLength(1);
		expect(verifyDrawRecord(record)).toMatchObject({ ok: true, populationCount: 8 });
		record.rows.find((row: { amountOre: number }) => row.amountOre === 5_230_050).amountOre += 100;
		const verdict = verifyDrawRecord(record);
		expect(verdict.ok).toBe(false);
		expect(!verdict.ok && verdict.problems.join()).toContain("Kontrollsumman stämmer inte med raderna");
	});

	it("are drawn again from the register, and a drawn invoice put in another's place is found", async () => {
		const { world, run } = await drawn();
		expect(await verifyDraws(world.ctx.db)).toEqual({ draws: 1, problems: [] });
		const [item] = await itemsOf(world, run.alfa);
		const other = await world.ctx.db
			.selectFrom("ledger_lines")
			.select("id")
			.where("amount_ore", "=", -1_200_000)
			.executeTakeFirstOrThrow();
		await world.ctx.database.transaction((trx) =>
			trx.updateTable("sample_items").set({ line_id: other.id }).where("id", "=", item!.id).execute(),
		);
		expect((await verifyDraws(world.ctx.db)).problems.join()).toContain("är inte den som dragningen ger");
	});

	it.each([
		["money_items", "in_top", "av andra skäl än de som står"],
		["money_items", "points", "av andra skäl än de som står"],
		["money_draws", "rest_ore", "antalen och summorna är inte de som dragningen ger"],
		["money_draws", "credit_ore", "antalen och summorna är inte de som dragningen ger"],
	])("why and of what they were drawn is found out when it is altered: %s.%s", async (table, column, problem) => {
		const { world } = await drawn();
		await world.ctx.database.transaction(async (trx) => {
			const guards = await sql<{ name: string }>`
				select name from sqlite_master where type = 'trigger' and tbl_name = ${table}`.execute(trx);
			for (const { name } of guards.rows) await sql`drop trigger ${sql.table(name)}`.execute(trx);
			await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${sql.ref(column)} + 1`.execute(trx);
		});
		expect((await verifyDraws(world.ctx.db)).problems.join()).toContain(problem);
	});

	it("are never replaced or extended: another draw has its own id", async () => {
		const { world, run } = await drawn();
		const [item] = await itemsOf(world, run.alfa);
		const maria = await world.as("maria");
		const replaced = replaceItem(maria, item!.id, { version: 1, why: "not_purchase", note: "Intern" });
		expect((await refusal(replaced))[""]).toContain("ersätts inte");
		const about = { control_id: world.ids.control, unit_id: world.ids.alfa, reason: "Fler" };
		const extended = lookAgain(await world.as("carin"), about);
		expect((await refusal(extended))[""]).toContain("Ett andra steg dras bara");
	});

	it("are drawn without a draw when all are credit notes: nothing to check, confirmed in one act", async () => {
		const { world, run } = await drawn(["1;1001;2026-10-02;A;77;-100,00"]);
		const maria = await clientFor(world, "maria");
		const page = await (await maria.get(`/stickprov/${run.alfa}`)).text();
		expect(page).toContain("Ingen av enhetens fakturor drogs");
		const { version } = await world.ctx.db
			.selectFrom("control_runs")
			.select("version")
			.where("id", "=", run.alfa)
			.executeTakeFirstOrThrow();
		expect((await maria.post(`/stickprov/${run.alfa}/signering`, { version: String(version) })).status).toBe(303);
		const signed = await world.ctx.db
			.selectFrom("control_runs")
			.select(["status", "result_reason"])
			.where("id", "=", run.alfa)
			.executeTakeFirstOrThrow();
		expect(signed).toEqual({ status: "signed", result_reason: "Ingen av enhetens fakturor drogs." });
	});

	it("are no purchases to the rules over every line: the same invoice in two files is no duplicate", async () => {
		const { world } = await drawn();
		expect(await listFilesFrom(world.ctx.db, 2020)).toEqual([]);
	});

	it("show on the draw's page how they were drawn", async () => {
		const { world, draw } = await drawn();
		const page = await (await (await clientFor(world, "carin")).get(`/dragningar/${draw.id}`)).text();
		expect(page).toContain("Efter belopp");
		expect(page).toContain("Toppskikt");
		expect(page).toContain("dras inte, och dras aldrig av");
		expect(page).not.toContain("Tröskel");
	});
});
