import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import type { StoredLine } from "../../../db/queries/checks/populations.ts";
import { createStaging } from "../../../db/open.ts";
import { FRAMED_IN_ORDER } from "../../../db/writes/checks/ledger-rows.ts";
import { digestInMemory, digestInStaging, type FramedRow } from "../../../src/checks/populations/frame/frame-digest.ts";
import type { PlacedItem } from "../../../src/checks/populations/frame/placed-item.ts";

const folder = mkdtempSync(join(tmpdir(), "tillracklig-ram-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let made = 0;

type Row = [key: string, amount: number, isFramed: boolean];

/** Both ways of the same rows: what is in memory, and what waits in a staging file. */
function both(rows: readonly Row[], waiting: readonly StoredLine[]): [string, string] {
	const staging = createStaging(join(folder, String(made++)), ["place", "item_key", "amount_ore", "line_no"]);
	const ways = [digestInMemory(), digestInStaging(() => staging.each<FramedRow>(FRAMED_IN_ORDER))] as const;
	rows.forEach(([key, amount_ore, isFramed], index) => {
		const place = isFramed ? "frame" : "over_limit";
		const placed = { key, place, item: { amount_ore, line_nos: [index + 2] } } as unknown as PlacedItem;
		for (const way of ways) way.add(placed);
		staging.add([[place, key, amount_ore, index + 2]]);
	});
	const said = ways.map((way) => {
		try {
			return way.finish(waiting);
		} catch (error) {
			return (error as Error).message;
		}
	});
	staging.close();
	return said as [string, string];
}

const key = fc
	.oneof(fc.string({ unit: "grapheme", maxLength: 6 }), fc.constantFrom("a", "å", "\uffee", "😀", "z", "Z"))
	.map((text) => `|A|2026|${text.replace(/\p{Cc}|\p{Surrogate}/gu, "x")}|1`);

it("is the same from memory and from a staging file, whatever the letters and whatever waits", () => {
	const row = fc.tuple(key, fc.integer({ min: 1, max: 1e9 }), fc.boolean());
	const rows = fc.uniqueArray(row, { selector: ([one]) => one, maxLength: 30 });
	fc.assert(
		fc.property(rows, fc.nat(5), (all, late) => {
			const waiting = all.slice(0, late).map(([item_key, amount_ore]) => ({ item_key, amount_ore }) as StoredLine);
			const [memory, staged] = both(all.slice(late), waiting);
			expect(staged).toBe(memory);
			expect(staged).toMatch(/^[0-9a-f]{64}$/);
		}),
		{ numRuns: 40 },
	);
});

it("refuses a purchase that comes twice, with both lines, and not one that is outside the frame", () => {
	const twice = both([["k", 1, true], ["m", 2, true], ["k", 3, true]], []); // biome-ignore format: one row each
	for (const said of twice) expect(said).toMatch(/Samma inköp finns flera gånger.*k på rad 2 och rad 4/);
	for (const said of both(
		[
			["k", 1, true],
			["k", 3, false],
		],
		[],
	))
		expect(said).toMatch(/^[0-9a-f]{64}$/);
});
