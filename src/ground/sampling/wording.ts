/**
 * What a sample shows, said in Swedish. Counts before percent; examined, deviating and "at most" always together; never
 * "95 % of the purchases are right", never a percentage for a month or for fewer than 20. Upper limits are rounded up to
 * 0,1 %, lower ones down. Numbers as in the rest of the product: decimal comma, U+00A0 between thousands and before %.
 */
import { MONTHS } from "../calendar/months.ts";
import type { Verdict } from "./verdict.ts";

/** What was examined, in the plural, with its gender: inköp is neuter ("ett"), fakturor common ("en"). */
export type Noun = { plural: string; gender: "neuter" | "common" };

/** A kind of deviation: how many, and a predicate such as "saknade syfte". */
export type Finding = { count: number; text: string };

const NBSP = "\u00a0";
const PURCHASES: Noun = { plural: "inköp", gender: "neuter" };
const WORDS = ["noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"];
const LEAST_FOR_PERCENT = 20;

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
	support: "Stöd",
	insufficient: "Otillräckligt underlag",
	shown_deficiency: "Visad brist",
	not_tested: "Inte prövad",
};

/** An upper limit as "4,9 %": rounded up to 0,1 (a share exact to nine digits is not pushed up), at most 100 %. */
export function upperPercent(share: number): string {
	return percent(upperPermille(share));
}

export function upperPermille(share: number): number {
	return Math.min(1000, Math.ceil(share * 1000 - 1e-9));
}

/** A lower limit as "1,2 %": rounded down to 0,1. */
export function lowerPercent(share: number): string {
	return percent(lowerPermille(share));
}

export function lowerPermille(share: number): number {
	return Math.max(0, Math.floor(share * 1000 + 1e-9));
}

/**
 * A month: "I januari granskades 5 av 43 inköp. Ett saknade syfte. Fem räcker för att hitta och rätta fel, inte för att
 * säga hur vanligt felet är." Never a percentage. `month` is YYYY-MM. Throws RangeError for another month or bad counts.
 */
export function monthSentence(month: {
	month: string;
	population: number;
	examined: number;
	findings: readonly Finding[];
	noun?: Noun;
}): string {
	const { population, examined, findings, noun = PURCHASES } = month;
	const name = /^\d{4}-(0[1-9]|1[0-2])$/.test(month.month) ? MONTHS[Number(month.month.slice(5)) - 1] : undefined;
	if (name === undefined) throw new RangeError("Månaden ska skrivas som 2026-01.");
	requireCounts(population, examined, findings);
	if (population === 0) return `I ${name} fanns inga ${noun.plural} att granska.`;
	if (examined === 0) return `I ${name} granskades ${word(0, noun)} av ${integer(population)} ${noun.plural}.`;
	const all = examined === population;
	const share = all ? `alla ${integer(population)}` : `${integer(examined)} av ${integer(population)}`;
	const sentences = [`I ${name} granskades ${share} ${noun.plural}.`, ...findingSentences(findings, noun)];
	if (!all) {
		const enough = capital(word(examined, noun));
		sentences.push(`${enough} räcker för att hitta och rätta fel, inte för att säga hur vanligt felet är.`);
	}
	return sentences.join(" ");
}

/**
 * A tertial or year: "60 slumpvis valda av 612 granskades. Inget saknade behörig attest: med 95 procents säkerhet gäller
 * det högst 4,9 %, det vill säga högst 29 inköp." Bounds are shares 0–1 and whole counts, one-sided at `risk`; `lower` is
 * said only when given and above zero. Under 20 examined only counts are said. Throws RangeError for bad counts.
 */
export function periodSentence(period: {
	population: number;
	examined: number;
	finding: Finding;
	risk: number;
	upper: { share: number; count: number };
	lower?: { share: number; count: number };
	noun?: Noun;
}): string {
	const { population, examined, finding, risk, upper, lower, noun = PURCHASES } = period;
	requireCounts(population, examined, [finding]);
	if (!(risk > 0 && risk < 1)) throw new RangeError("Risken ska ligga mellan 0 och 1.");
	if (population === 0) return `Det fanns inga ${noun.plural} att granska.`;
	if (examined === 0) return `${capital(word(0, noun))} av ${integer(population)} ${noun.plural} granskades.`;
	const found = `${capital(word(finding.count, noun))} ${finding.text}`;
	if (examined === population) return `Alla ${integer(population)} ${noun.plural} granskades. ${found}.`;
	const chosen = examined === 1 ? "slumpvis vald" : "slumpvis valda";
	const said = lower !== undefined && lower.count > 0 && Math.floor(lower.share * 1000) > 0 ? lower : undefined;
	const counts = `${said ? `minst ${integer(said.count)} och ` : ""}högst ${integer(upper.count)} ${noun.plural}`;
	const shares = `${said ? `minst ${lowerPercent(said.share)} och ` : ""}högst ${upperPercent(upper.share)}`;
	const bound = examined < LEAST_FOR_PERCENT ? counts : `${shares}, det vill säga ${counts}`;
	const start = `${integer(examined)} ${chosen} av ${integer(population)} granskades.`;
	return `${start} ${found}: med ${confidence(risk)} procents säkerhet gäller det ${bound}.`;
}

function findingSentences(findings: readonly Finding[], noun: Noun): string[] {
	const found = findings.filter((finding) => finding.count > 0);
	if (found.length === 0) return ["Inga avvikelser hittades."];
	return found.map((finding) => `${capital(word(finding.count, noun))} ${finding.text}.`);
}

function requireCounts(population: number, examined: number, findings: readonly Finding[]): void {
	const counts = [population, examined, ...findings.map((finding) => finding.count)];
	if (!counts.every((count) => Number.isSafeInteger(count) && count >= 0))
		throw new RangeError("Antalen ska vara heltal från 0.");
	if (examined > population) throw new RangeError("Fler är granskade än som finns.");
	if (findings.some((finding) => finding.count > examined)) throw new RangeError("Fler avviker än som granskats.");
}

/** inget/ingen, ett/en, två … tolv, then figures. */
function word(count: number, noun: Noun): string {
	if (count === 0) return noun.gender === "neuter" ? "inget" : "ingen";
	if (count === 1) return noun.gender === "neuter" ? "ett" : "en";
	return WORDS[count] ?? integer(count);
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

function integer(count: number): string {
	return String(count).replace(/\B(?=(\d{3})+$)/g, NBSP);
}

/** Tenths of a percent as "4,9 %"; a full hundred without decimals. */
function percent(tenths: number): string {
	if (tenths === 1000) return `100${NBSP}%`;
	return `${Math.floor(tenths / 10)},${tenths % 10}${NBSP}%`;
}

/** "med 95 procents säkerhet". Confidence in thousandths. */
export function confidenceText(permille: number): string {
	return `med ${confidence((1000 - permille) / 1000)} procents säkerhet`;
}

/** 1 − risk in percent with at most one decimal, rounded down: "95", "97,5". */
function confidence(risk: number): string {
	const tenths = Math.floor((1 - risk) * 1000 + 1e-9);
	return tenths % 10 === 0 ? String(tenths / 10) : `${Math.floor(tenths / 10)},${tenths % 10}`;
}
