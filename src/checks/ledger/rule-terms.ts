import type { LedgerLine } from "../../ground/sampling/ledger-line.ts";

/** What the rules measure against. */
export interface RuleTerms {
	/** The region's own attest limit. */
	limit_ore: number;
	/** The law's limits per supplier, category and year. */
	legal_limits_ore: readonly number[];
	/** First day of the year whose lines are "now"; those before are what they are compared with. */
	year_from: string;
	isHoliday(date: string): boolean;
	/** Null when nothing is known of agreements: the rule then says nothing. */
	isAgreed: ((line: LedgerLine) => boolean) | null;
}
