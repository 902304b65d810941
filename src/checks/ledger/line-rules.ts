import { formatAmountOre } from "../../ground/calendar/stockholm.ts";
import { findDuplicates, invoicesFrom } from "../../ground/sampling/duplicates.ts";
import type { LedgerLine } from "../../ground/sampling/ledger-line.ts";
import { approvedOwnOrder, justUnderLimit, registeredAtOddTimes } from "../../ground/sampling/ledger-rules.ts";
import { type FoundHit, foundHit } from "./found-hit.ts";
import type { RuleTerms } from "./rule-terms.ts";

const WHY = { weekend: "helg", holiday: "helgdag", night: "natt" } as const;
const DUPLICATE_WORDS = {
	D1: "samma leverantör, fakturanummer och belopp",
	D2: "samma leverantör och fakturanummer, olika belopp",
	D3: "olika leverantörer, samma fakturanummer och belopp",
	D4: "samma leverantör och belopp, nästan samma fakturanummer",
	D5: "samma leverantör och belopp inom tio dagar",
} as const;

/** Hits of a single line: just under the limit, at an odd time, approved by the one who ordered. */
export function singleLineHits(lines: readonly LedgerLine[], terms: RuleTerms): FoundHit[] {
	const near = justUnderLimit(lines, terms.limit_ore).map((line) =>
		foundHit("near_limit", line.key, [line], (supplier) => `${formatAmountOre(line.amount_ore)} till ${supplier}`),
	);
	const odd = registeredAtOddTimes(lines, terms.isHoliday).map(({ line, why }) =>
		foundHit(
			"odd_time",
			line.key,
			[line],
			(supplier) => `${supplier}, registrerat ${why.map((one) => WHY[one]).join(" och ")}`,
		),
	);
	const own = ownApprovals(lines).map((line) =>
		foundHit("own_approval", line.key, [line], (supplier) => `${formatAmountOre(line.amount_ore)} till ${supplier}`),
	);
	return [...near, ...odd, ...own];
}

/** Where several people are named for a duty, any of them may be the same. */
function ownApprovals(lines: readonly LedgerLine[]): LedgerLine[] {
	const named = lines.filter((line) => line.requisitioner !== "");
	const expanded = named.flatMap((line) => {
		if (![line.requisitioner, line.approver, line.receipt_approver].some((name) => name.includes(";"))) return [line];
		return people(line.requisitioner).flatMap((requisitioner) =>
			[...people(line.approver), ...people(line.receipt_approver)].map((approver) => ({
				...line,
				requisitioner,
				approver,
				receipt_approver: "",
			})),
		);
	});
	const hit = new Set(approvedOwnOrder(expanded).map((line) => line.id));
	return named.filter((line) => hit.has(line.id));
}

function people(names: string): string[] {
	return names.split(";").map((name) => name.trim());
}

export function duplicateHits(lines: readonly LedgerLine[], byId: ReadonlyMap<string, LedgerLine>): FoundHit[] {
	return findDuplicates(invoicesFrom(lines)).pairs.map(({ rule, ids }) => {
		const pair = ids.map((id) => byId.get(id)!);
		const keys = pair.map((line) => line.key).sort();
		return foundHit(
			`duplicate_${rule[1] as "1" | "2" | "3" | "4" | "5"}`,
			keys.join(" "),
			pair,
			(supplier) =>
				`${supplier}: ${DUPLICATE_WORDS[rule]} (${pair.map((line) => line.invoice_no || "utan nummer").join(", ")})`,
		);
	});
}
