import { describe, expect, test } from "vitest";
import { openWorldIn } from "../support/world.ts";
import { DIALECTS } from "./dialects.ts";

describe.each(DIALECTS)("a database in %s", (_name, open) => {
	test("that is emptied is a new one: tables, guards and history as after the first migration", async () => {
		const database = await open();
		const tables = async () => (await database.db.introspection.getTables()).map((table) => table.name).sort();
		const before = await tables();
		await openWorldIn(database);
		await database.empty();
		expect(await tables()).toEqual(before);
		expect(await database.db.selectFrom("people").select("id").execute()).toEqual([{ id: "system" }]);
		expect(await database.db.selectFrom("events").selectAll().execute()).toEqual([]);
		const world = await openWorldIn(database);
		const change = database.transaction((trx) => trx.deleteFrom("events").execute());
		await expect(change).rejects.toThrow(/not allowed here/);
		const gone = database.transaction((trx) =>
			trx.updateTable("risks").set({ area_id: "saknas" }).where("id", "=", world.ids.risk).execute(),
		);
		await expect(gone).rejects.toThrow(/foreign key/i);
	});
});
