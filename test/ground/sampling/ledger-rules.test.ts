import { expect, test } from "vitest";
import { invoicesFrom } from "../../../src/ground/sampling/duplicates.ts";
import type { LedgerLine } from "../../../src/ground/sampling/ledger-line.ts";
import {
	accumulationTowardLimits,
	alwaysSameApprovers,
	approvedOwnOrder,
	consecutiveInvoiceNumbers,
	isJustUnder,
	nearLimitGroups,
	newSuppliers,
	oneTimeSuppliers,
	outsideAgreement,
	registeredAtOddTimes,
	ruleFigures,
} from "../../../src/ground/sampling/ledger-rules.ts";
import { purchasesFrom } from "../../../src/ground/sampling/splitting.ts";

const base: LedgerLine = {
	id: "1",
	key: "100|LF|2026|1|1",
	unit_id: "u1",
	supplier_no: "5560001111",
	supplier_name: "Leverantören AB",
	invoice_no: "1",
	account: "4610",
	amount_ore: 10_000,
	booking_date: "2026-01-07",
	registered_at: "2026-01-07 10:00",
	requisitioner: "Anna",
	receipt_approver: "Bo",
	approver: "Cia",
};

/** Lines with ids 1, 2, 3 … each with its change. */
function lines(...changes: Partial<LedgerLine>[]): LedgerLine[] {
	return changes.map((change, i) => ({ ...base, id: String(i + 1), ...change }));
}

const ids = (hits: readonly { id: string }[]) => hits.map((hit) => hit.id).join(" ");

test("just under the limit is 90 percent up to, not including, the limit", () => {
	const amounts = [899_999, 900_000, 999_999, 1_000_000, -950_000];
	expect(amounts.filter((amount) => isJustUnder(amount, 1_000_000))).toEqual([900_000, 999_999]);
});

test("a unit is a question only where more lies just under the limit than in the others", () => {
	const bought = (unit_id: string, near: number, n: number) =>
		Array.from({ length: n }, (_, i) => ({ unit_id, amount_ore: i < near ? 950_000 : 100_000 }));
	const found = nearLimitGroups(
		lines(...bought("a", 12, 40), ...bought("b", 4, 60), ...bought("c", 5, 70), ...bought("", 9, 9)),
		1_000_000,
		(line) => line.unit_id,
	);
	expect(found.map(({ about, small, lines: near }) => [about, near.length, small])).toEqual([["a", 12, 40]]);
	const everywhere = ["a", "b", "c", "d"].flatMap((unit) => bought(unit, 20, 40));
	expect(nearLimitGroups(lines(...everywhere), 1_000_000, (line) => line.unit_id)).toEqual([]);
	expect(nearLimitGroups(lines(...bought("a", 1, 1)), 1_000_000, (line) => line.unit_id)).toEqual([]);
});

test("weekends, holidays and nights are told apart; a date without a time is no night", () => {
	const times = [
		"2026-01-10 12:00",
		"2026-01-06T12:00",
		"2026-01-07 22:00",
		"2026-01-07T05:59",
		"2026-01-07 06:00",
		"2026-01-07",
		"",
	];
	const hits = registeredAtOddTimes(
		lines(...times.map((registered_at) => ({ registered_at }))),
		(date) => date === "2026-01-06",
	);
	expect(hits.map((hit) => [hit.line.id, hit.why])).toEqual([
		["1", ["weekend"]],
		["2", ["holiday"]],
		["3", ["night"]],
		["4", ["night"]],
	]);
	expect(() => registeredAtOddTimes(lines({ registered_at: "igår" }), () => false)).toThrow(RangeError);
});

test("approving one's own order is found whatever the letter case, unknown persons are passed by", () => {
	const people = [{}, { approver: "ANNA " }, { receipt_approver: "anna" }, { requisitioner: "", approver: "" }];
	expect(ids(approvedOwnOrder(lines(...people)))).toBe("2 3");
});

test("the same two approvers always, whoever did which", () => {
	const swapped = { receipt_approver: "Cia", approver: "Bo" };
	expect(alwaysSameApprovers(lines({}, swapped, {}), 3)).toMatchObject([{ unitId: "u1", people: ["Bo", "Cia"] }]);
	expect(alwaysSameApprovers(lines({}, swapped, {}), 4)).toEqual([]);
	expect(alwaysSameApprovers(lines({}, {}, { approver: "Dan" }), 2)).toEqual([]);
	expect(alwaysSameApprovers([], 0)).toEqual([]);
});

test("new suppliers and one-time suppliers", () => {
	const list = lines(
		{ supplier_no: "A" },
		{ supplier_no: "B" },
		{ supplier_no: "B" },
		{ supplier_no: "C" },
		{ supplier_no: "" },
	);
	expect(ids(newSuppliers(list, new Set(["C"])))).toBe("1 2 3");
	expect(ids(oneTimeSuppliers(list, new Set(["C"])))).toBe("1");
});

test("outside agreement only where the file says so", () => {
	const list = lines({}, { agreement_no: "" }, { agreement_no: "A-1" }, { agreement_no: " ", supplier_no: "X" });
	expect(ids(outsideAgreement(list, new Set(["X"])))).toBe("2");
});

test("consecutive invoice numbers per supplier", () => {
	const numbers = ["Faktura 7", "0008", "9", "11", "12", "A13", "9"].map((invoice_no) => ({ invoice_no }));
	const [run, ...rest] = consecutiveInvoiceNumbers(lines(...numbers));
	expect([run?.numbers, ids(run!.lines), rest]).toEqual([["7", "8", "9"], "1 2 3 7", []]);
	expect(consecutiveInvoiceNumbers(lines({ invoice_no: "1" }, { invoice_no: "2", supplier_no: "X" }), 2)).toEqual([]);
});

test("accumulation counts credits, years and suppliers apart", () => {
	const list = lines(
		{ amount_ore: 9_000_000 },
		{ amount_ore: -1_000_000, booking_date: "2026-12-31" },
		{ amount_ore: 7_999_999, supplier_no: "B" },
		{ amount_ore: 9_000_000, booking_date: "2025-12-31" },
		{ amount_ore: 99_000_000, supplier_no: "" },
	);
	const hits = accumulationTowardLimits(list, [10_000_000, 70_000_000]);
	expect(hits.map((hit) => [hit.year, hit.totalOre, hit.reached])).toEqual([
		["2026", 8_000_000, false],
		["2025", 9_000_000, false],
	]);
	expect(accumulationTowardLimits(lines({ amount_ore: 10_000_000 }), [10_000_000])[0]?.reached).toBe(true);
});

test("figures beside a rule never divide by nothing", () => {
	expect(ruleFigures({ hits: 3, lines: 60 }, { hits: 0, lines: 0, confirmed: 0 })).toEqual({
		count: 3,
		share: 0.05,
		baseRate: null,
		earlierHits: 0,
		earlierConfirmed: 0,
	});
});

test("ledger lines are read as purchases and invoices; the cost account is never taken for the payee's", () => {
	const [line] = lines({ amount_ore: -5 });
	expect(purchasesFrom([line!])).toEqual([
		{ id: "1", actor: "Anna", supplier: "5560001111", date: "2026-01-07", amountOre: -5 },
	]);
	expect(invoicesFrom([line!])[0]).toMatchObject({
		account: null,
		creditsInvoiceNo: null,
		amountOre: -5,
		invoiceNo: "1",
	});
});
