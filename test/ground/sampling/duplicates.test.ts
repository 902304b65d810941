import fc from "fast-check";
import { expect, test } from "vitest";
import { findDuplicates, type Invoice } from "../../../src/ground/sampling/duplicates.ts";
import { isWithinOneEdit, normalisedInvoiceNo } from "../../../src/ground/sampling/invoice-number.ts";
import { dayOf } from "../../../src/ground/sampling/ledger-line.ts";
import vectors from "./vectors/duplicates.json" with { type: "json" };
import numbers from "./vectors/splitting.json" with { type: "json" };

test("the duplicate vectors are found: netted, recurring and pairs", () => {
	expect(findDuplicates(vectors.rows)).toEqual(vectors.expected);
});

test.each(numbers.invoiceNumberNormalisation)(
	"invoice number '$raw' is compared as '$normalised'",
	({ raw, normalised }) => {
		expect(normalisedInvoiceNo(raw)).toBe(normalised);
	},
);

test("odd invoice numbers", () => {
	expect(normalisedInvoiceNo("ＩＮＶ－１２３")).toBe("123"); // full width
	expect(normalisedInvoiceNo("INVEST7")).toBe("INVEST7");
	expect(normalisedInvoiceNo("fakturanummer 007")).toBe("7");
	expect(normalisedInvoiceNo("é-12")).toBe("É12");
	expect(normalisedInvoiceNo("–")).toBe("");
	expect(normalisedInvoiceNo("A\u030a1")).toBe("Å1");
});

/** Optimal string alignment distance by the full table. */
function distance(a: string, b: string): number {
	const d = Array.from({ length: a.length + 1 }, (_, i) =>
		Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
	);
	for (let i = 1; i <= a.length; i++) {
		for (let j = 1; j <= b.length; j++) {
			const same = a[i - 1] === b[j - 1] ? 0 : 1;
			d[i]![j] = Math.min(d[i - 1]![j]! + 1, d[i]![j - 1]! + 1, d[i - 1]![j - 1]! + same);
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
				d[i]![j] = Math.min(d[i]![j]!, d[i - 2]![j - 2]! + 1);
			}
		}
	}
	return d[a.length]![b.length]!;
}

test("one edit means distance at most one", () => {
	const text = fc.string({ unit: fc.constantFrom("1", "2", "3"), maxLength: 6 });
	fc.assert(
		fc.property(text, text, (a, b) => isWithinOneEdit(a, b) === distance(a, b) <= 1),
		{ numRuns: 2000 },
	);
});

/** Each pair by itself, straight from the rules. */
function plainly(invoices: readonly Invoice[]): string[] {
	const found: string[] = [];
	for (const [i, a] of invoices.entries()) {
		for (const b of invoices.slice(i + 1)) {
			const [x, y] = [normalisedInvoiceNo(a.invoiceNo), normalisedInvoiceNo(b.invoiceNo)];
			const days = Math.abs(dayOf(a.invoiceDate) - dayOf(b.invoiceDate));
			const supplier = a.supplier === b.supplier;
			const amount = a.amountOre === b.amountOre;
			const rule =
				supplier && amount && x === y && x !== ""
					? "D1"
					: supplier && x === y && x.length >= 4
						? "D2"
						: !supplier && x === y && x.length >= 4 && amount && (days === 0 || (a.account && a.account === b.account))
							? "D3"
							: supplier && amount && days <= 10 && x.length >= 5 && y.length >= 5 && distance(x, y) <= 1
								? "D4"
								: supplier && amount && days <= 10
									? "D5"
									: null;
			if (rule) found.push(`${rule} ${a.id} ${b.id}`);
		}
	}
	return found;
}

test("pairs equal comparing everything with everything", () => {
	const invoice = fc.record({
		supplier: fc.constantFrom("S1", "S2"),
		invoiceNo: fc.constantFrom("12345", "INV 12345", "12354", "1234", "12", "", "99999"),
		invoiceDate: fc.integer({ min: 1, max: 28 }).map((day) => `2026-02-${String(day).padStart(2, "0")}`),
		amountOre: fc.constantFrom(100, 200),
		account: fc.constantFrom("bg1", "bg2", "", null),
		creditsInvoiceNo: fc.constant(null),
	});
	fc.assert(
		fc.property(fc.array(invoice, { maxLength: 14 }), (list) => {
			const invoices = list.map((row, i) => ({ ...row, id: `i${i}` }));
			const { pairs } = findDuplicates(invoices);
			expect(pairs.map(({ rule, ids }) => `${rule} ${ids.join(" ")}`)).toEqual(plainly(invoices));
		}),
		{ numRuns: 300 },
	);
});

const invoice: Invoice = {
	id: "a",
	supplier: "S",
	invoiceNo: "77001",
	invoiceDate: "2026-01-10",
	amountOre: 500,
	account: null,
	creditsInvoiceNo: null,
};
const credit = { ...invoice, id: "k", invoiceNo: "9", amountOre: -500, invoiceDate: "2026-01-20" };

test("a credit takes back one earlier invoice: the one it names, else the earliest of the same amount", () => {
	const later = { ...invoice, id: "b", invoiceDate: "2026-01-12" };
	const other = { ...invoice, id: "c", invoiceNo: "88", invoiceDate: "2026-01-09" };
	expect(findDuplicates([invoice, later, { ...credit, creditsInvoiceNo: "Faktura 77001" }])).toMatchObject({
		netted: ["a"],
		pairs: [],
	});
	expect(findDuplicates([invoice, other, { ...credit, creditsInvoiceNo: "77001" }]).netted).toEqual(["a"]);
	expect(findDuplicates([invoice, other, credit]).netted).toEqual(["c"]);
	expect(findDuplicates([invoice, { ...credit, amountOre: -400 }]).netted).toEqual([]);
	expect(findDuplicates([invoice, { ...credit, invoiceDate: "2026-01-09" }]).netted).toEqual([]);
	expect(findDuplicates([invoice, { ...credit, creditsInvoiceNo: "5" }]).netted).toEqual([]);
	expect(findDuplicates([invoice, later, credit, { ...credit, id: "l" }, { ...credit, id: "m" }]).netted).toEqual([
		"a",
		"b",
	]);
});

test("a placeholder number on five thousand lines does not give a pair for each two", () => {
	const many = Array.from({ length: 5_000 }, (_, i) => ({ ...invoice, id: `${i}`, invoiceNo: "SAKNAS" }));
	expect(findDuplicates(many).pairs.length).toBeLessThan(5_000 * 50);
	const credits = many.map((row) => ({ ...row, id: `k${row.id}`, amountOre: -500 }));
	expect(findDuplicates([...many, ...credits]).netted).toHaveLength(5_000);
	expect(() => findDuplicates([{ ...invoice, invoiceDate: "igår" }])).toThrow(RangeError);
});

test("unknown suppliers are never the same, nor known to be others: no pair, and no credit taken off", () => {
	const invoice = {
		supplier: "",
		invoiceNo: "77001",
		invoiceDate: "2026-03-02",
		account: "5460-1",
		creditsInvoiceNo: null,
	};
	const found = findDuplicates([
		{ ...invoice, id: "a", amountOre: 25_000 },
		{ ...invoice, id: "b", amountOre: 25_000 },
		{ ...invoice, id: "c", amountOre: 25_100 },
		{ ...invoice, id: "d", amountOre: 25_000, supplier: "5560001111" },
		{ ...invoice, id: "e", amountOre: -25_000 },
	]);
	expect(found).toEqual({ netted: [], recurring: [], pairs: [] });
});
