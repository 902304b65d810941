import { type AmountReading, type DecimalMark, readAmount, shown } from "./amount.ts";

/**
 * The decimal mark of one file, learnt from the amounts that can be read in only one way. Rule:
 * - the first such amount decides how ambiguous amounts (`1.234`) are read;
 * - until one is seen, ambiguous amounts wait (`undecided`);
 * - once an ambiguous amount has been read by the mark, an amount that proves the other mark is refused;
 * - if both marks are proved before that, ambiguous amounts are refused.
 * So no amount is ever read against what the file shows, and a file without ambiguous amounts may mix the two.
 */
export class DecimalMarks {
	#mark: DecimalMark | null;
	#isUsed: boolean;
	#isMixed = false;

	/** A `mark` given by the controller is obeyed from the first line. */
	constructor(mark: DecimalMark | null) {
		this.#mark = mark;
		this.#isUsed = mark !== null;
	}

	/** True while the mark is unknown, so that an ambiguous amount would have to wait. */
	get isUndecided(): boolean {
		return this.#mark === null;
	}

	/** Öre as a number, a Swedish reason as a text, or `undecided` (null). */
	read(text: string): number | string | null {
		let reading: AmountReading = readAmount(text, null);
		if (reading.kind === "ambiguous") {
			if (this.#isMixed) return undecidable(text);
			if (this.#mark === null) return null;
			this.#isUsed = true;
			reading = readAmount(text, this.#mark);
		}
		if (reading.kind === "refused") return reading.reason;
		if (reading.kind === "ambiguous") return undecidable(text);
		if (reading.mark !== null && reading.mark !== this.#mark) {
			if (this.#mark === null) this.#mark = reading.mark;
			else if (this.#isUsed) return otherMark(text, reading.mark);
			else this.#isMixed = true;
		}
		return reading.ore;
	}
}

/** The reason for an amount that may be thousands or decimals in a file that does not show which. */
export function undecidable(text: string): string {
	return `Beloppet ${shown(text)} kan betyda tusental eller decimaler. Skriv det med två decimaler.`;
}

function otherMark(text: string, mark: DecimalMark): string {
	const [used, others] = mark === "," ? ["komma", "punkt"] : ["punkt", "komma"];
	return `Beloppet ${shown(text)} har ${used} som decimaltecken men filens övriga belopp har ${others}.`;
}
