import { describe, expect, test } from "vitest";
import { findPlan, listPlans } from "../../db/queries/register/plans.ts";
import { listCarriedRows } from "../../db/queries/register/preparation.ts";
import { listMatters, listMeetings, listUnplaced } from "../../db/queries/report/meetings.ts";
import { withStates } from "../../db/queries/report/periods-listed.ts";
import { listPeriods } from "../../db/queries/report/periods.ts";
import { carryPlan } from "../../src/register/plans/carry-plan.ts";
import { takeBackPlan } from "../../src/register/preparation/take-back-plan.ts";
import { addMatter, deliverPapers } from "../../src/report/meetings/place-matter.ts";
import { meetingOn, prepare } from "../support/prepared-plan.ts";
import { DIALECTS, openWorldOn } from "./dialects.ts";

describe.each(DIALECTS)("%s", (_name, open) => {
	test("a draft goes by its rows and its meeting to beredning and back; the database keeps that it did", async () => {
		const world = await openWorldOn(open);
		const ctx = await world.as("carin");
		const id = await carryPlan(ctx, world.ids.plan);
		expect((await listCarriedRows(ctx.db, id)).map(({ kind, choice }) => [kind, choice])).toEqual([
			["risk", null],
			["measure", null],
			["control", null],
		]);
		await prepare(world, id);
		expect((await listPlans(ctx.db)).map(({ status, amendments }) => [status, amendments])).toEqual([
			["preparation", 0],
			["in_force", 0],
		]);
		expect(await listMatters(ctx.db, { open: true, reach: "all" })).toMatchObject([
			{ subject_id: id, title: "Internkontrollplan 2027", settled: false },
		]);
		await takeBackPlan(ctx, id, { reason: "Mer att göra", version: (await findPlan(ctx.db, id))!.version });
		expect(await listMatters(ctx.db, { open: true, reach: "all" })).toEqual([]);
		await prepare(world, id);
		expect((await listMeetings(ctx.db)).length).toBe(1);
		for (const table of ["plan_preparations", "plan_row_choices", "board_meetings", "meeting_matters"] as const)
			await expect(ctx.database.transaction((trx) => trx.deleteFrom(table).execute())).rejects.toThrow(
				"not allowed here",
			);
		await expect(
			ctx.database.transaction((trx) =>
				trx.updateTable("plan_preparations").set({ withdrawn_reason: "annat" }).where("number", "=", 1).execute(),
			),
		).rejects.toThrow("not allowed here");
		await expect(
			ctx.database.transaction((trx) => trx.updateTable("plan_row_choices").set({ choice: "drop" }).execute()),
		).rejects.toThrow("not allowed here");
	});

	test("a report goes to a meeting once, and that its papers were handed in stays", async () => {
		const world = await openWorldOn(open);
		const ctx = await world.as("carin");
		const unplaced = async () => (await listUnplaced(ctx.db, "all")).map((one) => one.id);
		expect(await unplaced()).toContain(world.ids.period);
		const meeting = await meetingOn(world);
		await addMatter(ctx, meeting, { subject: ["period", world.ids.period] });
		expect(await unplaced()).not.toContain(world.ids.period);
		expect(await withStates(ctx.db, await listPeriods(ctx.db, "all"))).toMatchObject([
			{ id: world.ids.period, edition: null, reopened_at: null, meeting_on: "2026-11-16" },
		]);
		const days = async (from: string) => (await listMeetings(ctx.db, { board_id: world.ids.board, from })).length;
		expect([await days("2026-11-16"), await days("2026-11-17")]).toEqual([1, 0]);
		await expect(addMatter(ctx, meeting, { subject: ["period", world.ids.period] })).rejects.toThrow("redan");
		const [matter] = await listMatters(ctx.db, { meetings: [meeting] });
		await deliverPapers(ctx, matter!.id, { version: matter!.version });
		await expect(
			ctx.database.transaction((trx) => trx.updateTable("meeting_matters").set({ delivered_at: null }).execute()),
		).rejects.toThrow("not allowed here");
	});
});
