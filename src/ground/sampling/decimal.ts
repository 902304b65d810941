/**
 * Rates as exact fractions. In floating point 0.07 is not 7/100, and ceil(0.07·100) gives 8, so a rate is read as the decimal
 * that a person wrote.
 */

/** numerator/denominator in lowest terms not required; denominator > 0. */
export type Fraction = { numerator: bigint; denominator: bigint };

const DECIMAL = /^([+-]?)(\d{1,30})(?:\.(\d{1,30}))?(?:[eE]([+-]?\d{1,2}))?$/;

/** Reads "0.05", 0.05 or 5e-7 exactly. Throws RangeError for anything else, also for more than 30 decimals. */
export function fractionOf(decimal: string | number): Fraction {
	const match = DECIMAL.exec(String(decimal).trim());
	if (match === null) throw new RangeError(`"${String(decimal).slice(0, 40)}" är inte ett decimaltal.`);
	const [, sign, whole, part = "", exponent = "0"] = match;
	const digits = BigInt(whole! + part) * (sign === "-" ? -1n : 1n);
	const shift = Number(exponent) - part.length;
	return shift >= 0
		? { numerator: digits * 10n ** BigInt(shift), denominator: 1n }
		: { numerator: digits, denominator: 10n ** BigInt(-shift) };
}

/** ceil(fraction · count) for a fraction ≥ 0 and a whole count ≥ 0. */
export function ceilTimes({ numerator, denominator }: Fraction, count: number): number {
	const product = numerator * BigInt(count);
	return Number((product + denominator - 1n) / denominator);
}

/** The largest whole n with fraction·n ≤ count, that is floor(count/fraction); Infinity for fraction 0. */
export function floorDivide(count: number, { numerator, denominator }: Fraction): number {
	return numerator === 0n ? Number.POSITIVE_INFINITY : Number((BigInt(count) * denominator) / numerator);
}

/** A rate in (0, 1] (or [0, 1) when zero is allowed) as fraction and number. Throws RangeError otherwise. */
export function rateOf(rate: string | number, name: string, zeroAllowed = false): Fraction & { value: number } {
	const exact = fractionOf(rate);
	const { numerator, denominator } = exact;
	const within = zeroAllowed ? numerator >= 0n && numerator < denominator : numerator > 0n && numerator <= denominator;
	if (!within) throw new RangeError(`${name} ska vara ${zeroAllowed ? "minst 0 och under 1" : "över 0 och högst 1"}.`);
	return { ...exact, value: Number(rate) };
}
