import type { CheckQuestionTable } from "../schema/checks/controls-checklists.ts";

type Terms = Pick<
	CheckQuestionTable,
	"may_be_not_applicable" | "not_applicable_reason" | "asked_when_no" | "answered_by" | "finding" | "causes"
>;

/** A question that a person answers with Ja or Nej for every purchase. */
export const ALWAYS_ASKED: Terms = {
	may_be_not_applicable: 0,
	not_applicable_reason: "",
	asked_when_no: null,
	answered_by: null,
	finding: "",
	causes: "",
};

/** Text, help, what a Nej has found, key question (tolerable rate 5 %), asks for a cause at Nej; and what sets it apart from the others. */
export type SeedQuestion = Pick<CheckQuestionTable, "text" | "help" | "is_key" | "asks_cause"> & Partial<Terms>;
