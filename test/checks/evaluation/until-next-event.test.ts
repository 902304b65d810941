import { expect, test } from "vitest";
import { lastEvent } from "../../../db/queries/ground/write.ts";
import { insertEvent } from "../../../db/writes/ground/write.ts";
import { BESIDE, untilNextEvent } from "../../../src/checks/evaluation/until-next-event.ts";
import { nowOf } from "../../../src/ground/write/context.ts";
import { newId } from "../../../src/ground/write/new-id.ts";
import { addUnit } from "../../../src/people/units/add-unit.ts";
import { openWorld } from "../../support/world.ts";

test("an answer is worked out once per key, and anew as soon as anything that it may depend on has been recorded", async () => {
	const world = await openWorld();
	const { db } = world.ctx;
	let times = 0;
	const asked = (key: string) => untilNextEvent(db, key, async () => ++times);
	expect([await asked("whole"), await asked("whole"), await asked("alfa"), await asked("whole")]).toEqual([1, 1, 2, 1]);
	const unit = { code: "1999", name: "Ny enhet", kind: "unit" as const, valid_from: "2026-01-01" };
	await addUnit(await world.as("adam"), { ...unit, parent_id: world.ids.nara! });
	expect(await asked("whole")).toBe(3);
});

test("only what samples never read leaves an answer standing; a kind that nobody has thought of does not", async () => {
	const { ctx } = await openWorld();
	let times = 0;
	const asked = () => untilNextEvent(ctx.db, "whole", async () => ++times);
	const happened = (kind: string, type = `${kind}.changed`) =>
		ctx.database.transaction(async (trx) => {
			const last = (await lastEvent(trx))!;
			const event = {
				id: newId(ctx.clock()),
				at: nowOf(ctx),
				type,
				actor_id: null,
				actor_name: "",
				on_behalf_of: null,
			};
			const rest = { via: "cli", unit_id: null, object_kind: kind, object_id: "x", data: "{}", prev_hash: last.hash };
			await insertEvent(trx, { ...event, ...rest, seq: last.seq + 1, hash: last.hash });
		});
	let now = await asked();
	for (const kind of BESIDE.kinds) {
		await happened(kind);
		expect(await asked(), kind).toBe(now);
	}
	for (const type of BESIDE.types) {
		await happened("person", type);
		expect(await asked(), type).toBe(now);
	}
	const read = [
		"control",
		"control_run",
		"sample_item",
		"deviation",
		"population",
		"draw",
		"plan",
		"board",
		"org_unit",
	];
	for (const kind of [...read, "checklist", "agreement_list", "purchase_file", "person", "something_new"]) {
		await happened(kind);
		expect(await asked(), kind).toBe(++now);
	}
	// what stands aside does not hide what came just before it
	await happened("sample_item");
	await happened("sam_review");
	expect(await asked()).toBe(++now);
});

test("who asks while an answer is worked out waits for the same one", async () => {
	const { db } = (await openWorld()).ctx;
	let times = 0;
	const asked = () => untilNextEvent(db, "whole", async () => ++times);
	expect(await Promise.all([asked(), asked(), asked()])).toEqual([1, 1, 1]);
});

test("what fails is not remembered", async () => {
	const { db } = (await openWorld()).ctx;
	const failing = () => Promise.reject(new Error("read in vain"));
	await expect(untilNextEvent(db, "whole", failing)).rejects.toThrow("in vain");
	expect(await untilNextEvent(db, "whole", async () => "read")).toBe("read");
});
