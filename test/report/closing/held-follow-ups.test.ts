import { expect, test } from "vitest";
import { listHeldFollowUps } from "../../../db/queries/report/closing-content.ts";
import { listFollowUpRows } from "../../../db/queries/report/follow-ups.ts";
import { findPeriod } from "../../../db/queries/report/periods.ts";
import { sealedScope } from "../../../src/report/closing/held-content.ts";
import { followUp, JANUARY, openFinishedYear, writeFollowUps } from "./support.ts";

const DROPPED = [[], ["risks"], ["measures"], ["controls"], ["measures", "controls"]] as const;

test("what verification reads of the follow-ups is what the report tells of them, whatever has been dropped from the plan", async () => {
	const world = await openFinishedYear();
	const { ids } = world;
	await writeFollowUps(world);
	const period = (await findPeriod(world.ctx.db, ids.period))!;
	const about = { subject_kind: "risk" as const, subject_id: "annan", written_at: JANUARY, written_by: ids.carin };
	const { result, analysis, new_measure } = followUp;
	const words = { status: null, result, analysis, new_measure, next_year: 0, completed_at: null, completed_by: null };
	await world.ctx.database.transaction(async (trx) => {
		await trx
			.insertInto("follow_ups")
			.values({ id: "annans", period_id: period.id, ...about, ...words, version: 1 })
			.execute();
	});
	const counted: number[] = [];
	for (const dropped of DROPPED) {
		await world.ctx.database.transaction(async (trx) => {
			for (const table of ["risks", "measures", "controls"] as const)
				await trx
					.updateTable(table)
					.set({ dropped_reason: (dropped as readonly string[]).includes(table) ? "Struken" : null })
					.execute();
		});
		const told = (await listFollowUpRows(world.ctx.db, period, sealedScope(period))).flatMap((row) =>
			row.follow_up ? [[row.follow_up.id, row.title, row.follow_up.result]] : [],
		);
		const held = await listHeldFollowUps(world.ctx.db, period.id, sealedScope(period));
		expect(held.map((row) => [row.id, row.title, row.result])).toEqual(told.sort(([a], [b]) => (a! < b! ? -1 : 1)));
		counted.push(held.length);
	}
	expect(counted).toEqual([3, 0, 2, 2, 1]);
});
