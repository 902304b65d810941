import { expect, test } from "vitest";
import { importLines } from "../checks/ledger/ledger-support.ts";
import { openWorld } from "../support/world.ts";
import { isk } from "./commands.ts";

test("hits runs the rules when none has run, and prints the page's order, as text or JSON", async () => {
	const world = await openWorld();
	const today = new Date().toISOString().slice(0, 10);
	const buy = { date: today, kr: 6_000, requisitioner: "Olle", supplier: "S7" };
	await importLines(world, today.slice(0, 7), [
		{ key: "d1", date: today, kr: 25_000, invoice: "77001" },
		{ key: "d2", date: today, kr: 25_000, invoice: "77001" },
		{ ...buy, key: "s1", invoice: "A1" },
		{ ...buy, key: "s2", invoice: "B7" },
	]);
	const rows = JSON.parse(await isk(world.dataDir, "hits", "--json"));
	expect(rows).toMatchObject([
		{ place: 1, rule: "split_7", supplier_no: "S7", unit: "Vårdcentralen Alfa" },
		{ place: 2, rule: "duplicate_1", supplier_no: "S1", line_count: 2, sum_ore: 5_000_000 },
	]);
	expect(rows[0].item_keys.sort()).toEqual(["s1", "s2"]);
	expect(
		JSON.parse(await isk(world.dataDir, "hits", "--json", "--top", "1")).map((row: { place: number }) => row.place),
	).toEqual([1]);
	expect(await isk(world.dataDir, "hits")).toMatch(
		/^1\. Uppdelat köp, 7 dagar · Vårdcentralen Alfa: Leverantör S7: 2 köp på en dag/,
	);
	expect(await world.ctx.db.selectFrom("ledger_rule_runs").selectAll().execute(), "once").toHaveLength(1);
	for (const top of ["0", "x", "1.5"])
		await expect(isk(world.dataDir, "hits", "--top", top)).rejects.toThrow("--top ska vara ett heltal");
});
