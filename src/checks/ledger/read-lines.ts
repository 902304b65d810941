import type { Db } from "../../../db/open.ts";
import { listCurrentAgreements, listFilesFrom, listRuleLines } from "../../../db/queries/checks/ledger-lines.ts";
import type { LedgerLine } from "../../ground/sampling/ledger-line.ts";
import type { RuleTerms } from "./rule-terms.ts";

const SHARED = [
	"unit_id",
	"supplier_no",
	"supplier_name",
	"booking_date",
	"requisitioner",
	"receipt_approver",
	"approver",
] as const;

/**
 * Every line from a day on, once each: a voucher that a later file lists again is the same purchase. Texts that many lines share
 * are kept in memory once.
 */
export async function readLines(db: Db, fromDay: string): Promise<LedgerLine[]> {
	const texts = new Map<string, string>();
	const shared = (text: string) => {
		const kept = texts.get(text);
		if (kept !== undefined) return kept;
		texts.set(text, text);
		return text;
	};
	const lines: LedgerLine[] = [];
	const seen = new Set<string>();
	for (const file of await listFilesFrom(db, Number(fromDay.slice(0, 4)))) {
		for (const row of await listRuleLines(db, file, fromDay)) {
			if (seen.has(row.key)) continue;
			seen.add(row.key);
			for (const field of SHARED) row[field] = shared(row[field]);
			lines.push({ ...row, id: lineText(row.id) });
		}
	}
	return lines;
}

/** A line's id as a text that orders as the number does. */
export function lineText(id: number): string {
	return String(id).padStart(12, "0");
}

/** True for lines that refer to an agreement or whose supplier has one on the day; null when nothing at all is known. */
export async function agreedBy(db: Db, lines: readonly LedgerLine[]): Promise<RuleTerms["isAgreed"]> {
	const bySupplier = new Map<string, { from: string; to: string }[]>();
	for (const { supplier_no, valid_from, valid_to } of await listCurrentAgreements(db)) {
		if (supplier_no === "") continue;
		const spans = bySupplier.get(supplier_no) ?? [];
		spans.push({ from: valid_from, to: valid_to ?? "9999-12-31" });
		bySupplier.set(supplier_no, spans);
	}
	if (bySupplier.size === 0 && !lines.some((line) => line.agreement_no !== "")) return null;
	return (line) =>
		line.agreement_no !== "" ||
		(bySupplier.get(line.supplier_no) ?? []).some(
			({ from, to }) => from <= line.booking_date && line.booking_date <= to,
		);
}
