import { DECIMALS, MONEY, type WrittenIn } from "../../../db/schema/report/governance-numbers.ts";
import { type DecimalMark, readAmount } from "../../ground/reading/amount.ts";
import { undecidable } from "../../ground/reading/decimal-marks.ts";

/** More than any region has; a larger number is a typing error. */
const MOST = 1_000_000_000_000_00;

export type NumberReading = { value: number } | { reason: string };

/** One written number → whole öre or hundredths, by digits and never as a fraction. `mark` is the decimal mark of a form or file. */
export function readNumber(
	text: string,
	unit: string,
	mark: DecimalMark = ",",
	written: WrittenIn = "mnkr",
): NumberReading {
	const places = unit === MONEY ? DECIMALS[written] : 2;
	const value = plainNumber(text, mark, places) ?? amountIn(text, mark, places);
	if (typeof value === "string") return { reason: value };
	if (value === null) return { reason: "Skriv ett tal, till exempel 77,5. En cell ska innehålla ett enda tal." };
	return Math.abs(value) <= MOST ? { value } : { reason: "Talet är orimligt stort." };
}

/** Digits and at most one mark, where the decimals are no more than what is stored. */
function plainNumber(text: string, mark: DecimalMark, places: number): number | null {
	const bare = text.replace(/[\s\u00a0\u202f]/g, "").replace("\u2212", "-");
	const found = /^(-?)(\d{1,12})(?:([.,])(\d{1,16}))?$/.exec(bare);
	if (!found || (found[3] !== undefined && found[3] !== mark)) return null;
	const decimals = (found[4] ?? "").replace(/0+$/, "");
	if (decimals.length > places) return null;
	const size = Number(found[2]! + decimals.padEnd(places, "0"));
	return found[1] && size > 0 ? -size : size;
}

function amountIn(text: string, mark: DecimalMark, places: number): number | string | null {
	const reading = readAmount(text, mark);
	if (reading.kind === "ambiguous") return undecidable(text);
	return reading.kind === "amount" ? reading.ore * 10 ** (places - 2) : null;
}
