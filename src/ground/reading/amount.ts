/**
 * One cell of text → integer öre, by rule and never by parseFloat.
 *
 * Understood: `1234`, `1234,5`, `1234.50`, `1 234,50` (space, U+00A0, U+202F, U+2009 or apostrophe between groups of three),
 * `1.234,50`, `1,234.50`, `1.234.567`; minus as `-`, U+2212 or U+2013 before or after, or parentheses; `kr`, `SEK` or `:-` around it.
 * More than two decimals only when the rest are zeros. `100 200` is one hundred thousand and two hundred.
 *
 * A single mark followed by exactly three digits (`1.234`) can be thousands or decimals. The cell alone cannot tell, so it is
 * answered `ambiguous` until the caller knows the decimal mark of the file; see `DecimalMarks`.
 */
export type DecimalMark = "," | ".";

/** `mark`: the decimal mark this amount proves that the file uses, or null when it proves nothing. Amounts are integer öre. */
export type AmountReading =
	| { kind: "amount"; ore: number; mark: DecimalMark | null }
	| { kind: "ambiguous" }
	| { kind: "refused"; reason: string; foreign?: ForeignAmount };

/** An amount in another currency: its mark as it stands, and the text without it. */
interface ForeignAmount {
	currency: string;
	bare: string;
}

const OTHER_CURRENCY = /(?:^|[^a-zåäö])(?:eur|usd|nok|dkk|gbp|chf|isk|jpy|euro)(?:$|[^a-zåäö])|[€$£¥]/i;

/** Reads one amount. `mark` is the decimal mark of the file when it is known; it only settles ambiguous amounts. */
export function readAmount(text: string, mark: DecimalMark | null): AmountReading {
	// No amount is that long, and the expressions below are only meant for short texts.
	if (text.length > 64) return unreadable(text);
	return readPlain(text) ?? readWritten(text, mark);
}

/** The common case, `-?digits` with at most two decimals, without a regular expression: a million lines pass here. */
function readPlain(text: string): AmountReading | null {
	let at = text.charCodeAt(0) === 45 ? 1 : 0;
	const negative = at === 1;
	const length = text.length;
	if (length - at > 13) return null;
	let value = 0;
	const first = at;
	for (; at < length; at += 1) {
		const digit = text.charCodeAt(at) - 48;
		if (digit < 0 || digit > 9) break;
		value = value * 10 + digit;
	}
	if (at === first) return null;
	if (at === length) return amount(negative, value * 100, null);
	const mark = text[at];
	const decimals = length - at - 1;
	if ((mark !== "," && mark !== ".") || decimals < 1 || decimals > 2) return null;
	const tens = text.charCodeAt(at + 1) - 48;
	const ones = decimals === 2 ? text.charCodeAt(at + 2) - 48 : 0;
	if (tens < 0 || tens > 9 || ones < 0 || ones > 9) return null;
	return amount(negative, value * 100 + tens * 10 + ones, mark);
}

function readWritten(text: string, mark: DecimalMark | null): AmountReading {
	let body = text
		.trim()
		.replace(/[\u2212\u2013]/g, "-")
		.replace(/[\u00a0\u202f\u2009]/g, " ")
		.replaceAll("\u2019", "'");
	if (body === "") return refused("Beloppet saknas.");
	const currency = OTHER_CURRENCY.exec(body)?.[0];
	if (currency) return foreign(text, currency, body);
	body = body.replace(/^(?:sek|kr\.?) ?(?=[-+(\d.,])/i, "").replace(/(?<=[\d)-]) ?(?:sek|kr\.?|:-)$/i, "");
	const signed =
		/^(?:\((?<credit>[^()]+)\)|(?<sign>[-+]) ?(?<after>[^-+]+)|(?<before>[^-+()]+?) ?-|(?<bare>[^-+()]+))$/.exec(
			body,
		)?.groups;
	if (!signed) return unreadable(text);
	const negative = signed.credit !== undefined || signed.before !== undefined || signed.sign === "-";
	const digits = (signed.credit ?? signed.after ?? signed.before ?? signed.bare ?? "").trim();
	const parts = partsOf(digits, mark);
	if (parts === "ambiguous") return { kind: "ambiguous" };
	if (!parts) return unreadable(text);
	const decimals = parts.decimals.replace(/0+$/, "");
	if (decimals.length > 2) return refused(`Beloppet ${shown(text)} har fler än två decimaler.`);
	const ore = parts.whole.length > 15 ? Number.NaN : Number(parts.whole) * 100 + Number(decimals.padEnd(2, "0"));
	if (!Number.isSafeInteger(ore)) return refused(`Beloppet ${shown(text)} är orimligt stort.`);
	return amount(negative, ore, parts.mark);
}

interface Parts {
	whole: string;
	decimals: string;
	mark: DecimalMark | null;
}

/** Splits unsigned digits with marks into kronor and decimals; null when it is no single number. */
function partsOf(digits: string, known: DecimalMark | null): Parts | "ambiguous" | null {
	if (!/^[\d.,' ]*\d$/.test(digits)) return null;
	const last = Math.max(digits.lastIndexOf(","), digits.lastIndexOf("."));
	if (last < 0) return wholeOnly(digits, null);
	const mark = digits[last] as DecimalMark;
	const other: DecimalMark = mark === "," ? "." : ",";
	const before = digits.slice(0, last);
	const decimals = digits.slice(last + 1);
	// 1.234.567: a repeated mark can only be thousands, so the file's decimal mark is the other one.
	if (before.includes(mark)) return before.includes(other) ? null : wholeOnly(digits, other);
	if (!/^\d+$/.test(decimals)) return null;
	if (decimals.length === 3 && /^[1-9]\d{0,2}$/.test(before)) {
		if (known === null) return "ambiguous";
		if (known !== mark) return { whole: before + decimals, decimals: "", mark: null };
		return { whole: before, decimals, mark: null };
	}
	const whole = before === "" ? "0" : ungrouped(before);
	return whole === null ? null : { whole, decimals, mark };
}

function wholeOnly(digits: string, mark: DecimalMark | null): Parts | null {
	const whole = ungrouped(digits);
	return whole === null ? null : { whole, decimals: "", mark };
}

/** Digits with one kind of mark between groups of exactly three, without the marks; null for any other grouping. */
function ungrouped(text: string): string | null {
	if (/^\d+$/.test(text)) return text.replace(/^0+(?=\d)/, "");
	return /^\d{1,3}([ .,'])\d{3}(?:\1\d{3})*$/.test(text) ? text.replace(/\D/g, "") : null;
}

function amount(negative: boolean, ore: number, mark: DecimalMark | null): AmountReading {
	return { kind: "amount", ore: negative && ore !== 0 ? -ore : ore, mark };
}

function foreign(text: string, found: string, body: string): AmountReading {
	const currency = /[a-z]+|[€$£¥]/i.exec(found)![0];
	const reason = `Beloppet ${shown(text)} är inte i svenska kronor.`;
	const bare = body.replace(currency, "").trim();
	return { kind: "refused", reason, foreign: { currency: currency.toUpperCase(), bare } };
}

function refused(reason: string): AmountReading {
	return { kind: "refused", reason };
}

function unreadable(text: string): AmountReading {
	return refused(`Beloppet ${shown(text)} kan inte läsas. En cell ska innehålla ett enda belopp.`);
}

/** A cell's text as it may stand in a sentence: quoted, one line, at most 40 characters. */
export function shown(text: string): string {
	const line = text.replace(/\s+/g, " ").trim();
	return `”${line.length > 40 ? `${line.slice(0, 39)}…` : line}”`;
}
