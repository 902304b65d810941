import type { LedgerLine } from "../../ground/sampling/ledger-line.ts";

/** Where direct award ends, per kind and for the whole contracting authority; null where the region has not stated it. */
export interface DirectAwardLimits {
	goods_services_ore: number | null;
	social_special_ore: number | null;
}

/** The limits and dates that the rules compare lines with. */
export interface RuleTerms {
	/** The region's own attest limit. */
	limit_ore: number;
	direct_award: DirectAwardLimits;
	/** First day of the year that is examined. Earlier lines only serve for comparison. */
	year_from: string;
	isHoliday(date: string): boolean;
	/** Null when nothing is known of agreements: the rule then says nothing. */
	isAgreed: ((line: LedgerLine) => boolean) | null;
}
