import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { keptQuery, keptStatement } from "../../db/kept-query.ts";
import { markTransaction } from "../../db/dialect/guard.ts";
import type { World } from "../support/world.ts";
import { DIALECTS, openWorldOn } from "./dialects.ts";

interface Asked {
	ids?: readonly string[] | undefined;
	text?: string | null | undefined;
	from: string;
}

/** Units by their ids or a word, on a day: counts how often it is built. */
function units() {
	const counted = { built: 0 };
	const list = keptQuery((db, { ids, text, from }: Asked, limit: number) => {
		counted.built++;
		return db
			.selectFrom("org_units")
			.select("id")
			.where("valid_from", "<=", from)
			.$if(ids !== undefined, (q) => q.where("id", "in", [...ids!]))
			.$if(text !== undefined, (q) => q.where("name", "=", text!))
			.orderBy("id")
			.limit(limit);
	});
	return { counted, list };
}

const from = "2026-11-16";
const found = async (rows: Promise<{ id: string }[]>) => (await rows).map(({ id }) => id);

describe.each(DIALECTS)("a kept query in %s", (name, open) => {
	test("is built once for each shape, and answers for the values of each call", async () => {
		const { db, alfa, beta, gamma } = await opened(open);
		const { counted, list } = units();
		expect(await found(list(db, { ids: [alfa], from }, 9))).toEqual([alfa]);
		expect(await found(list(db, { ids: [beta], from }, 9))).toEqual([beta]);
		expect(await found(list(db, { ids: [beta], from: "1999-01-01" }, 9))).toEqual([]);
		expect(counted.built).toBe(1);
		expect(await found(list(db, { ids: [alfa, gamma], from }, 9))).toEqual([alfa, gamma].sort());
		expect(await found(list(db, { ids: [alfa, gamma], from }, 1))).toEqual([alfa, gamma].sort().slice(0, 1));
		expect(counted.built).toBe(3);
	});

	test("a word, none, null and the words for them are different shapes", async () => {
		const { db } = await opened(open);
		const { list } = units();
		const all = await found(list(db, { from, text: undefined }, 99));
		expect(all.length).toBeGreaterThan(5);
		for (const text of ["undefined", '{"value":0}', "null", null]) {
			expect(await found(list(db, { from, text }, 99))).toEqual([]);
			expect(await found(list(db, { from }, 99))).toEqual(all);
		}
	});

	test("words that many search for do not keep a later shape from being kept", async () => {
		const { db, alfa } = await opened(open);
		const { counted, list } = units();
		for (let n = 0; n < 250; n++) await list(db, { from, text: `ord ${n}` }, 9);
		for (let n = 0; n < 3; n++) expect(await found(list(db, { ids: [alfa], from }, 9))).toEqual([alfa]);
		expect(counted.built).toBe(251);
	});

	test("one that looks at a value or cuts it is built each time, and answers rightly", async () => {
		const { db, alfa, beta } = await opened(open);
		let built = 0;
		const list = keptQuery((on, id: string, day: string) => {
			built++;
			return on
				.selectFrom("org_units")
				.select("id")
				.where("id", "=", id)
				.where("valid_from", "<=", `${day.slice(0, 4)}-12-31`);
		});
		expect(await found(list(db, alfa, from))).toEqual([alfa]);
		expect(await found(list(db, beta, from))).toEqual([beta]);
		expect(await found(list(db, alfa, "1999-01-01"))).toEqual([]);
		// each time, and once more to see that it cannot be kept
		expect(built).toBe(4);
	});

	test("one that holds a value whole and also a part of something longer is built each time too", async () => {
		const { db, alfa, beta } = await opened(open);
		const list = keptQuery((on, id: string) =>
			on
				.selectFrom("org_units")
				.select("id")
				.where("id", "=", id)
				.where(sql<boolean>`length(cast(${`[${id}]`} as text)) = length(id) + 2`),
		);
		for (const id of [alfa, beta, alfa]) expect(await found(list(db, id))).toEqual([id]);
	});

	test("it reads inside the transaction it is given, and nowhere else", async () => {
		const { world, alfa } = await opened(open);
		const { database } = world.ctx;
		const { list } = units();
		const rename = database.transaction(async (trx) => {
			await trx.updateTable("org_units").set({ name: "Ny" }).where("id", "=", alfa).execute();
			expect(await found(list(trx, { from, text: "Ny" }, 9))).toEqual([alfa]);
			expect(await found(list(trx, { from, text: "Ny" }, 9))).toEqual([alfa]);
			throw new Error("back");
		});
		await expect(rename).rejects.toThrow("back");
		expect(await found(list(database.db, { from, text: "Ny" }, 9))).toEqual([]);
		// what the guard of transactions forbids is forbidden the tenth time too
		if (name === "sqlite")
			await expect(markTransaction(() => list(database.db, { from, text: "Ny" }, 9))).rejects.toThrow("pass trx");
	});
});

