import { describe, expect, test } from "vitest";
import { planContents } from "../../db/queries/register/plans-contents.ts";
import { findPlan } from "../../db/queries/register/plans.ts";
import { listOrderedRows } from "../../db/queries/register/plans-order.ts";
import { importPlan } from "../../src/register/plan-import/import-plan.ts";
import { undoImport } from "../../src/register/plan-import/undo-import.ts";
import { arrangePlan } from "../../src/register/plans/arrange-plan.ts";
import { readRows } from "../register/plan-import/reading-support.ts";
import { DIALECTS, openWorldOn } from "./dialects.ts";

const SOURCE = { file_name: "plan.xlsx", sha256: "0".repeat(64) };

describe.each(DIALECTS)("%s", (_name, open) => {
	test("a plan is read in, taken back and read in again; what was struck can be taken back under another number", async () => {
		const world = await openWorldOn(open);
		const ctx = await world.as("carin");
		const { areas } = await readRows([
			["Verksamhet", "Risk", "S", "K", "Kontrollmoment", "Frekvens"],
			["HR", "Ohälsa", 3, 4, "Stickprov", "Månad"],
			["Ekonomi", "Jäv", 2, 2, "Granska", "År"],
		]);
		const { plan_id } = await importPlan(ctx, { board_id: world.ids.board, year: 2027 }, areas, SOURCE);
		await expect(importPlan(ctx, { plan_id }, areas, SOURCE)).rejects.toMatchObject({
			fields: { "": expect.stringContaining("redan risker") },
		});
		await undoImport(ctx, plan_id, await version());
		await expect(undoImport(ctx, plan_id, await version())).rejects.toThrow("ingen inläsning att ångra");
		await importPlan(ctx, { plan_id }, areas, SOURCE);
		const { risks, controls } = await planContents(ctx.db, plan_id);
		expect([risks.map(({ number }) => number), controls.map(({ frequency }) => frequency).sort()]).toEqual([
			[1, 2],
			["monthly", "yearly"],
		]);
		const struck = (await listOrderedRows(ctx.db, plan_id)).filter((row) => row.dropped_reason !== null);
		const back = { act: "restore", to: null, title: "", reason: "Behövs" } as const;
		const area = struck.find((row) => row.kind === "area")!;
		await expect(
			arrangePlan(ctx, plan_id, { kind: "area", id: area.id }, { ...back, ...(await version()) }),
		).rejects.toMatchObject({ fields: { title: "Verksamheten finns redan i planen." } });
		await undoImport(ctx, plan_id, await version());
		for (const kind of ["area", "risk"] as const)
			for (const row of struck.filter((one) => one.kind === kind))
				await arrangePlan(ctx, plan_id, { kind, id: row.id }, { ...back, ...(await version()) });
		expect((await planContents(ctx.db, plan_id)).risks.map(({ title }) => title)).toEqual(["Ohälsa", "Jäv"]);

		async function version() {
			return { version: (await findPlan(ctx.db, plan_id))!.version };
		}
	});

	test("what was read in is only ever added to", async () => {
		const world = await openWorldOn(open);
		const ctx = await world.as("carin");
		const { areas } = await readRows([
			["Verksamhet", "Risk", "Åtgärd"],
			["HR", "Ohälsa", "Gör"],
		]);
		await importPlan(ctx, { board_id: world.ids.board, year: 2027 }, areas, SOURCE);
		for (const act of ["update", "delete"] as const)
			await expect(
				ctx.database.transaction(async (trx) => {
					if (act === "update") await trx.updateTable("plan_imports").set({ rows: "{}" }).execute();
					else await trx.deleteFrom("plan_imports").execute();
				}),
			).rejects.toThrow();
	});
});
