import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	formatAmountOre,
	formatCount,
	formatDate,
	formatDateTime,
	formatMonth,
	stockholmDate,
	stockholmTimestamp,
} from "../../../src/ground/calendar/stockholm.ts";

const plain = (text: string) => text.replaceAll("\u00a0", "~");

describe("Stockholm time", () => {
	it("is an hour ahead in winter and two in summer", () => {
		expect(stockholmDate("2026-01-31T22:59:59Z")).toBe("2026-01-31");
		expect(stockholmDate("2026-01-31T23:00:00Z")).toBe("2026-02-01");
		expect(stockholmDate("2026-06-30T22:00:00Z")).toBe("2026-07-01");
		expect(stockholmTimestamp("2026-10-25T00:30:00Z")).toBe("2026-10-25 02:30");
		expect(stockholmTimestamp("2026-10-25T01:30:00.000Z")).toBe("2026-10-25 02:30");
		expect(stockholmTimestamp("2026-01-01T23:00:00Z")).toBe("2026-01-02 00:00");
	});

	it("is written in Swedish", () => {
		expect(formatDate("2026-10-04")).toBe("4 oktober 2026");
		expect(formatDate("2026-10-13T22:30:00Z")).toBe("14 oktober 2026");
		expect(formatDateTime("2026-10-13T22:30:00Z")).toBe("14 oktober 2026 kl. 00.30");
		expect(formatMonth("2026-10")).toBe("oktober 2026");
	});

	it("refuses what is no time", () => {
		expect(() => stockholmDate("i går")).toThrow(RangeError);
		expect(() => formatMonth("2026-13")).toThrow(RangeError);
		expect(() => formatDate("2026-02-30")).toThrow(RangeError);
	});
});

describe("Swedish numbers", () => {
	it("have no-break spaces, a decimal comma and a real minus", () => {
		expect(plain(formatAmountOre(123456))).toBe("1~234,56~kr");
		expect(plain(formatAmountOre(-5))).toBe("−0,05~kr");
		expect(plain(formatAmountOre(0))).toBe("0,00~kr");
		expect(plain(formatAmountOre(Number.MAX_SAFE_INTEGER))).toBe("90~071~992~547~409,91~kr");
		expect(plain(formatCount(-1234567))).toBe("−1~234~567");
		expect(formatCount(999)).toBe("999");
	});

	it("agree with Intl", () => {
		const intl = new Intl.NumberFormat("sv-SE", { style: "currency", currency: "SEK" });
		fc.assert(
			fc.property(fc.integer({ min: -1e9, max: 1e9 }), (ore) => {
				expect(formatAmountOre(ore)).toBe(intl.format(ore / 100));
			}),
		);
	});

	it("refuse parts of an öre", () => {
		expect(() => formatAmountOre(1.5)).toThrow(RangeError);
		expect(() => formatCount(Number.NaN)).toThrow(RangeError);
	});
});
