import type { Comparison, GovernanceKind, GovernanceStatus } from "./words.ts";

/**
 * A goal, indicator, assignment, part or row of economy in the board's verksamhetsplan (krav a–b). Every number is whole: öre where
 * `unit` is mnkr, hundredths of the unit otherwise. A number is of the row's `year`, unless it says another.
 */
export interface GovernanceItemTable {
	id: string;
	board_id: string;
	year: number;
	kind: GovernanceKind;
	position: number;
	/** "7" of an assignment, "a" of its part. */
	number: string;
	title: string;
	details: string;
	owner_id: string | null;
	/** Of an economy row: what the year's plan says. */
	budget_ore: number | null;
	/** The goal or assignment it belongs to; of an economy row the sum that it is a part of. */
	parent_id: string | null;
	/** Of an economy row: the row of another table, or of another board's plan, whose budget is the same amount. */
	same_as_id: string | null;
	/** Perspective of a goal or assignment; table of an economy row. */
	chapter: string;
	/** Where in the decided plan it stands. */
	source: string;
	/** The område that an economy row is about; null for the whole board. */
	org_unit_id: string | null;
	receiver: string;
	report_back_to: string;
	report_back_on: string | null;
	unit: string;
	comparison: Comparison | null;
	target: number | null;
	target_upper: number | null;
	baseline: number | null;
	baseline_year: number | null;
	/** 1: its numbers may be below zero. */
	signed: number;
	version: number;
}

/** Another figure that the plan prints beside a row, under a heading and for a year of its own: "Prognos 2023". */
export interface GovernanceFigureTable {
	id: string;
	item_id: string;
	label: string;
	year: number;
	unit: string;
	value: number;
	version: number;
}

/** What one report says of a row. */
export interface GovernanceStatusTable {
	id: string;
	period_id: string;
	item_id: string;
	/** Null while only its numbers are in. */
	status: GovernanceStatus | null;
	comment: string;
	/** From the period's first day to its cut-off. */
	outcome_ore: number | null;
	/** Of the whole year. */
	forecast_ore: number | null;
	/** The day an assignment was reported back. */
	reported_back_on: string | null;
	written_at: string;
	written_by: string;
	version: number;
}
