/**
 * What a person can be told of by e-mail. `mutable`: the person may turn it off. Only news, and what is told again before the day
 * itself, can be: nobody can turn off being told that a duty is due, late or sent back.
 */
export const NOTICE_KINDS = {
	opened: { label: "Öppnat att utföra", mutable: true },
	coming: { label: "Förfaller snart", mutable: true },
	due: { label: "Förfaller i dag", mutable: false },
	late: { label: "Förfallodagen har passerat", mutable: false },
	escalated: { label: "Sent hos en medarbetare", mutable: false },
	returned: { label: "Återsänt", mutable: false },
	to_review: { label: "Att granska", mutable: false },
	to_approve: { label: "Att godkänna", mutable: false },
	sam_form: { label: "SAM-uppföljning att besvara", mutable: false },
	sam_vacant: { label: "SAM-uppföljning som ingen chef svarar på", mutable: false },
	sam_invited: { label: "SAM-uppföljning att delta i", mutable: false },
	sam_opinion: { label: "Skyddsombudet har yttrat sig", mutable: false },
	nudged: { label: "Påmind av någon", mutable: false },
	reviewed: { label: "Granskat", mutable: true },
	asked: { label: "Fråga att svara på", mutable: false },
	evidence_asked: { label: "Underlag att skicka", mutable: false },
	evidence_answered: { label: "Svar på en begäran om underlag", mutable: true },
	question_answered: { label: "Svar på en fråga", mutable: true },
	proposal_answered: { label: "Svar på ett riskförslag", mutable: true },
	feedback: { label: "Återkoppling på en avvikelse", mutable: true },
	digest: { label: "Veckans sammanfattning", mutable: true },
} as const satisfies Record<string, { label: string; mutable: boolean }>;
export type NoticeKind = keyof typeof NOTICE_KINDS;

export const MUTABLE_KINDS = (Object.keys(NOTICE_KINDS) as NoticeKind[]).filter((kind) => NOTICE_KINDS[kind].mutable);

/** What a notice is about: the kind of object says where its link goes. */
export type NoticeObject =
	| "control_run"
	| "deviation"
	| "risk"
	| "measure"
	| "sam_review"
	| "sam_action"
	| "assessment"
	| "period"
	| "recommendation"
	| "evidence_request"
	| "risk_proposal"
	| "plan"
	| "meeting"
	| "region_item"
	| "person";

/** Days a person can be left in peace, as ISO 8601 numbers them. */
export const WEEKDAYS = { "1": "måndag", "2": "tisdag", "3": "onsdag", "4": "torsdag", "5": "fredag" } as const;

/**
 * Where a letter stands. Handing over ends with the mail server's word: what it does afterwards is not known here, and mail that comes
 * back to the sender is not read.
 */
export const LETTER_STATES = {
	waiting: "Väntar",
	sending: "Skickas",
	retrying: "Försöks igen",
	delivered: "Levererad till e-postservern",
	unsure: "Osäker",
	bounced: "Studsad",
	given_up: "Uppgiven",
	withdrawn: "Behövdes inte längre",
} as const;
export type LetterState = keyof typeof LETTER_STATES;
/** A letter in one of these waits, or is on its way: a person has at most one. */
export const OPEN_LETTERS: readonly LetterState[] = ["waiting", "sending", "retrying"];

/** What a letter says of the matter. Nothing that others may not read: mail passes many hands. */
export interface NoticeWords {
	title: string;
	unit: string;
	due_on: string | null;
	/** Whose duty it is, when the reader stands in for somebody. */
	instead_of: string | null;
}

/** Something a person is to be told, as the change that gave rise to it knew it. */
export interface NoticeTable {
	id: string;
	person_id: string;
	kind: NoticeKind;
	unit_id: string;
	object_kind: NoticeObject;
	object_id: string;
	/** What makes it the same notice again: the due date, so that a moved date is told of anew; else the moment of the act. */
	moment: string;
	/** `NoticeWords` as JSON. */
	words: string;
	created_at: string;
	/** Null for the timer. */
	created_by: string | null;
	/** The letter it goes in; null while it waits for one. */
	letter_id: string | null;
	/** Why it goes in none. */
	dropped: DropReason | null;
}

export const DROP_REASONS = {
	done: "Behövdes inte längre",
	moved: "Datumet har ändrats",
	off: "Avstängd av personen",
	old: "För gammal för att skickas",
} as const;
export type DropReason = keyof typeof DROP_REASONS;

/** One mail to one person: all that waited for that person when it was made. */
export interface LetterTable {
	id: string;
	person_id: string;
	/** Kept for ever: a letter that may have arrived and is sent again is known by it as the same. */
	message_id: string;
	/** Where it was last sent; "" before that. */
	address: string;
	state: LetterState;
	created_at: string;
	attempts: number;
	/** Not before this moment. */
	next_at: string;
	claimed_at: string | null;
	/** When the mail server had answered for good. */
	settled_at: string | null;
	/** The mail server's last answer, or why nothing was sent. */
	answer: string;
}

/** What a person has chosen about mail. Without a row everything is told, on every working day. */
export interface NoticeChoiceTable {
	person_id: string;
	/** The kinds turned off, JSON. */
	muted: string;
	/** Weekdays without mail, JSON. */
	quiet_days: string;
	/** Days away, both included, on which nothing is sent; null without. */
	away_from: string | null;
	away_to: string | null;
	version: number;
}
