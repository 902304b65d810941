import {
	FREQUENCIES,
	type Frequency,
	MEASURE_KINDS,
	type MeasureKind,
	MEASURE_STATUSES,
	type MeasureStatus,
	POPULATION_KINDS,
	REQUIREMENTS,
	type Requirement,
	RISK_SCOPES,
	type RiskScope,
	TREATMENTS,
	type Treatment,
} from "../../../db/schema/vocabulary.ts";
import { lastDayOfMonth } from "../../ground/calendar/civil-date.ts";
import { readDate } from "../../ground/reading/date.ts";

const small = (text: string) => text.toLocaleLowerCase("sv");

/** The key of a word of a vocabulary; undefined for what is none of them. */
function keyOf<T extends Record<string, string>>(words: T, text: string): (keyof T & string) | undefined {
	return Object.keys(words).find((key) => small(words[key]!) === small(text));
}

export const scopeOf = (text: string): RiskScope | undefined => keyOf(RISK_SCOPES, text);
export const kindOf = (text: string): MeasureKind | undefined => keyOf(MEASURE_KINDS, text);
export const populationOf = (text: string) => keyOf(POPULATION_KINDS, text);

export function statusOf(text: string): MeasureStatus | undefined {
	const known: [RegExp, MeasureStatus][] = [
		[/^(ej|inte) (på)?börja/, "not_started"],
		[/^(pågår|pågående|påbörja)/, "ongoing"],
		[/^(genomförd|klar|avslutad|utförd)/, "done"],
	];
	return keyOf(MEASURE_STATUSES, text) ?? known.find(([words]) => words.test(small(text)))?.[1];
}

export function treatmentOf(text: string): Treatment | undefined {
	const known: [RegExp, Treatment][] = [
		[/^accept/, "accept"],
		[/^(åtgärda|reducera|minska|begränsa|hantera)/, "treat"],
		[/^(kontroll|övervaka|bevaka)/, "control"],
	];
	return keyOf(TREATMENTS, text) ?? known.find(([words]) => words.test(small(text)))?.[1];
}

/** "c, d" or "c) Styrande dokument …" → letters; undefined when it is something else. */
export function requirementsOf(text: string): Requirement[] | undefined {
	// a run of blanks is one, as below it would be walked from each of its line breaks (T58)
	const said = small(text).replace(/\s+/g, (blanks) => (blanks.includes("\n") ? "\n" : " "));
	const listed = said.split(/[\s,;/+&]+|\boch\b/).filter((part) => part !== "");
	const plain = listed.every((part) => /^[a-e][).]?$/.test(part));
	const letters = plain
		? listed.map((part) => part[0]!)
		: [...said.matchAll(/(?:^|[\n,;]\s*)([a-z])[).:]\s/g)].map(([, letter]) => letter!);
	if (letters.length === 0 || letters.some((letter) => !Object.hasOwn(REQUIREMENTS, letter))) return undefined;
	return [...new Set(letters as Requirement[])].sort();
}

/** "3", "3 – Möjlig" or a word of the plan's scale → the step as the file says it. */
export function stepOf(text: string, words: readonly string[]): number | undefined {
	const digits = /^\s*(\d{1,2})(?:[.,]0+)?\s*(?:$|(?:[–\-]|\.)(?!\s*\d)|[:)=(]|\p{L}|\s\p{L})/u.exec(text)?.[1];
	if (digits) return Number(digits) >= 1 ? Number(digits) : undefined;
	const at = words.findIndex((word) => small(word) === small(text.trim()));
	return at < 0 ? undefined : at + 1;
}

/** "3 x 4 = 12", "12 (3*4)" and "S3 K4": both steps in one cell, the likelihood first as the value is always written. */
export function pairOf(text: string): { likelihood: number; impact: number } | undefined {
	if (text.length > 40) return undefined;
	const pair =
		/(?<!\d|[x×*]\s{0,3})([1-9]\d?)\s*[x×*]\s*([1-9]\d?)(?!\d|\s*[x×*])/i.exec(text) ??
		/\bs\s*[=:]?\s*([1-9]\d?)\s*[,;/]?\s*k\s*[=:]?\s*([1-9]\d?)(?!\d)/i.exec(text);
	return pair ? { likelihood: Number(pair[1]), impact: Number(pair[2]) } : undefined;
}

