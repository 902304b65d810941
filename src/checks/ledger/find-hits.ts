import type { LedgerLine } from "../../ground/sampling/ledger-line.ts";
import type { FoundHit } from "./found-hit.ts";
import { duplicateHits, singleLineHits } from "./line-rules.ts";
import type { RuleTerms } from "./rule-terms.ts";
import { splitHits } from "./split-rules.ts";
import { supplierHits } from "./supplier-rules.ts";

/** All rules over all lines. Pure; a few sorts and passes over the list. Lines have different keys (`withoutRepeats`). */
export function findHits(lines: readonly LedgerLine[], terms: RuleTerms): FoundHit[] {
	const byId = new Map(lines.map((line) => [line.id, line]));
	return [
		...splitHits(lines, byId, terms),
		...duplicateHits(lines, byId),
		...singleLineHits(lines, terms),
		...supplierHits(lines, terms),
	];
}
