/** What people ask each other about. */
export const MESSAGE_SUBJECTS = { control_run: "Kontrolltillfälle", risk: "Risk", measure: "Åtgärd" } as const;
export type MessageSubject = keyof typeof MESSAGE_SUBJECTS;

/** Whose duty it is to answer: whoever has the part on the day, so that a question follows the duty when it changes hands. */
export const MESSAGE_PARTS = {
	performer: "Utföraren",
	reviewer: "Granskaren",
	risk_owner: "Riskägaren",
	measure_owner: "Den ansvariga för åtgärden",
	controller: "Controllern",
} as const;
export type MessagePart = keyof typeof MESSAGE_PARTS;

/** A question or an answer. Only ever added to: a correction is a message of its own. */
export interface ThreadMessageTable {
	id: string;
	subject_kind: MessageSubject;
	subject_id: string;
	/** Within the subject. */
	number: number;
	/** What it was about, when it was written: "Stickprov av inköp, oktober 2026". */
	subject_title: string;
	unit_id: string;
	/** Whom a question is for; null for an answer. */
	asked_part: MessagePart | null;
	/** The question that it answers; null for a question. */
	answers_id: string | null;
	text: string;
	written_at: string;
	written_by: string;
}
