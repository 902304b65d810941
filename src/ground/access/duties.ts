import type { LineDuties } from "../../../db/schema/checks/duties.ts";
import { isNamed, type LedgerPerson } from "./names.ts";

/**
 * Segregation of duties: nobody checks, closes or approves their own work. One table says which act is closed to whom, one function
 * answers, and every command and page asks it. Source: domain rule 3 (KL 6:6 as auditors apply it; the two-person principle of
 * the region's attest rules).
 */

/** The part that a person may have had in the matter. The first three are what the ledger says of a drawn line. */
export const RELATIONS = {
	requisitioner: "beställt inköpet",
	receiver: "tagit emot inköpet",
	approver: "attesterat inköpet",
	performer: "utfört kontrollen",
	owner: "ansvarat för avvikelsen",
	planner: "skrivit planen",
	causer: "skrivit orsaken",
	preparer: "berett bedömningen",
} as const;
export type Relation = keyof typeof RELATIONS;

/** Each act that a duty can close, with the sentence that says what happens instead. */
export const ACTS = {
	perform: "Be någon annan utföra kontrollen.",
	review: "En annan person måste granska.",
	check_effect: "Någon annan kontrollerar effekten.",
	close: "En större eller väsentlig avvikelse avslutas av någon annan.",
	ease: "Någon annan behöver bedöma om avvikelsen är mindre allvarlig.",
	withdraw: "En större eller väsentlig avvikelse återtas av någon annan. Be någon annan utföra kontrollen.",
	explain: "Någon annan måste förklara träffen.",
	approve: "En annan person måste godkänna.",
} as const;
export type Act = keyof typeof ACTS;

/** `always` closes the act on every object; `larger` only on a deviation that is, or has ever been, större or worse. */
type Closed = "always" | "larger";

const LINE = { requisitioner: "always", receiver: "always", approver: "always" } as const;
const LARGER_LINE = { requisitioner: "larger", receiver: "larger", approver: "larger" } as const;
const HANDLED = { owner: "larger", planner: "larger", causer: "larger" } as const;

/** The one table: act → relation → when the act is closed. An act that is not here is open. */
export const DUTIES: Record<Act, Partial<Record<Relation, Closed>>> = {
	perform: LINE,
	review: { ...LINE, performer: "always" },
	check_effect: { ...LINE, ...HANDLED },
	close: { ...LARGER_LINE, ...HANDLED },
	ease: { ...LARGER_LINE, ...HANDLED },
	withdraw: HANDLED,
	explain: LINE,
	approve: { preparer: "always" },
};

/** One part that a person has had in the matter, and how it counts as the actor's own. */
export interface Hand {
	relation: Relation;
	/**
	 * Whether the part is the actor's own, that of the person they stand in for, or that of another account of the same human.
	 */
	through: "self" | "absent" | "account";
	/** The account's name and the voucher, where they tell more. */
	account?: string;
	voucher_no?: string;
}

export function forbids(act: Act, relation: Relation, larger: boolean): boolean {
	const closed = DUTIES[act][relation];
	return closed === "always" || (closed === "larger" && larger);
}

/** The sentence that says what stands in the way and what to do instead, or null when nothing does. */
export function dutyConflict(acts: readonly Act[], hands: readonly Hand[], larger = false): string | null {
	for (const act of acts) {
		const hand = hands.find((one) => forbids(act, one.relation, larger));
		if (hand)
			return `${subjectOf(hand)} ${RELATIONS[hand.relation]}${hand.voucher_no ? ` ${hand.voucher_no}` : ""}. ${ACTS[act]}`;
	}
	return null;
}

function subjectOf({ through, account }: Hand): string {
	if (through === "absent") return "Den du vikarierar för har";
	if (through === "account") return `Kontot ${account}, som räknas som ditt tills administratören säger annat, har`;
	return "Du har själv";
}

const LINE_RELATIONS = ["requisitioner", "receiver", "approver"] as const;

/**
 * Returns which duty the person had on the line, or null. A purchase of several postings names everybody who had the duty,
 * divided by `;`.
 */
export function dutyOn(line: LineDuties, person: LedgerPerson): keyof LineDuties | null {
	return LINE_RELATIONS.find((duty) => line[duty].split(";").some((name) => isNamed(name, person))) ?? null;
}

/** Every name a line gives for its duties. */
export function namesOn(line: LineDuties): string[] {
	return LINE_RELATIONS.flatMap((duty) => line[duty].split(";").map((name) => name.trim())).filter(
		(name) => name !== "",
	);
}
