import type { RunResult, RunStatus } from "../vocabulary.ts";

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
