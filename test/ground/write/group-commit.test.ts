import { describe, expect, it } from "vitest";
import type { Trx } from "../../../db/open.ts";
import { openWorld } from "../../support/world.ts";

async function opened() {
	const { ctx, ids } = await openWorld();
	const rename = (trx: Trx, name: string) =>
		trx.updateTable("org_units").set({ name }).where("id", "=", ids.alfa!).execute();
	const nameNow = async () => {
		const row = await ctx.db.selectFrom("org_units").select("name").where("id", "=", ids.alfa!).executeTakeFirst();
		return row?.name;
	};
	return { ctx, rename, nameNow };
}

describe("writes that wait for each other", () => {
	it("are answered only when what they wrote can be read by others", async () => {
		const { ctx, rename, nameNow } = await opened();
		const seen = await Promise.all(
			Array.from({ length: 20 }, (_, n) => ctx.database.transaction((trx) => rename(trx, `Namn ${n}`)).then(nameNow)),
		);
		expect(seen.every((name) => name?.startsWith("Namn "))).toBe(true);
		expect(await nameNow()).toBe("Namn 19");
	});

	it("are undone one by one: what one throws takes nothing from the others", async () => {
		const { ctx, rename, nameNow } = await opened();
		const [first, second, third] = await Promise.allSettled([
			ctx.database.transaction((trx) => rename(trx, "Före")),
			ctx.database.transaction(async (trx) => {
				await rename(trx, "Aldrig");
				throw new Error("ångrat");
			}),
			ctx.database.transaction((trx) =>
				trx.selectFrom("org_units").select("name").where("name", "=", "Aldrig").execute(),
			),
		]);
		expect(first.status).toBe("fulfilled");
		expect(second).toMatchObject({ status: "rejected", reason: new Error("ångrat") });
		expect(third).toEqual({ status: "fulfilled", value: [] });
		expect(await nameNow()).toBe("Före");
	});

	it("go on after one that could not even begin a statement", async () => {
		const { ctx, rename, nameNow } = await opened();
		const results = await Promise.allSettled([
			ctx.database.transaction((trx) =>
				trx
					.selectFrom("finns_inte" as never)
					.selectAll()
					.execute(),
			),
			ctx.database.transaction((trx) => rename(trx, "Efter")),
		]);
		expect(results.map((one) => one.status)).toEqual(["rejected", "fulfilled"]);
		expect(await nameNow()).toBe("Efter");
	});
});
