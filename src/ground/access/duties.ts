/**
 * Segregation of duties: nobody checks, closes or approves their own work. Pure rules; each answers null when the act is fine,
 * or the sentence that explains to the person what stands in the way and what to do instead.
 * Source: domain rule 3 (KL 6:6 as auditors apply it; the two-person principle of the region's attest rules).
 */

/** A person as the ledger may write them. */
export interface LedgerPerson {
	name: string;
	email: string | null;
	ledger_name: string | null;
}

export interface LineDuties {
	requisitioner: string;
	receiver: string;
	approver: string;
}

const DUTIES = { requisitioner: "beställt", receiver: "tagit emot", approver: "attesterat" } as const;

/** Lower case, single spaces, "Ek, Bo" turned to "bo ek": how names are compared with the ledger's. */
export function normaliseName(name: string): string {
	const [last, first, ...rest] = name.normalize("NFC").toLocaleLowerCase("sv").split(",");
	const ordered = first !== undefined && rest.length === 0 ? `${first} ${last}` : name.toLocaleLowerCase("sv");
	return ordered.normalize("NFC").trim().replace(/\s+/g, " ");
}

/** Which duty the person had on the line, or null. A purchase of several postings names everybody who had it, divided by `;`. */
export function dutyOn(line: LineDuties, person: LedgerPerson): keyof LineDuties | null {
	const names = new Set(
		[person.name, person.email, person.ledger_name].filter((n) => n !== null && n !== "").map((n) => normaliseName(n!)),
	);
	return (
		(Object.keys(DUTIES) as (keyof LineDuties)[]).find((duty) =>
			line[duty].split(";").some((name) => names.has(normaliseName(name))),
		) ?? null
	);
}

/** Who performs a run is not requisitioner, receiver or attestant of any drawn line. */
export function performerConflict(
	lines: readonly (LineDuties & { voucher_no: string })[],
	person: LedgerPerson,
): string | null {
	for (const line of lines) {
		const duty = dutyOn(line, person);
		if (duty) {
			return `Du har själv ${DUTIES[duty]} inköpet ${line.voucher_no} som ingår i stickprovet. Be någon annan utföra kontrollen.`;
		}
	}
	return null;
}

/** The reviewer is not the performer, nor the person who signed, nor anyone who answered a question of the run. */
export function reviewerConflict(
	run: { performer_id: string | null; signed_by: string | null; answered_by?: readonly string[] },
	personId: string | null,
	behalfId: string | null,
): string | null {
	const own = [run.performer_id, run.signed_by, ...(run.answered_by ?? [])].filter((id) => id !== null);
	if (personId !== null && own.includes(personId))
		return "Du har utfört kontrollen och kan därför inte granska den. En annan person måste granska.";
	if (behalfId !== null && own.includes(behalfId))
		return "Den du vikarierar för har utfört kontrollen. En annan person måste granska.";
	return null;
}

/** For severity ≥ större whoever closes a deviation is not the owner of its measure, nor a substitute for the owner. */
export function closerConflict(
	deviation: { severity: "minor" | "major" | "critical"; owner_id: string | null },
	personId: string | null,
	behalfId: string | null = null,
): string | null {
	if (deviation.severity === "minor" || deviation.owner_id === null) return null;
	if (behalfId === deviation.owner_id && personId !== deviation.owner_id)
		return "Den du vikarierar för ansvarar för åtgärden. En större eller väsentlig avvikelse avslutas av någon annan.";
	if (deviation.owner_id !== personId) return null;
	return "Du ansvarar för åtgärden. En större eller väsentlig avvikelse avslutas av någon annan.";
}

/** Who prepares an assessment (hands it in, or has written any part of it) is not the one who approves it. */
export function approverConflict(
	preparers: readonly string[],
	personId: string | null,
	behalfId: string | null,
): string | null {
	if (personId !== null && preparers.includes(personId))
		return "Du har berett bedömningen och kan därför inte godkänna den. En annan person måste godkänna.";
	if (behalfId !== null && preparers.includes(behalfId))
		return "Den du vikarierar för har berett bedömningen. En annan person måste godkänna.";
	return null;
}
