import type { HeldEvidence } from "../../../db/queries/report/closing-content.ts";
import type { DeviationRow } from "../../../db/queries/report/workbook-findings.ts";
import type { Schema } from "../../../db/schema/index.ts";
import { type Columns, FORMAT_1 } from "./seal-format-1.ts";

/** Every format has at least the tables of the first; a later one may have columns and tables of its own. */
type AtLeast<First> = { readonly [T in keyof First & keyof Schema]: readonly (keyof Schema[T])[] } & Columns;

export interface SealFormat {
	/** The columns that a seal copies. */
	readonly sealed: AtLeast<(typeof FORMAT_1)["sealed"]>;
	/** The columns that may not change as long as the seal exists. Verification compares these and no others. */
	readonly held: Omit<AtLeast<(typeof FORMAT_1)["held"]>, "deviations" | "evidence"> & {
		readonly deviations: readonly (keyof DeviationRow)[];
		readonly evidence: readonly (keyof HeldEvidence)[];
	};
}

/** What a run's digest also covers: who decided which swap and why, and what the freeze fixed before anything was drawn. */
const OF_RUNS = {
	swaps: [
		...(["id", "position", "item_id", "by_item_id", "kind", "unit_id", "note", "proposed_at", "proposed_by"] as const),
		...(["decision", "decision_note", "decided_at", "decided_by"] as const),
	],
	populations: ["id", "file_id", "cut_off", "filter", "n", "sum_ore", "digest", "checklist_id", "terms"],
} as const satisfies Columns;

/** What the plan governs with in numbers, and what the report says of them. */
const governance_items = [
	...FORMAT_1.sealed.governance_items,
	...(["parent_id", "chapter", "source", "org_unit_id", "receiver", "report_back_to", "report_back_on"] as const),
	...(["unit", "comparison", "target", "target_upper", "baseline", "baseline_year", "signed"] as const),
] as const;
const governance_statuses = [...FORMAT_1.held.governance_statuses, "forecast_ore", "reported_back_on"] as const;

/** Deviations by membership: those that belong can never become others; and the reason for a judgement before the cut-off. */
const FORMAT_2: SealFormat = {
	sealed: {
		...FORMAT_1.sealed,
		...OF_RUNS,
		assessments: [...FORMAT_1.sealed.assessments, "early_reason"],
		governance_items,
		governance_statuses,
	},
	held: {
		...FORMAT_1.held,
		...OF_RUNS,
		governance_statuses,
		deviations: [...FORMAT_1.held.deviations, "carried_over"],
	},
};

const check_answers = [...FORMAT_2.sealed.check_answers, "together"] as const;

/** An answer given together with others: what was looked at one by one is told apart for good. */
const FORMAT_3: SealFormat = {
	sealed: { ...FORMAT_2.sealed, check_answers },
	held: { ...FORMAT_2.held, check_answers },
};

const region_answers = [
	...(["id", "item_id", "board_id", "period_id", "edition", "wording", "status", "answer"] as const),
	...(["written_at", "written_by"] as const),
] as const;

/** What the board answered the region in the report, beside the words that it answered. */
const FORMAT_4: SealFormat = {
	sealed: {
		...FORMAT_3.sealed,
		region_items: ["id", "number", "kind", "title"],
		region_answers,
	},
	held: { ...FORMAT_3.held, region_answers },
};

const risks = [...FORMAT_4.sealed.risks, "target_likelihood", "target_impact", "target_reason"] as const;

const named_items = [...FORMAT_4.sealed.governance_items, "same_as_id"] as const;

/** Where each risk was to be brought; the coverage map is told beside it, as the plan's rows are. */
const FORMAT_5: SealFormat = {
	sealed: { ...FORMAT_4.sealed, risks, governance_items: named_items },
	held: FORMAT_4.held,
};

/**
 * The day that each piece of evidence is about; and what the plan's own sheet in the workbook needs to be read back: whose an åtgärd is,
 * and when a risk is looked at again.
 */
const FORMAT_6: SealFormat = {
	sealed: {
		...FORMAT_5.sealed,
		risks: [...risks, "treatment_review_on"],
		measures: [...FORMAT_5.sealed.measures, "scope"],
	},
	held: { ...FORMAT_5.held, evidence: [...FORMAT_5.held.evidence, "about_on"] },
};

/**
 * What a seal covers, by the format that its content names. A format that has sealed a report is never changed: the database may
 * grow, and what was closed is compared as it was sealed. To seal a new column, write the next format from the one before:
 *
 *     const sample_items = [...FORMAT_6.held.sample_items, "swap_decision"] as const;
 *     const FORMAT_7: SealFormat = {
 *         sealed: { ...FORMAT_6.sealed, sample_items },
 *         held: { ...FORMAT_6.held, sample_items },
 *     };
 *
 * add it below as `7`, and let NEWEST_FORMAT say 7: nothing else is touched. In the content of an older edition the column is
 * undefined. A new table has, besides its line in `sealed` and `held`, a query in `closing-content.ts` and a place in `content.ts`
 * (what may change: that alone) or `held-content.ts` that is filled only when `format.sealed` has the table; outside the runs also
 * a kind of row in `verify-seals.ts`.
 */
const SEAL_FORMATS: Readonly<Record<number, SealFormat>> = {
	1: FORMAT_1,
	2: FORMAT_2,
	3: FORMAT_3,
	4: FORMAT_4,
	5: FORMAT_5,
	6: FORMAT_6,
};

export const NEWEST_FORMAT = 6;

/** Undefined for a format that this version of the product does not know. */
export function findSealFormat(number: number): SealFormat | undefined {
	return Object.hasOwn(SEAL_FORMATS, number) ? SEAL_FORMATS[number] : undefined;
}

/** A row with some of its columns alone. */
export function pick<Row extends object, K extends keyof Row>(
	row: Row,
	...columns: readonly (readonly K[])[]
): Pick<Row, K> {
	const picked = {} as Pick<Row, K>;
	for (const some of columns) for (const column of some) picked[column] = row[column];
	return picked;
}
