import type { RegionAnswerStatus, RegionItemKind } from "./words.ts";

/** A risk, measure or question that the region has sent to all boards of a year. Its title is its name and never changes. */
export interface RegionItemTable {
	id: string;
	region_id: string;
	year: number;
	/** Within the year. */
	number: number;
	kind: RegionItemKind;
	title: string;
	pushed_at: string;
	pushed_by: string;
}

/** What is asked, in the words of one version. Only ever added to: what a board answered can always be read. */
export interface RegionWordingTable {
	id: string;
	item_id: string;
	number: number;
	text: string;
	written_at: string;
	written_by: string;
}

/** Taken back by the region, once: nothing more is asked of it, and what was answered stays. */
export interface RegionWithdrawalTable {
	id: string;
	item_id: string;
	reason: string;
	withdrawn_at: string;
	withdrawn_by: string;
}

/** What a board answers in one of its reports; each saving is the next edition. */
export interface RegionAnswerTable {
	id: string;
	item_id: string;
	board_id: string;
	period_id: string;
	edition: number;
	/** The version that was read when it was answered. */
	wording: number;
	status: RegionAnswerStatus;
	answer: string;
	written_at: string;
	written_by: string;
}
