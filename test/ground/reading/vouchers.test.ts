import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { belowLimit, groupIntoVouchers, VoucherGrouping } from "../../../src/ground/reading/vouchers.ts";
import { read } from "./reading-support.ts";

const HEAD = "Bolag;Serie;Ver.nr;Kst;Datum;Belopp;Beställare;Attestant";

const file = async (...rows: string[]) => (await read([HEAD, ...rows].join("\n"))).lines;

describe("an item", () => {
	it("is one voucher with the sum of its rows and everybody on them", async () => {
		const lines = await file(
			"R;LF;1;41;2026-10-01;100;anna;chef",
			"R;LF;2;41;2026-10-01;7;anna;chef",
			"R;LF;1;41;2026-10-02;900;bo;chef",
		);
		const items = groupIntoVouchers(lines);
		expect(items).toHaveLength(2);
		expect(items[0]).toMatchObject({
			company: "R",
			series: "LF",
			year: 2026,
			number: "1",
			part: "1",
			unit_code: "41",
			amount_ore: 100000,
			first_date: "2026-10-01",
			last_date: "2026-10-02",
			requisitioners: ["anna", "bo"],
			receivers: [],
			approvers: ["chef"],
			line_nos: [2, 4],
		});
		expect(items[0]?.description.amount_ore).toBe(90000);
	});

	it("belongs to one unit: a split voucher has a part per unit, in the order of unit codes", async () => {
		const lines = await file(
			"R;LF;1;42;2026-10-01;100;a;c",
			"R;LF;1;41;2026-10-01;200;a;c",
			"R;LF;1;42;2026-10-01;300;a;c",
		);
		expect(groupIntoVouchers(lines).map((item) => [item.unit_code, item.part, item.amount_ore])).toEqual([
			["42", "2", 40000],
			["41", "1", 20000],
		]);
	});

	it("differs by company, series, year and number, and parts are never mixed up", async () => {
		const lines = await file(
			"R;LF;1;41;2026-10-01;1;a;c",
			"S;LF;1;41;2026-10-01;1;a;c",
			"R;IF;1;41;2026-10-01;1;a;c",
			"R;LF;1;41;2025-12-31;1;a;c",
			"R;LF1;;41;2026-10-01;1;a;c",
			"RL;F;1;41;2026-10-01;1;a;c",
		);
		expect(groupIntoVouchers(lines).map((item) => item.part)).toEqual(["1", "1", "1", "1", "1"]);
	});

	it("by invoice number is kept apart per supplier", async () => {
		const { lines } = await read(
			"Fakturanr;Leverantör;Datum;Belopp\n7;B;2026-10-01;1\n7;A;2026-10-01;2\n7;A;2026-10-02;3\n",
		);
		expect(groupIntoVouchers(lines).map((item) => [item.part, item.amount_ore])).toEqual([
			["2", 100],
			["1", 500],
		]);
	});

	it("by order gathers the vouchers of the order", async () => {
		const text = "Ordernr;Ver.nr;Datum;Belopp\nO1;1;2026-10-01;1\nO1;2;2026-10-02;2\nO2;3;2026-10-02;4\n";
		const { lines } = await read(text, { basis: "order" });
		expect(groupIntoVouchers(lines).map((item) => [item.number, item.amount_ore])).toEqual([
			["O1", 300],
			["O2", 400],
		]);
	});

	it("is compared with the limit as a whole, by the unit's part or by its largest line, as decided", async () => {
		const [item] = groupIntoVouchers(
			await file("R;LF;1;41;2026-10-01;4000;a;c", "R;LF;1;41;2026-10-02;5000;a;c", "R;LF;1;42;2026-10-01;9000;a;c"),
		);
		expect(item).toMatchObject({ amount_ore: 900_000, whole_ore: 1_800_000, largest_ore: 500_000 });
		const under = (limit: number) =>
			(["whole", "part", "line"] as const).filter((one) => belowLimit(item!, limit, one));
		expect([500_000, 900_000, 1_800_000, 1_800_001].map(under)).toEqual([
			[],
			["line"],
			["part", "line"],
			["whole", "part", "line"],
		]);
	});

	it("is the same whatever order and lots the lines come in", async () => {
		const rows = Array.from({ length: 12 }, (_, i) => `R;LF;${i % 3};4${i % 2};2026-10-01;${10 + (i % 4)};p${i};c`);
		const lines = await file(...rows);
		const expected = groupIntoVouchers(lines);
		fc.assert(
			fc.property(fc.shuffledSubarray(lines, { minLength: lines.length }), fc.nat(12), (shuffled, cut) => {
				const grouping = new VoucherGrouping();
				grouping.add(shuffled.slice(0, cut));
				grouping.add(shuffled.slice(cut));
				expect(grouping.items()).toEqual(expected);
			}),
		);
		expect(expected.reduce((sum, item) => sum + item.amount_ore, 0)).toBe(
			lines.reduce((sum, line) => sum + line.amount_ore, 0),
		);
	});

	it("is below the limit by its size, credits too, zero never", () => {
		const below = [0, 1, 999_999, 1_000_000, -1, -999_999, -1_000_000].map((amount_ore) =>
			belowLimit({ amount_ore, whole_ore: amount_ore, largest_ore: Math.abs(amount_ore) }, 1_000_000, "whole"),
		);
		expect(below).toEqual([false, true, true, false, true, true, false]);
	});
});
