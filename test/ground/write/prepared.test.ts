import { expect, test } from "vitest";
import { openWorld } from "../../support/world.ts";

test("a reading that was left half-way does not stop the next of the same words", async () => {
	const { ctx } = await openWorld();
	const people = ctx.db.selectFrom("people").select("id").orderBy("id");
	const all = await people.execute();
	expect(all.length).toBeGreaterThan(3);
	for await (const first of people.stream()) {
		expect(first).toEqual(all[0]);
		break;
	}
	expect(await people.execute()).toEqual(all);
});

test("words that stood for other values before read the values they are given now", async () => {
	const { ctx, ids } = await openWorld();
	const nameOf = (id: string) => ctx.db.selectFrom("people").select("name").where("id", "=", id).executeTakeFirst();
	expect(await nameOf(ids.maria!)).toEqual({ name: "Maria Ek" });
	expect(await nameOf(ids.mats!)).toEqual({ name: "Mats Berg" });
});
