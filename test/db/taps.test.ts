import { describe, expect, test } from "vitest";
import { answerItem } from "../../src/checks/samples/answer-item.ts";
import { write } from "../../src/ground/write/write.ts";
import { forgetTaps } from "../../src/running/housekeeping/forget-taps.ts";
import { saying } from "../checks/samples/answers.ts";
import { openDrawnRun } from "../support/drawn-run.ts";
import { DIALECTS, openWorldOn } from "./dialects.ts";

describe.each(DIALECTS)("a tap in %s", (_name, open) => {
	test("is kept once, also when it arrives several times at once, and forgotten in time", async () => {
		const world = await openWorldOn(open);
		const run = await openDrawnRun(world, { n: 1 });
		const maria = { ...(await world.as("maria")), tap: { key: "k", digest: "d" } };
		const send = () => answerItem(maria, run.itemIds[0]!, { answers: [saying(1, "yes")], reason: "" });
		const versions = await Promise.all([send(), send(), send(), send()]);
		expect(versions).toEqual(Array(4).fill({ "sett-1": 1 }));
		const told = world.ctx.db.selectFrom("events").select("seq").where("type", "=", "item.answered");
		expect(await told.execute()).toHaveLength(1);
		await expect(
			answerItem({ ...maria, tap: { key: "k", digest: "annat" } }, run.itemIds[0]!, { answers: [], reason: "" }),
		).rejects.toMatchObject({ status: 422 });
		const later = new Date(Date.parse(maria.clock().toISOString()) + 61 * 86_400_000);
		expect(await forgetTaps({ database: world.ctx.database, clock: maria.clock })).toBe(0);
		expect(await forgetTaps({ database: world.ctx.database, clock: () => later })).toBe(1);
	});

	test("is refused as a bug by a command that never asks whether it has been kept", async () => {
		const world = await openWorldOn(open);
		const ctx = { ...(await world.as("maria")), tap: { key: "k", digest: "d" } };
		const forgetful = write(ctx, ({ record }) =>
			record({ type: "system.started", unit_id: null, object: { kind: "system", id: "x" }, data: { note: "x" } }),
		);
		await expect(forgetful).rejects.toThrow("asks whether this one has been kept");
	});
});
