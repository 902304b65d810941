/** What the ledger says of who ordered, received and approved a purchase; "" where it says nothing. */
export interface LineDuties {
	requisitioner: string;
	receiver: string;
	approver: string;
}

/**
 * The text shown wherever the ledger names nobody who ordered or approved. The duties could not be checked there, and the text
 * keeps readers from believing that they were.
 */
export const UNTRIED = "Vem som beställt och attesterat framgår inte av filen, så jäv har inte prövats.";

export function isUntried(line: LineDuties): boolean {
	return line.requisitioner.trim() === "" && line.approver.trim() === "";
}
