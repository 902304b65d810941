import type { FileAnswer } from "../vocabulary.ts";

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
	/** 1 when Ej tillämpligt is an answer: the share is then of the purchases that the question applies to. */
	may_be_not_applicable: number;
	/** Why a key question may go without an answer for some purchases; "" for others. */
	not_applicable_reason: string;
	/** Position of an earlier question: this one is asked only where that got Nej. */
	asked_when_no: number | null;
	/** What of the file answers the question, for every purchase of the frame; null for one that a person answers. */
	answered_by: FileAnswer | null;
	/** What a Nej has found, in a word or two, as the deviation's title begins: "Uppdelat köp"; "" for none. */
	finding: string;
	/** The causes to choose among at a Nej, with commas between; "" for all of them. */
	causes: string;
}
