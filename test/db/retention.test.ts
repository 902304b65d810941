import { describe, expect, test } from "vitest";
import { countDisposable, listDisposable } from "../../db/queries/proof/retention-disposable.ts";
import { listUnkeptBytes } from "../../db/queries/proof/retention.ts";
import { dispose } from "../../src/proof/retention/dispose.ts";
import { disposableOn } from "../../src/proof/retention/retention-times.ts";
import { openReportedWorld } from "../support/reported-world.ts";
import { DIALECTS, openWorldOn } from "./dialects.ts";

describe.each(DIALECTS)("disposal in %s", (_name, open) => {
	test("what has passed its time is found and goes, and what is disposed of is never changed", async () => {
		const world = await openReportedWorld("Förband", await openWorldOn(open));
		const { database, db } = world.ctx;
		const filter = await disposableOn(db, "all", "2034-01-01");
		expect((await listDisposable(db, filter)).map(({ kind, base_year }) => [kind, base_year])).toEqual([
			["purchase_file", 2026],
			["purchase_file", 2026],
			["run_evidence", 2026],
		]);
		expect(await countDisposable(db, filter)).toMatchObject([{ kind: "purchase_file", files: 2 }, { files: 1 }]);
		const carin = await world.as("carin", "2034-01-01T09:00:00.000Z");
		const decision = { decided_by: "Nämnden", decision_no: "1", decided_on: "2034-01-01", reason: "Tiden är ute." };
		await dispose(carin, { kind: "run_evidence", files: 1, ...decision });
		expect(await listUnkeptBytes(db, {})).toEqual(["ab".repeat(32)]);
		expect(await listDisposable(db, filter)).toHaveLength(2);
		for (const attempt of [
			() => database.transaction((trx) => trx.deleteFrom("disposed_files").execute()),
			() => database.transaction((trx) => trx.updateTable("disposals").set({ decision_no: "2" }).execute()),
		])
			await expect(attempt()).rejects.toThrow(/not allowed here/);
	});
});
