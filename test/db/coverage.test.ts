import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { findPlan } from "../../db/queries/register/plans.ts";
import type { CoverageStatement } from "../../db/schema/report/words.ts";
import { Stale } from "../../src/ground/errors.ts";
import type { Context } from "../../src/ground/write/context.ts";
import { verifyRows } from "../../src/proof/trail/verify-rows.ts";
import { carryPlan } from "../../src/register/plans/carry-plan.ts";
import { readPlanState } from "../../src/register/plans/plan-state.ts";
import { readAreas, readCoverage } from "../../src/report/coverage/read-coverage.ts";
import { linkRisk, writeRiskArea, writeStatement } from "../../src/report/coverage/write-coverage.ts";
import { putRow } from "../support/put-row.ts";
import { trailOf } from "../support/trail-of.ts";
import type { World } from "../support/world.ts";
import { DIALECTS, openWorldOn } from "./dialects.ts";

/** By role, or as if it were not there: of another branch nobody is told. */
const REFUSED = /Din roll ger inte rätt|Sidan eller uppgiften finns inte/;
const TABLES = ["risk_area_versions", "risk_area_links", "coverage_statements"] as const;
const said = (state: CoverageStatement, version = 0) => ({
	...{ state, routine: "Attestordningen", owner: "Ekonomichefen", reason: "Prövas varje månad.", version },
});

async function stateIn(world: World, area: string, place = "", planId = world.ids.plan): Promise<string | undefined> {
	const { cells } = await readCoverage(world.ctx.db, (await findPlan(world.ctx.db, planId))!);
	return cells.find((cell) => cell.area.key === area && cell.place.id === place)?.state;
}

/** A controller of another branch than the board's. */
function stranger({ ctx, ids }: World): Context {
	const roles = [{ role: "controller" as const, unit_id: ids.psyk, substitute_for: null }];
	return { ...ctx, actor: { id: ids.adam, name: "Adam Norén", roles, via: "web" } };
}