/** "(1–5)" in a heading tells the scale before any value does. */
export function scaleInHeading(heading: string): number {
	return Number(/\b1\s*[-–—]\s*(\d{1,2})\b/.exec(heading)?.[1] ?? 0);
}

const FREQUENCY_WORDS: [RegExp, Frequency][] = [
	[/\b(månad\w*|varje månad|månatlig\w*|12 g(å)?n?g\w*)\b|^mån$/, "monthly"],
	[/\b(kvartal\w*|4 g(å)?n?g\w*|fyra gånger)\b/, "quarterly"],
	[/\b(tertial\w*|3 g(å)?n?g\w*|tre gånger)\b/, "tertial"],
	[/\bhalv ?år|\b(2 g(å)?n?g\w*|två gånger)/, "half_year"],
	[/(^|\s)(år|åre?t|årlig\w*|årsvis\w*|1 g(å)?n?g\w*|en gång)(\s|\/|\.|$)|\/år$/, "yearly"],
	[/^(vid behov|ad ?hoc)$/, "ad_hoc"],
];

/** How often; undefined for what has no occasions to plan, such as "löpande" and "dagligen". */
export function frequencyOf(text: string): Frequency | undefined {
	const said = small(text).replace(/\s+/g, " ").trim();
	const exact = keyOf(FREQUENCIES, text);
	if (exact) return exact;
	if (said.length > 60 || /vecka|daglig|löpande|kontinuerlig|varannan|var (tredje|fjärde)/.test(said)) return undefined;
	if (/([2-9]|två|tre|fyra)\b.*månad|(kvartal|tertial)\s*\d/.test(said)) return undefined;
	return FREQUENCY_WORDS.find(([words]) => words.test(said))?.[1];
}

const MONTHS = [
	"januari",
	"februari",
	"mars",
	"april",
	"maj",
	"juni",
	"juli",
	"augusti",
	"september",
	"oktober",
	"november",
	"december",
];

/** The day something shall be done: a date, or the last day of a month, quarter, tertial or year. */
export function dueOn(text: string, year: number): string | undefined {
	const said = small(text)
		.replace(/^(senast|klart?|före|till|den)\s+/g, "")
		.trim();
	const day = readDate(said);
	if (day) return day;
	const stated = /\b(20\d\d)\b/.exec(said)?.[1];
	const of = Number(stated ?? year);
	const month = monthIn(said, of);
	if (month) return month;
	const quarter = /^(?:q|kv\.?|kvartal)\s?([1-4])(?:\W+20\d\d)?$/.exec(said)?.[1];
	if (quarter) return lastDay(of, Number(quarter) * 3);
	const tertial = /^(?:t|tertial)\s?([1-3])(?:\W+20\d\d)?$/.exec(said)?.[1];
	if (tertial) return lastDay(of, Number(tertial) * 4);
	if (/^20\d\d$/.test(said) || /^(årets slut|helår(et)?)( 20\d\d)?$/.test(said)) return lastDay(of, 12);
	return /^(delår(et)?|halvår(et|sskiftet)?)( 20\d\d)$/.test(said) ? lastDay(of, 6) : undefined;
}

function monthIn(said: string, year: number): string | undefined {
	const numbered = /^(20\d\d)[-/. ](\d{1,2})$/.exec(said);
	if (numbered) return monthOk(Number(numbered[2])) ? lastDay(Number(numbered[1]), Number(numbered[2])) : undefined;
	const named = /^(?:(\d{1,2})(?::e)?\s+)?([a-zåäö]{3,9})\.?(?:\s+(20\d\d))?$/.exec(said);
	const at = named ? MONTHS.findIndex((month) => month.startsWith(named[2]!)) + 1 : 0;
	if (at === 0 || !named) return undefined;
	if (!named[1]) return lastDay(year, at);
	return readDate(`${year}-${String(at).padStart(2, "0")}-${named[1].padStart(2, "0")}`) ?? undefined;
}

const monthOk = (month: number) => month >= 1 && month <= 12;

function lastDay(year: number, month: number): string {
	return `${year}-${String(month).padStart(2, "0")}-${lastDayOfMonth(year, month)}`;
}
