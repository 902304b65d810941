import type { CarriedRow } from "../../../db/queries/register/preparation.ts";
import { ROW_CHOICES } from "../../../db/schema/register/preparation.ts";
import { OUTCOMES, type Outcome } from "../comparison/columns.ts";
import type { Column } from "../../ground/tables/column.ts";
import { ROW_KINDS } from "../plans/columns.ts";

/** Where a carried row stands: nobody has taken a stand, it is to change and has not, or it is decided. */
export type ReviewState = "undecided" | "unchanged" | "decided";

export const REVIEW_STATES: Record<ReviewState, string> = {
	undecided: "Inte genomgången",
	unchanged: "Ska ändras, men är som förra året",
	decided: "Genomgången",
};

/** A row of the draft beside the year before. A row that is new has nothing to take a stand on. */
export interface ReviewRow extends Omit<CarriedRow, "risk_id"> {
	outcome: Outcome;
	state: ReviewState;
	href: string;
}

export const reviewColumns: readonly Column<ReviewRow>[] = [
	{ key: "risk", label: "Risk", type: "text", width: 8, value: (row) => `R${row.risk_number}` },
	{ key: "title", label: "Rad", type: "text", width: 50, value: (row) => row.title },
	{ key: "kind", label: "Slag", type: "text", width: 18, words: ROW_KINDS, value: (row) => ROW_KINDS[row.kind] },
	{ key: "outcome", label: "Mot förra året", type: "text", words: OUTCOMES, value: (row) => OUTCOMES[row.outcome] },
	{
		key: "state",
		label: "Läge",
		type: "text",
		width: 24,
		words: REVIEW_STATES,
		value: (row) => REVIEW_STATES[row.state],
	},
	{
		key: "choice",
		label: "Ställning",
		type: "text",
		words: ROW_CHOICES,
		value: (row) => row.choice && ROW_CHOICES[row.choice],
	},
	{ key: "reason", label: "Skäl", type: "text", width: 40, value: (row) => row.dropped_reason ?? row.reason },
	{ key: "chosen_by", label: "Av", type: "text", width: 22, value: (row) => row.chosen_by },
	{ key: "chosen_at", label: "När", type: "instant", width: 20, value: (row) => row.chosen_at },
];
