import { expect, test } from "vitest";
import { splitHits } from "../../../src/checks/ledger/split-rules.ts";
import type { LedgerLine } from "../../../src/ground/sampling/ledger-line.ts";
import { TERMS } from "./ledger-support.ts";

test("T58: several who ordered a purchase are told apart in one walk, whatever blanks stand between them", () => {
	const lines = Array.from({ length: 3 }, (_, n) => ({
		...{ id: `${n}`, key: `${n}`, unit_id: "u", supplier_no: "1", supplier_name: "Papper AB", invoice_no: `${n}` },
		...{ account: "5460", amount_ore: TERMS.limit_ore - 100, booking_date: "2026-03-02", registered_at: "" },
		requisitioner: n === 2 ? "Eva Ek" : `Bo Ek ;${" ".repeat(400_000)}x; Eva Ek`,
	})) as unknown as LedgerLine[];
	const hits = splitHits(lines, new Map(lines.map((line) => [line.id, line])), TERMS);
	// Bo Ek's two, x's two, and the three that Eva Ek had a part in
	const own = hits
		.filter(({ rule }) => rule === "split_7" || rule === "split_30")
		.map(({ title }) => title.slice(0, 16));
	expect(own.sort()).toEqual(["Papper AB: 2 köp", "Papper AB: 2 köp", "Papper AB: 3 köp"]);
});