describe.each(DIALECTS)("the coverage map in %s", (_name, open) => {
	test("follows the plan's risks and what its own controller has written, and each version stays", async () => {
		const world = await openWorldOn(open);
		const { ids } = world;
		const { db } = world.ctx;
		const carin = await world.as("carin");
		const at = { plan_id: ids.plan, area: "economy", place: "" };
		for (const other of [await world.as("mats"), await world.as("fia"), await world.as("rune"), stranger(world)]) {
			await expect(linkRisk(other, ids.risk, { area: "purchasing", version: 0 })).rejects.toThrow(REFUSED);
			await expect(writeStatement(other, at, said("embedded"))).rejects.toThrow(REFUSED);
			const area = { name: "Klimat", retired_reason: "", version: 0 };
			await expect(writeRiskArea(other, ids.plan, null, area)).rejects.toThrow(REFUSED);
		}
		expect(await stateIn(world, "purchasing")).toBe("open");
		await linkRisk(carin, ids.risk, { area: "purchasing", version: 0 });
		expect(await stateIn(world, "purchasing")).toBe("covered");
		expect(await stateIn(world, "purchasing", ids.area)).toBe("covered");
		expect((await readPlanState(db, ids.plan)).changes).toEqual([]);
		await expect(linkRisk(carin, ids.risk, { area: "hr", version: 0 })).rejects.toThrow(Stale);
		await expect(linkRisk(carin, ids.risk, { area: "vad som helst", version: 1 })).rejects.toMatchObject({
			fields: { area: expect.any(String) },
		});
		await putRow(world, "risks", ids.risk, { treatment: "accept" });
		expect(await stateIn(world, "purchasing")).toBe("accepted");
		await expect(writeStatement(carin, { ...at, area: "purchasing" }, said("not_taken"))).rejects.toMatchObject({
			fields: { state: expect.stringContaining("risker täcker redan") },
		});

		await writeStatement(carin, at, said("embedded"));
		await expect(writeStatement(carin, at, said("not_taken"))).rejects.toThrow(Stale);
		expect(await stateIn(world, "economy")).toBe("embedded");
		// what holds for the board as a whole holds for each verksamhet until something else is written there
		expect(await stateIn(world, "economy", ids.area)).toBe("embedded");
		await writeStatement(carin, { ...at, place: ids.area }, said("not_taken"));
		expect(await stateIn(world, "economy", ids.area)).toBe("not_taken");
		await writeStatement(carin, at, said("open", 1));
		expect(await stateIn(world, "economy")).toBe("open");
		await writeStatement(carin, at, said("open", 2));
		const told = await trailOf(world, "plan", ids.plan);
		expect(told.filter((sentence) => sentence.includes("täckningskartan 2026"))).toHaveLength(3);
		expect(await db.selectFrom("coverage_statements").selectAll().execute()).toHaveLength(3);
	});

	test("is kept by the database, and what stands otherwise than the log says is named", async () => {
		const world = await openWorldOn(open);
		const { ids } = world;
		const { db, database } = world.ctx;
		const carin = await world.as("carin");
		await linkRisk(carin, ids.risk, { area: "purchasing", version: 0 });
		await writeStatement(carin, { plan_id: ids.plan, area: "it", place: "" }, said("embedded"));
		await writeRiskArea(carin, ids.plan, "hr", { name: "Bemanning", retired_reason: "", version: 0 });
		const problems = async () => (await verifyRows(db)).problems.join("\n");
		expect(await problems()).not.toMatch(/iskområdet|täckningskartan/);
		for (const table of TABLES) {
			await expect(database.transaction((trx) => trx.deleteFrom(table).execute())).rejects.toThrow();
			await expect(
				database.transaction((trx) => trx.updateTable(table).set({ number: 7 }).execute()),
			).rejects.toThrow();
			const on = database.name === "postgres" ? ` on ${table}` : "";
			await database.transaction((trx) => sql.raw(`drop trigger ${table}_refuse_update${on}`).execute(trx));
		}
		await database.transaction(async (trx) => {
			await trx.updateTable("risk_area_links").set({ area: "it" }).execute();
			await trx.updateTable("coverage_statements").set({ reason: "Annat" }).execute();
			await trx.updateTable("risk_area_versions").set({ name: "Annat" }).execute();
		});
		const found = await problems();
		for (const noun of ["Riskområdet för risken", "täckningskartan", "Annat, version 1"]) expect(found).toContain(noun);
	});

	test("has the board's own areas, renamed and retired by versions, and a plan that is carried keeps its risks' areas", async () => {
		const world = await openWorldOn(open);
		const { ids } = world;
		const carin = await world.as("carin");
		await writeRiskArea(carin, ids.plan, null, { name: "Klimat", retired_reason: "", version: 0 });
		await expect(
			writeRiskArea(carin, ids.plan, null, { name: "klimat", retired_reason: "", version: 0 }),
		).rejects.toMatchObject({ fields: { name: expect.stringContaining("redan") } });
		await writeRiskArea(carin, ids.plan, "it", { name: "Digitalisering", retired_reason: "", version: 0 });
		await expect(writeRiskArea(carin, ids.plan, "it", { name: "IT", retired_reason: "", version: 0 })).rejects.toThrow(
			Stale,
		);
		const retired = { name: "HR", retired_reason: "Ingår i arbetsmiljö.", version: 0 };
		await writeRiskArea(carin, ids.plan, "hr", retired);
		expect(await stateIn(world, "hr")).toBeUndefined();
		await expect(linkRisk(carin, ids.risk, { area: "hr", version: 0 })).rejects.toMatchObject({
			fields: { area: expect.any(String) },
		});
		const names = async (year: number) =>
			(await readAreas(world.ctx.db, { board_id: ids.board, year })).map(({ name }) => name);
		expect(await names(2026)).toEqual(expect.arrayContaining(["Klimat", "Digitalisering", "HR"]));
		expect(await names(2025)).toContain("IT");
		const later = await world.as("carin", "2027-02-01T09:00:00.000Z");
		await expect(writeRiskArea(later, ids.plan, "hr", { ...retired, version: 1 })).rejects.toThrow("2026 är slut");

		await linkRisk(carin, ids.risk, { area: "purchasing", version: 0 });
		const next = await carryPlan(carin, ids.plan);
		expect(await stateIn(world, "purchasing", "", next)).toBe("covered");
		await world.ctx.database.transaction((trx) =>
			trx.updateTable("plans").set({ status: "closed" }).where("id", "=", next).execute(),
		);
		await expect(writeStatement(carin, { plan_id: next, area: "it", place: "" }, said("embedded"))).rejects.toThrow(
			"är avslutad",
		);
	});
});
