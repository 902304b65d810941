import { expect, test } from "vitest";
import { untilNextEvent } from "../../../src/checks/evaluation/until-next-event.ts";
import { addUnit } from "../../../src/people/units/add-unit.ts";
import { openWorld } from "../../support/world.ts";

test("an answer is worked out once per key, and anew as soon as anything has been recorded", async () => {
	const world = await openWorld();
	const { db } = world.ctx;
	let times = 0;
	const asked = (key: string) => untilNextEvent(db, key, async () => ++times);
	expect([await asked("whole"), await asked("whole"), await asked("alfa"), await asked("whole")]).toEqual([1, 1, 2, 1]);
	const unit = { code: "1999", name: "Ny enhet", kind: "unit" as const, valid_from: "2026-01-01" };
	await addUnit(await world.as("adam"), { ...unit, parent_id: world.ids.nara! });
	expect(await asked("whole")).toBe(3);
});

test("what fails is not remembered", async () => {
	const { db } = (await openWorld()).ctx;
	const failing = () => Promise.reject(new Error("read in vain"));
	await expect(untilNextEvent(db, "whole", failing)).rejects.toThrow("in vain");
	expect(await untilNextEvent(db, "whole", async () => "read")).toBe("read");
});
