/** What the ledger says of who ordered, received and approved a purchase; "" where it says nothing. */
export interface LineDuties {
	requisitioner: string;
	receiver: string;
	approver: string;
}

/** Said wherever the ledger names nobody who ordered or approved: the duties were not tried, and nobody shall think they were. */
export const UNTRIED = "Vem som beställt och attesterat framgår inte av filen, så jäv har inte prövats.";

export function isUntried(line: LineDuties): boolean {
	return line.requisitioner.trim() === "" && line.approver.trim() === "";
}
