import { expect, test } from "vitest";
import { openWorld } from "../support/world.ts";

test("the same words read twice at once are two readings, each whole", async () => {
	const { ctx } = await openWorld();
	const all = await ctx.db.selectFrom("people").select("id").orderBy("id").execute();
	expect(all.length).toBeGreaterThan(3);
	const stream = () => ctx.db.selectFrom("people").select("id").orderBy("id").stream()[Symbol.asyncIterator]();
	const [one, other] = [stream(), stream()];
	const rows: { one: unknown[]; other: unknown[] } = { one: [], other: [] };
	for (let n = 0; n < all.length; n++) {
		rows.one.push((await one.next()).value);
		rows.other.push((await other.next()).value);
	}
	expect(rows).toEqual({ one: all, other: all });
	expect((await one.next()).done && (await other.next()).done).toBe(true);
});

test("words that stood for other values before read the values they are given now", async () => {
	const { ctx, ids } = await openWorld();
	const nameOf = (id: string) => ctx.db.selectFrom("people").select("name").where("id", "=", id).executeTakeFirst();
	expect(await nameOf(ids.maria!)).toEqual({ name: "Maria Ek" });
	expect(await nameOf(ids.mats!)).toEqual({ name: "Mats Berg" });
});
