import type {
	Frequency,
	MeasureKind,
	MeasureStatus,
	PopulationKind,
	Requirement,
	RiskScope,
	Treatment,
} from "../../../db/schema/vocabulary.ts";
import type { PlanField } from "./columns.ts";

/** A person as the file names them, and who that is; null while nobody is found. */
export interface Named {
	text: string;
	id: string | null;
}

export interface DraftControl {
	title: string;
	method: string;
	frequency: Frequency;
	owner: Named;
	population_kind: PopulationKind;
	sample_size: number;
	due_working_days: number;
	/** Null: the first day of the plan's year. */
	starts_on: string | null;
	ended_on: string | null;
}

export interface DraftMeasure {
	title: string;
	support: string;
	kind: MeasureKind;
	scope: RiskScope | null;
	performer_text: string;
	owner: Named;
	due_on: string | null;
	status: MeasureStatus;
	status_reason: string;
	controls: DraftControl[];
}

export interface Steps {
	likelihood: number | null;
	impact: number | null;
}

export interface DraftRisk {
	/** Where it stands in the file. */
	at: string;
	number: number | null;
	title: string;
	description: string;
	cause: string;
	effect: string;
	scope: RiskScope;
	requirements: Requirement[];
	origin: string;
	owner: Named;
	inherent: Steps;
	inherent_reason: string;
	residual: Steps;
	residual_reason: string;
	target: Steps;
	target_reason: string;
	treatment: Treatment | null;
	treatment_reason: string;
	decider: Named;
	review_on: string | null;
	measures: DraftMeasure[];
	/** Controls that carry out no åtgärd. */
	controls: DraftControl[];
}

export interface DraftArea {
	name: string;
	risks: DraftRisk[];
}

/** Something in the file that does not come into the plan, or comes in as something else than it said. */
export interface NotTaken {
	cell: string;
	text: string;
	reason: string;
}

/** What a person has chosen where the file does not tell by itself. */
export interface ReadChoices {
	sheets?: string[] | undefined;
	/** The row of the headings, in every chosen sheet. */
	heading_row?: number | undefined;
	/** Column (from 0) → what it says; null for a column that is not read. */
	columns?: Record<number, PlanField | null> | undefined;
	/** Step n of the file's own scale stands at n − 1, as a step of the plan's. */
	scale?: number[] | undefined;
}

export interface FoundSheet {
	name: string;
	/** Null when the sheet has no headings of a plan. */
	heading_row: number | null;
	/** The row whose texts are shown: that of the headings, or the widest of the first rows. */
	seen_row: number | null;
	chosen: boolean;
	/** The filled cells of the heading row, or of the first rows when there is none. */
	headings: { column: number; text: string; field: PlanField | null }[];
}

export interface PlanReading {
	areas: DraftArea[];
	not_taken: NotTaken[];
	sheets: FoundSheet[];
	/** The longest scale that the file uses; above the plan's it must be mapped before scores are taken. */
	steps: number;
	is_scale_asked: boolean;
}
