import { expect, test } from "vitest";
import { listDrawnDuties } from "../../db/queries/checks/duties.ts";
import { prepareDemo } from "../../src/demo/prepare-demo.ts";
import { dutyOn } from "../../src/ground/access/duties.ts";
import { openEmpty } from "./region-support.ts";

test("T52 in the demo nobody performs or reviews what they have ordered, received or attested", async () => {
	const { ctx, ...place } = await openEmpty();
	await prepareDemo(ctx, { place, size: "demo", said: () => {} });
	const people = new Map((await ctx.db.selectFrom("people").selectAll().execute()).map((one) => [one.id, one]));
	const runs = await ctx.db.selectFrom("control_runs").selectAll().where("status", "!=", "planned").execute();
	const own: string[] = [];
	for (const run of runs) {
		const lines = await listDrawnDuties(ctx.db, { run_id: run.id });
		for (const id of [run.signed_by, run.reviewer_id, run.reviewed_by]) {
			const person = id === null ? undefined : people.get(id);
			if (person && lines.some((line) => dutyOn(line, person))) own.push(`${person.name} ${run.period_key}`);
		}
	}
	expect(own).toEqual([]);
	expect(runs.filter(({ status }) => status === "approved").length).toBeGreaterThan(50);
});