describe.each(DIALECTS)("a kept statement in %s", (_name, open) => {
	interface Told {
		id: string;
		name: string;
		valid_to?: string | null | undefined;
	}

	/** Renames a unit, and ends it when a day is told: counts how often it is built. */
	function changed() {
		const counted = { built: 0 };
		const change = keptStatement((db, { id, ...values }: Told, table) => {
			counted.built++;
			return db
				.updateTable(table as "org_units")
				.set(values)
				.where("id", "=", id);
		});
		return { counted, change };
	}

	test("is built once for each set of cells and what it is of, whatever the cells hold", async () => {
		const { world, alfa, beta } = await opened(open);
		const { counted, change } = changed();
		const named = async (id: string) => {
			const row = world.ctx.db.selectFrom("org_units").select(["name", "valid_to"]).where("id", "=", id);
			return row.executeTakeFirstOrThrow();
		};
		await world.ctx.database.transaction(async (trx) => {
			for (const name of ["Ny", "", "2026-11-16", "null", "'; drop table org_units"])
				expect((await change(trx, { id: alfa, name }, "org_units")).numAffectedRows).toBe(1n);
			expect((await change(trx, { id: "none", name: "Ny" }, "org_units")).numAffectedRows).toBe(0n);
			await change(trx, { id: beta, name: "Ny", valid_to: undefined }, "org_units");
		});
		expect(await named(alfa)).toEqual({ name: "'; drop table org_units", valid_to: null });
		expect(await named(beta)).toEqual({ name: "Ny", valid_to: null });
		expect(counted.built).toBe(1);
		await world.ctx.database.transaction(async (trx) => {
			await change(trx, { id: alfa, name: "A", valid_to: "2026-12-31" }, "org_units");
			await change(trx, { id: beta, name: "B", valid_to: null }, "org_units");
		});
		expect(await named(alfa)).toEqual({ name: "A", valid_to: "2026-12-31" });
		expect(await named(beta)).toEqual({ name: "B", valid_to: null });
		expect(counted.built).toBe(2);
	});

	test("one that changes a cell, or leaves it out, is refused", async () => {
		const { db, alfa } = await opened(open);
		const cut = keptStatement((on, { id }: { id: string }) =>
			on.selectFrom("org_units").select("id").where("id", "=", id.slice(1)),
		);
		const without = keptStatement((on, _cells: { id: string }) => on.selectFrom("org_units").select("id"));
		expect(() => cut(db, { id: alfa })).toThrow("changes it: ");
		expect(() => without(db, { id: alfa })).toThrow("leaves a cell out");
	});
});

async function opened(
	open: (typeof DIALECTS)[number][1],
): Promise<{ world: World; db: World["ctx"]["db"] } & World["ids"]> {
	const world = await openWorldOn(open);
	return { world, db: world.ctx.db, ...world.ids };
}
