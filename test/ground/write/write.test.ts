import { expect, test } from "vitest";
import { listLinksAfter } from "../../../db/queries/ground/write.ts";
import { followChain, GENESIS } from "../../../src/ground/write/trail.ts";
import { write } from "../../../src/ground/write/write.ts";
import { openWorld } from "../../support/world.ts";

const started = {
	type: "system.started",
	unit_id: null,
	object: { kind: "system", id: "x" },
	data: { note: "prövade" },
} as const;

test("a write that records nothing is rolled back as a bug", async () => {
	const { ctx } = await openWorld();
	await expect(write(ctx, ({ trx }) => trx.updateTable("people").set({ name: "Ändrad" }).execute())).rejects.toThrow(
		"no change without a trail",
	);
	const changed = await ctx.db.selectFrom("people").select("id").where("name", "=", "Ändrad").execute();
	expect(changed).toEqual([]);
});

test("the outer db inside a write throws at once instead of hanging", async () => {
	const { ctx } = await openWorld();
	await expect(write(ctx, () => ctx.db.selectFrom("people").selectAll().execute())).rejects.toThrow("outer db");
});

test("effects run only when the transaction has committed", async () => {
	const { ctx } = await openWorld();
	const done: string[] = [];
	await write(ctx, async ({ record, after }) => {
		after(() => void done.push("committed"));
		await record(started);
	});
	await write(ctx, async ({ record, after }) => {
		after(() => void done.push("never"));
		await record(started);
		throw new Error("stop");
	}).catch(() => {});
	expect(done).toEqual(["committed"]);
});

test("events form a chain, and concurrent writes keep it whole", async () => {
	const { ctx } = await openWorld();
	await Promise.all(Array.from({ length: 50 }, () => write(ctx, ({ record }) => record(started))));
	const events = await listLinksAfter(ctx.db, 0, 1000);
	let head = { seq: 0, hash: GENESIS };
	for (const event of events) {
		const next = followChain(head, event);
		if (typeof next === "string") throw new Error(next);
		head = next;
	}
	expect(head.seq).toBe(51);
});

test("the database refuses to change or remove an event", async () => {
	const { ctx } = await openWorld();
	const attempt = (statement: "update" | "delete") =>
		ctx.database.transaction(async (trx) =>
			statement === "update"
				? trx.updateTable("events").set({ actor_name: "Ingen" }).execute()
				: trx.deleteFrom("events").execute(),
		);
	await expect(attempt("update")).rejects.toThrow("not allowed");
	await expect(attempt("delete")).rejects.toThrow("not allowed");
});
