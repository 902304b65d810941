/** The closed word lists of SAM (AFS 2023:1): identifier → the Swedish word on screen. */
export const SAM_ANSWERS = { yes: "Ja", partly: "Delvis", no: "Nej", not_applicable: "Ej aktuellt" } as const;
export type SamAnswer = keyof typeof SAM_ANSWERS;

/** Answers that say something is missing and call for an åtgärd. */
export const SAM_SHORTFALLS: readonly SamAnswer[] = ["partly", "no"];

/** How an answer stands in a review's `marks`. */
export const SAM_MARKS: Record<SamAnswer, string> = { yes: "J", partly: "D", no: "N", not_applicable: "E" };

export const SAM_ROUND_STATUSES = { draft: "Förbereds", open: "Öppen", closed: "Avslutad" } as const;
export type SamRoundStatus = keyof typeof SAM_ROUND_STATUSES;

export const SAM_STATES = { open: "Ej signerad", signed: "Signerad", reconciled: "Avstämd", ended: "Upphörd" } as const;
export type SamState = keyof typeof SAM_STATES;

/** A skyddsombud may still say what they think. */
export const OPINION_STATES: readonly SamState[] = ["open", "signed"];
/** Reviews the manager has signed, whether or not the superior has reconciled them. */
export const SIGNED_SAM_STATES: readonly SamState[] = ["signed", "reconciled"];

export const SAM_REP_STANDS = {
	took_part: "Deltagit",
	dissent: "Avvikande mening",
	absent: "Har inte deltagit",
} as const;
export type SamRepStand = keyof typeof SAM_REP_STANDS;

export const SAM_OUTCOMES = { remains: "Kvarstår", changes: "Ändras", returned: "Returneras" } as const;
export type SamOutcome = keyof typeof SAM_OUTCOMES;

export const SAM_RETURN_STATES = {
	raised: "Väntar på kvittens",
	acknowledged: "Kvitterad, ersättare utses",
	replaced: "Ersättare utsedd",
} as const;
export type SamReturnState = keyof typeof SAM_RETURN_STATES;

/** What a manager can be allocated, in the words of the written allocation. */
export const SAM_TASKS = {
	investigate: "Undersöka arbetsförhållandena regelbundet (skyddsrond, OSA)",
	assess: "Bedöma risker skriftligt, också inför förändringar",
	measure: "Åtgärda risker eller ta upp dem i handlingsplanen",
	follow_up: "Kontrollera att åtgärderna har haft effekt",
	incidents: "Anmäla och utreda tillbud, olycksfall och ohälsa",
	instruct: "Ge introduktion och skriftliga instruktioner vid allvarliga risker",
	cooperate: "Samverka med skyddsombud och medarbetare",
	rehabilitate: "Anpassa arbetet och ta del i rehabilitering",
	allocate: "Fördela uppgifter vidare, skriftligt",
} as const;
export type SamTask = keyof typeof SAM_TASKS;

/** Fewest managers a figure may rest on where the reader is outside their line chain. */
export const SAM_SMALLEST_GROUP = 5;

/** True when the last day to answer has passed. */
export function isReviewLate(review: { closes_on: string }, day: string): boolean {
	return review.closes_on < day;
}

/** True when a return should have been acknowledged and still is not. */
export function isReturnLate(found: { state: SamReturnState; acknowledge_by: string }, day: string): boolean {
	return found.state === "raised" && found.acknowledge_by < day;
}
