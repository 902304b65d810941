import type { Frequency, PopulationKind } from "../vocabulary.ts";

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
	/** Why it was taken out of a draft plan; null for what stands. */
	dropped_reason: string | null;
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
