import type { Frequency, PopulationKind, RunResult, RunStatus } from "../vocabulary.ts";

export interface ChecklistTable {
	id: string;
	key: string;
	edition: number;
	title: string;
}

export interface CheckQuestionTable {
	id: string;
	checklist_id: string;
	position: number;
	text: string;
	help: string;
	/** 1 for the key questions (tolerable rate 5 %), 0 for the formal ones. */
	is_key: number;
	/** 1 when a Nej asks for a cause code. */
	asks_cause: number;
}

export interface ControlTable {
	id: string;
	plan_id: string;
	risk_id: string;
	/** The published åtgärd that this control carries out, when there is one. */
	measure_id: string | null;
	/** Stable name used in draw ids, e.g. `inkop-under-10000`. */
	key: string;
	title: string;
	method: string;
	frequency: Frequency;
	population_kind: PopulationKind;
	/** Items drawn per unit and period. */
	sample_size: number;
	reserve_count: number;
	checklist_id: string | null;
	owner_id: string | null;
	/** Working days after the period's last day. */
	due_working_days: number;
	starts_on: string;
	ended_on: string | null;
	version: number;
}

export interface ControlUnitTable {
	id: string;
	control_id: string;
	unit_id: string;
	performer_id: string | null;
	reviewer_id: string | null;
	valid_from: string;
	valid_to: string | null;
	version: number;
}

export interface ControlRunTable {
	id: string;
	control_id: string;
	unit_id: string;
	/** `2026-10`, `2026-K4`, `2026-T3`, `2026-H2` or `2026`. */
	period_key: string;
	first_day: string;
	last_day: string;
	due_on: string;
	status: RunStatus;
	performer_id: string | null;
	reviewer_id: string | null;
	draw_id: string | null;
	population_n: number | null;
	population_sum_ore: number | null;
	result: RunResult | null;
	result_reason: string;
	signed_at: string | null;
	signed_by: string | null;
	is_late: number;
	reviewed_at: string | null;
	reviewed_by: string | null;
	review_note: string;
	version: number;
}
