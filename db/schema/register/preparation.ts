/** A plan handed over to be prepared for its meetings. Taken back it stays, with its reason; the next one has the next number. */
export interface PlanPreparationTable {
	id: string;
	plan_id: string;
	number: number;
	sent_at: string;
	sent_by: string;
	withdrawn_at: string | null;
	withdrawn_by: string | null;
	withdrawn_reason: string;
}

/** What becomes of a row that was carried from the year before. `change`: the draft's row is to say something else. */
export const ROW_CHOICES = { keep: "Behålls", change: "Ändras", drop: "Utgår" } as const;
export type RowChoice = keyof typeof ROW_CHOICES;

/** The kinds of row that are gone through one by one. */
export const REVIEWED_KINDS = ["risk", "measure", "control"] as const;
export type ReviewedKind = (typeof REVIEWED_KINDS)[number];

/** One stand on a carried row; the newest counts. Only ever added to. */
export interface PlanRowChoiceTable {
	id: string;
	plan_id: string;
	row_kind: ReviewedKind;
	row_id: string;
	choice: RowChoice;
	reason: string;
	chosen_at: string;
	chosen_by: string;
}

/**
 * True for a carried row that nobody has taken a stand on. A row that was struck and has been taken back waits again; one that is
 * struck has its reason.
 */
export function isUnreviewed(row: { dropped_reason: string | null; choice: RowChoice | null }): boolean {
	return row.dropped_reason === null && (row.choice === null || row.choice === "drop");
}
