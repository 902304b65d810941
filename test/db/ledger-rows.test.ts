import { describe, expect, test } from "vitest";
import { isUniqueViolation } from "../../db/errors.ts";
import { beatArrival, reserveNumbers } from "../../db/writes/checks/ledger-rows.ts";
import { listFramedKeys } from "../../db/queries/checks/populations.ts";
import { dropStillArrivals } from "../../src/checks/populations/import/land-lines.ts";
import { csv, importText } from "../checks/populations/support.ts";
import type { World } from "../support/world.ts";
import { DIALECTS, openWorldOn } from "./dialects.ts";

const NOW = "2026-11-16T09:00:00.000Z";

/** A frozen October of one purchase, and another file on its way in with a copy of its row, into a frame or into none. */
async function arriving(world: World, into: "the same frame" | "none") {
	const { database, db } = world.ctx;
	await importText(world, await world.as("carin"), csv("V1;1001;2026-10-02;A;1;100"));
	const row = await db.selectFrom("ledger_rows").selectAll().executeTakeFirstOrThrow();
	const unit_ids = [world.ids.alfa];
	const numbers = await database.transaction((trx) =>
		reserveNumbers(trx, {
			file_id: "another",
			rows: 1,
			unit_ids,
			frame_key: "inkop-under-10000",
			replaces_id: null,
			now: NOW,
		}),
	);
	const { file_no, first_id: id } = numbers;
	const frame =
		into === "none"
			? { population_no: null, frame_no: null }
			: { population_no: numbers.population_no, frame_no: row.frame_no };
	const add = () =>
		database.transaction((trx) =>
			trx
				.insertInto("ledger_rows")
				.values({ ...row, id, file_no, ...frame })
				.execute(),
		);
	return { row, numbers, add };
}

describe.each(DIALECTS)("rows of the ledger in %s", (_name, open) => {
	test("a purchase that stands in a frame of the control can be put in no other", async () => {
		const world = await openWorldOn(open);
		const { row, numbers, add } = await arriving(world, "the same frame");
		expect(numbers.frame_no).toBe(row.frame_no);
		expect(numbers.population_no).not.toBe(row.population_no);
		expect(isUniqueViolation(await add().catch((error: unknown) => error))).toBe(true);
	});

	test("a file on its way in is seen by nobody and can be taken away; a stored one cannot", async () => {
		const world = await openWorldOn(open);
		const { database, db } = world.ctx;
		const { row, numbers, add } = await arriving(world, "none");
		await add();
		expect(await db.selectFrom("ledger_lines").select("id").execute()).toEqual([{ id: row.id }]);
		const drop = (file_no: number) =>
			database.transaction((trx) => trx.deleteFrom("ledger_rows").where("file_no", "=", file_no).execute());
		await expect(drop(row.file_no)).rejects.toThrow(/not allowed here/);
		const clock = (iso: string) => ({ database, clock: () => new Date(iso) });
		await dropStillArrivals(clock("2026-11-16T09:59:00.000Z"));
		expect(await db.selectFrom("ledger_rows").select("id").execute()).toHaveLength(2);
		await dropStillArrivals(clock("2026-11-16T10:01:00.000Z"));
		expect(await db.selectFrom("ledger_rows").select("file_no").execute()).toEqual([{ file_no: row.file_no }]);
		expect(await db.selectFrom("ledger_arrivals").selectAll().execute()).toEqual([]);
		expect(await db.selectFrom("row_history").select("seq").where("table_name", "=", "ledger_rows").execute()).toEqual(
			[],
		);
		expect(numbers.file_no).not.toBe(row.file_no);
		// whoever was writing it all the same is told, since the number may be another file's by now
		expect(await database.transaction((trx) => beatArrival(trx, "another", NOW))).toBe(false);
	});

	test("what is on its way into a frame is not yet an earlier frame of anything", async () => {
		const world = await openWorldOn(open);
		const { database, db } = world.ctx;
		const { row, numbers } = await arriving(world, "the same frame");
		const { file_no, population_no, frame_no, first_id: id } = numbers;
		const fresh = { ...row, id, file_no, population_no, frame_no, item_key: "||2026|V2|1001" };
		await database.transaction((trx) => trx.insertInto("ledger_rows").values(fresh).execute());
		const keys = [row.item_key, fresh.item_key];
		expect([...(await listFramedKeys(db, "inkop-under-10000", keys))]).toEqual([row.item_key]);
	});
});
