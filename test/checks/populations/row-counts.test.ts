import fc from "fast-check";
import { expect, test } from "vitest";
import { hashOf, numberOf, RowCounts } from "../../../src/checks/populations/read/row-counts.ts";
import { groupIntoVouchers, itemOfLine } from "../../../src/ground/reading/vouchers.ts";
import type { PurchaseLine } from "../../../src/ground/reading/purchase-line.ts";
import { FIRST_ROOM, isFull, roomFor } from "../../../src/ground/reading/table-room.ts";
import { readPurchases } from "../../../src/ground/reading/read-purchases.ts";
import { chunksOf, purchases, read } from "../../ground/reading/reading-support.ts";

const numbered = (number: string, company = "R") =>
	({ company, series: "LF", year: 2026, number, number_from: "voucher_no" }) as PurchaseLine;

test("every number has as many rows as the file, however many numbers there are", () => {
	const counts = new RowCounts();
	const rowsOf = (n: number) => 1 + (n % 3);
	for (let n = 0; n < FIRST_ROOM; n++) for (let row = 0; row < rowsOf(n); row++) counts.add(numbered(`F${n}`));
	const all = Array.from({ length: FIRST_ROOM }, (_, n) => n);
	expect(all.filter((n) => counts.of(numbered(`F${n}`)) !== rowsOf(n))).toEqual([]);
	expect(counts.of(numbered(`F${FIRST_ROOM}`))).toBe(0);
});

test("a number has as many rows as the file, however many they are", () => {
	const counts = new RowCounts();
	const [few, many] = [numbered("F255"), numbered("F70000")];
	expect([counts.add(few), counts.add(many)]).toEqual([true, true]);
	for (let row = 1; row < 255; row++) expect(counts.add(few)).toBe(false);
	for (let row = 1; row < 70_000; row++) if (counts.add(many)) expect.fail(`row ${row} was the first of its number`);
	expect([counts.of(few), counts.of(many)]).toEqual([255, 70_000]);
});

test("numbers whose hashes begin at the same place in the table are told apart", () => {
	const counts = new RowCounts();
	const place = (n: number) => (hashOf(numberOf(numbered(String(n)))) >>> 0) % FIRST_ROOM;
	const crowded = Array.from({ length: 200_000 }, (_, n) => n).filter((n) => place(n) >= FIRST_ROOM - 50);
	expect(crowded.length).toBeGreaterThan(100);
	for (const [index, n] of crowded.entries())
		for (let row = 0; row <= index % 4; row++) counts.add(numbered(String(n)));
	expect(crowded.map((n) => counts.of(numbered(String(n))))).toEqual(crowded.map((_, index) => 1 + (index % 4)));
});

test("two rows share a number exactly when every part is the same text in NFC", () => {
	const word = fc.constantFrom("", "a", "e", "\u0301", "é", "e\u0301", "ö", "1", "\u0338", "<", "ab");
	fc.assert(
		fc.property(fc.array(word, { minLength: 4, maxLength: 4 }), ([a, b, c, d]) => {
			const same = a!.normalize("NFC") === b!.normalize("NFC") && c!.normalize("NFC") === d!.normalize("NFC");
			expect(numberOf(numbered(c!, a)) === numberOf(numbered(d!, b))).toBe(same);
		}),
		{ numRuns: 2_000 },
	);
});

test("a line alone is the item that its voucher would be", async () => {
	const { lines } = await read(purchases("LF1;1001;2026-10-05;Kontorsbolaget;120,50", "LF2;1002;2026-10-06;;-7,00"));
	expect(lines.map(itemOfLine)).toEqual(groupIntoVouchers(lines));
});

test("a table that is full gets the room that the whole file will need, and half as much again when nobody knows", () => {
	// a tenth of the file has been read: ten times the rows, and never so full that looking takes long
	expect(roomFor(1_000, 0.1)).toBeGreaterThan(13_500);
	expect(roomFor(1_000, 0.1)).toBeLessThan(14_500);
	for (const part of [null, 0, 0.9, 1]) {
		expect(isFull(1_000, roomFor(1_000, part))).toBe(false);
		expect(isFull(1_499, roomFor(1_000, part))).toBe(false);
	}
});

test("how much of a file has been read is what has been given of it, however much lies in memory", async () => {
	const rows = Array.from({ length: 60_000 }, (_, n) => `LF${n};1001;2026-10-05;Kontorsbolaget;120,50`);
	const bytes = Buffer.from(purchases(...rows));
	const parts: [given: number, said: number][] = [];
	let given = 0;
	await readPurchases(chunksOf(bytes), { period: "2026-10", size: bytes.length }, (lines, { part }) => {
		given += lines.length;
		parts.push([given / rows.length, part!]);
	});
	expect(parts.length).toBeGreaterThan(100);
	expect(parts.filter(([is, said]) => Math.abs(is - said) > 0.02)).toEqual([]);
});
