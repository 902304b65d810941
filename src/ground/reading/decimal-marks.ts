import { type AmountReading, type DecimalMark, readAmount, shown } from "./amount.ts";

/** Svenska kronor, whether the amounts say so or not. */
const KRONOR = "SEK";

/**
 * The decimal mark of one file, learnt from the amounts that can be read in only one way. Rule:
 * - the first such amount decides how ambiguous amounts (`1.234`) are read;
 * - until one is seen, ambiguous amounts wait (`undecided`);
 * - once an ambiguous amount has been read by the mark, an amount that proves the other mark is refused;
 * - if both marks are proved before that, ambiguous amounts are refused.
 * So no amount is ever read against what the file shows, and a file without ambiguous amounts may mix the two.
 *
 * Amounts with another currency's mark wait in the same way. The first amount without one shows that the file is in kronor, and
 * they are refused; a file where every amount has the same mark is read in that currency, and the controller is told.
 */
export class DecimalMarks {
	#mark: DecimalMark | null;
	#isUsed: boolean;
	#isMixed = false;
	/** Null while only amounts with another currency's mark have been seen. */
	#currency: string | null = null;
	readonly #foreign = new Set<string>();

	/** A `mark` given by the controller is obeyed from the first line. */
	constructor(mark: DecimalMark | null) {
		this.#mark = mark;
		this.#isUsed = mark !== null;
	}

	/** True while the mark is unknown, so that an ambiguous amount would have to wait. */
	get isUndecided(): boolean {
		return this.#mark === null;
	}

	/** Another currency that the whole file is in, or null for kronor. */
	get currency(): string | null {
		return this.#currency === KRONOR ? null : this.#currency;
	}

	/** True while amounts of another currency wait for an amount in kronor to show up. */
	get awaitsCurrency(): boolean {
		return this.#currency === null && this.#foreign.size > 0;
	}

	/** Decides the currency from what has been seen, when no more can be waited for. */
	settleCurrency(): void {
		const [only] = this.#foreign;
		this.#currency ??= this.#foreign.size === 1 ? only! : KRONOR;
	}

	/** Öre as a number, a Swedish reason as a text, or `undecided` (null). */
	read(text: string): number | string | null {
		let reading: AmountReading = readAmount(text, null);
		if (reading.kind === "refused" && reading.foreign) {
			const { currency, bare } = reading.foreign;
			if (this.#currency === null) {
				this.#foreign.add(currency);
				return null;
			}
			if (this.#currency !== currency) return reading.reason;
			reading = readAmount(bare, null);
		} else if (reading.kind !== "refused" && this.currency !== null && !isZero(reading)) {
			return `Beloppet ${shown(text)} saknar valuta men filens övriga belopp är i ${this.currency}.`;
		} else if (reading.kind !== "refused" && !isZero(reading)) this.#currency = KRONOR;
		return this.#byMark(reading, text);
	}

	#byMark(first: AmountReading, text: string): number | string | null {
		let reading = first;
		if (reading.kind === "ambiguous") {
			if (this.#isMixed) return undecidable(text);
			if (this.#mark === null) return null;
			this.#isUsed = true;
			reading = readAmount(text.replace(/[€$£¥]/g, "").trim(), this.#mark);
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

function isZero(reading: AmountReading): boolean {
	return reading.kind === "amount" && reading.ore === 0;
}

/** The reason for an amount that may be thousands or decimals in a file that does not show which. */
export function undecidable(text: string): string {
	return `Beloppet ${shown(text)} kan betyda tusental eller decimaler. Skriv det med två decimaler.`;
}

function otherMark(text: string, mark: DecimalMark): string {
	const [used, others] = mark === "," ? ["komma", "punkt"] : ["punkt", "komma"];
	return `Beloppet ${shown(text)} har ${used} som decimaltecken men filens övriga belopp har ${others}.`;
}

export function foreignText(currency: string): string {
	return `Alla belopp är i ${currency}, inte i kronor. De är lästa som de står, och gränsen i kronor jämförs med dem.`;
}

export function undecidableIn(cells: readonly string[]): string {
	return undecidable(cells.find((cell) => /^\D*[1-9]\d{0,2}[.,]\d{3}\D*$/.test(cell)) ?? "");
}
