import { expect, test } from "vitest";
import { lastEvent } from "../../../db/queries/ground/write.ts";
import { insertEvent } from "../../../db/writes/ground/write.ts";
import { atOneMoment } from "../../../src/ground/moment.ts";
import { KEEPING, type Reading, untilChanged } from "../../../src/ground/remembered/remembered.ts";
import { nowOf } from "../../../src/ground/write/context.ts";
import { newId } from "../../../src/ground/write/new-id.ts";
import { addUnit } from "../../../src/people/units/add-unit.ts";
import { openWorld, type World } from "../../support/world.ts";

const COUNTED: Reading<number> = { beside: [...KEEPING, "risk"], beside_types: ["run.signed"] };

function happened({ ctx }: World, type: string) {
	return ctx.database.transaction(async (trx) => {
		const last = (await lastEvent(trx))!;
		const who = { actor_id: null, actor_name: "", on_behalf_of: null, via: "cli", unit_id: null };
		const what = { type, object_kind: "x", object_id: "x", data: "{}", prev_hash: last.hash, hash: last.hash };
		await insertEvent(trx, { id: newId(ctx.clock()), at: nowOf(ctx), ...who, ...what, seq: last.seq + 1 });
	});
}

test("an answer is worked out once per key, and anew as soon as anything that it may depend on has been recorded", async () => {
	const world = await openWorld();
	const { db } = world.ctx;
	let times = 0;
	const asked = (key: string) => untilChanged(db, COUNTED, key, async () => ++times);
	expect([await asked("whole"), await asked("whole"), await asked("alfa"), await asked("whole")]).toEqual([1, 1, 2, 1]);
	const unit = { code: "1999", name: "Ny enhet", kind: "unit" as const, valid_from: "2026-01-01" };
	await addUnit(await world.as("adam"), { ...unit, parent_id: world.ids.nara! });
	expect(await asked("whole")).toBe(3);
});

test("only what it never reads leaves an answer standing; a kind that nobody has thought of does not", async () => {
	const world = await openWorld();
	let times = 0;
	const asked = () => untilChanged(world.ctx.db, COUNTED, "whole", async () => ++times);
	let now = await asked();
	for (const type of ["session.started", "reminder.sent", "risk.edited", "risk.something_new", "run.signed"]) {
		await happened(world, type);
		expect(await asked(), type).toBe(now);
	}
	for (const type of ["run.returned", "unit.edited", "something_new.made", "riskier.edited"]) {
		await happened(world, type);
		expect(await asked(), type).toBe(++now);
	}
	// what stands aside does not hide what came just before it
	await happened(world, "unit.edited");
	await happened(world, "risk.edited");
	expect(await asked()).toBe(++now);
	// nor does more than is looked at, one by one
	for (let n = 0; n < 201; n++) await happened(world, "risk.edited");
	expect(await asked()).toBe(++now);
});

test("a part is read anew where only parts have changed, and the whole where it cannot be or something else has", async () => {
	const world = await openWorld();
	let times = 0;
	const mended: string[][] = [];
	const PARTS: Reading<number> = {
		beside: [],
		mends: {
			types: ["item.answered", "run.signed"],
			mend: async (_db, value, facts) => {
				mended.push(facts.map(({ type }) => type));
				return facts.length > 2 ? null : value + 100;
			},
		},
	};
	const asked = () => untilChanged(world.ctx.db, PARTS, "whole", async () => ++times);
	expect(await asked()).toBe(1);
	await happened(world, "item.answered");
	await happened(world, "run.signed");
	expect([await asked(), await asked()]).toEqual([101, 101]);
	for (let n = 0; n < 3; n++) await happened(world, "item.answered");
	expect(await asked()).toBe(2);
	await happened(world, "item.answered");
	await happened(world, "unit.edited");
	expect(await asked()).toBe(3);
	expect(mended.map((types) => types.length)).toEqual([2, 3]);
});

test("what is kept of one kind pushes nothing of another out, and the longest unused goes first", async () => {
	const { db } = (await openWorld()).ctx;
	const made: string[] = [];
	const FEW: Reading<string> = { kept: 2, beside: [] };
	const OTHER: Reading<string> = { beside: [] };
	const asked = (reading: Reading<string>, key: string) =>
		untilChanged(db, reading, key, async () => {
			made.push(key);
			return key;
		});
	for (const key of ["a", "b"]) await asked(FEW, key);
	await asked(OTHER, "a");
	for (const key of ["c", "b", "a"]) await asked(FEW, key);
	await asked(OTHER, "a");
	expect(made).toEqual(["a", "b", "a", "c", "a"]);
});

test("nothing is remembered in a transaction, which sees its own changes before any event tells of them", async () => {
	const { database } = (await openWorld()).ctx;
	let times = 0;
	await database.transaction(async (trx) => {
		const asked = () => untilChanged(trx, COUNTED, "whole", async () => ++times);
		expect([await asked(), await asked()]).toEqual([1, 2]);
	});
});

test("who asks while an answer is worked out waits for the same one", async () => {
	const { db } = (await openWorld()).ctx;
	let times = 0;
	const asked = () => untilChanged(db, COUNTED, "whole", async () => ++times);
	expect(await Promise.all([asked(), asked(), asked()])).toEqual([1, 1, 1]);
});

test("a request asks once what has happened, and again as soon as it has written or another has come further", async () => {
	const world = await openWorld();
	const { db } = world.ctx;
	const adam = await world.as("adam");
	let times = 0;
	const asked = (key = "whole") => untilChanged(db, COUNTED, key, async () => ++times);
	const unit = { name: "Ny enhet", kind: "unit" as const, valid_from: "2026-01-01", parent_id: world.ids.nara! };
	await atOneMoment(async () => {
		expect(await asked()).toBe(1);
		await happened(world, "unit.edited");
		expect(await asked(), "as new as the request").toBe(1);
		await addUnit(adam, { ...unit, code: "1999" });
		expect(await asked(), "its own write is seen").toBe(2);
		const seen = await asked();
		await happened(world, "unit.edited");
		await atOneMoment(async () => expect(await asked(), "another request sees what came before it").toBe(seen + 1));
		expect(await asked(), "and what it has worked out is no older than what this one knows").toBe(seen + 1);
	});
	expect(await asked()).toBe(3);
});

test("what fails is not remembered", async () => {
	const { db } = (await openWorld()).ctx;
	const failing = () => Promise.reject<number>(new Error("read in vain"));
	await expect(untilChanged(db, COUNTED, "whole", failing)).rejects.toThrow("in vain");
	expect(await untilChanged(db, COUNTED, "whole", async () => 7)).toBe(7);
});
