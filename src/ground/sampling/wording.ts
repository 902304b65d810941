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
export const WORDS = ["noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"];
/** With fewer than this only counts are said. */
export const LEAST_FOR_PERCENT = 20;

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
	support: "Stöd",
	insufficient: "Otillräckligt underlag",
	shown_deficiency: "Visad brist",
	not_tested: "Inte prövad",
};

/** What each verdict says, and does not say. */
export const VERDICT_MEANINGS: Readonly<Record<Verdict, string>> = {
	support: "Andelen fel är, med den angivna säkerheten, lägre än den godtagbara.",
	insufficient: "För få är granskade, eller för många fel är funna, för att säga om andelen är godtagbar.",
	shown_deficiency:
		"Andelen fel är, med den angivna säkerheten, högre än den godtagbara. För en av flera enheter gäller det bara om slumpen inte heller förklarar det bland alla enheterna.",
	not_tested: "Frågan gällde inget av det som granskades.",
};

/** A tertial whose plan draws too few for a verdict, however clean it is. */
export function tooFewText(needed: number): string {
	return `En tertial räcker inte för ett omdöme med den här planen: tidigast efter ${integer(needed)} granskade.`;
}

/** What the confidence of a limit is. */
export function confidenceMeaning(permille: number): string {
	const [of, held] = permille % 10 === 0 ? [100, permille / 10] : [1000, permille];
	return `Metoden är vald så att gränsen ”högst” håller i minst ${integer(held)} fall av ${integer(of)}.`;
}

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

/** What a tertial or year showed. Bounds are shares 0–1 and whole counts, one-sided at `risk`. */
export type Shown = {
	population: number;
	examined: number;
	/** Drawn items of which nothing is known: they count as deviating in the upper bound. */
	unknown?: number;
	/** Of the population, in periods where nothing is examined yet: they count as deviating in the upper bound. */
	unexamined?: number;
	/** The deviations carried over to the `population` of the examined periods. */
	projected?: { count: number; population: number };
	risk: number;
	upper: { share: number; count: number };
	lower?: { share: number; count: number };
	noun?: Noun;
};

/**
 * A tertial or year: "60 slumpvis valda av 612 granskades. Inget saknade behörig attest: med 95 procents säkerhet gäller
 * det högst 4,9 %, det vill säga högst 29 inköp." `lower` is said only when given and above zero, and then each limit is said to
 * hold by itself. Under 20 examined only counts are said. Throws RangeError for bad counts.
 */
export function periodSentence(period: Shown & { finding: Finding }): string {
	const { population, examined, finding, noun = PURCHASES } = period;
	requireShown(period, finding);
	if (population === 0) return `Det fanns inga ${noun.plural} att granska.`;
	if (examined === 0) return `${capital(word(0, noun))} av ${integer(population)} ${noun.plural} granskades.`;
	const found = `${capital(word(finding.count, noun))} ${finding.text}`;
	if (isWhole(period)) return `${examinedText(period)} ${found}.`;
	const projected = projectedText(period, finding.count);
	return `${examinedText(period)} ${found}${projected}: ${boundsText(period, "")}.${unknownText(period)}`;
}

/** What the file itself answers for every item: counted, and nothing estimated. */
export function fileSentence({
	population,
	answered,
	no,
}: {
	population: number;
	answered: number;
	no: number;
}): string {
	const found = `${word(no, PURCHASES)} fick Nej. Det är räknat i filen, utan osäkerhet.`;
	if (answered === population) return `Filen besvarar frågan för alla ${integer(population)} inköp: ${found}`;
	const rest = `Om de andra ${integer(population - answered)} säger filen inget.`;
	return `Filen besvarar frågan för ${integer(answered)} av ${integer(population)} inköp: ${found} ${rest}`;
}

/** Once per page and workbook: "Varje slutsats för sig har 95 procents säkerhet. Av 100 sådana …" */
export function manyConclusions(permille: number): string {
	const [of, wrong] = permille % 10 === 0 ? [100, (1000 - permille) / 10] : [1000, 1000 - permille];
	const most = wrong === 1 ? "en" : (WORDS[wrong] ?? integer(wrong));
	return `Varje slutsats för sig har ${confidence((1000 - permille) / 1000)} procents säkerhet. Av ${integer(of)} sådana slutsatser är i genomsnitt högst ${most} fel.`;
}

/** "60 slumpvis valda av 612 granskades.", "Alla 612 inköp granskades." */
export function examinedText({ population, examined, noun = PURCHASES }: Shown): string {
	if (examined === population) return `Alla ${integer(population)} ${noun.plural} granskades.`;
	const chosen = examined === 1 ? "slumpvis vald" : "slumpvis valda";
	return `${integer(examined)} ${chosen} av ${integer(population)} granskades.`;
}

/** True when everything is known, so that nothing is estimated. */
export function isWhole({ population, examined, unknown = 0 }: Shown): boolean {
	return examined === population && unknown === 0;
}

/** ", vilket motsvarar ungefär 20 av 496 inköp": said before the limit, and only where there are enough to say it by. */
export function projectedText({ examined, unexamined = 0, projected, noun = PURCHASES }: Shown, found: number): string {
	if (found === 0 || projected === undefined || examined < LEAST_FOR_PERCENT) return "";
	const without = unexamined > 0 ? ` (utan de ${integer(unexamined)} som inte är granskade)` : "";
	const count = Math.max(1, Math.round(projected.count));
	return `, vilket motsvarar ungefär ${integer(count)} av ${integer(projected.population)} ${noun.plural}${without}`;
}

/** "med 95 procents säkerhet gäller det högst 4,9 %, det vill säga högst 29 inköp". `of`: what the shares are of, when said. */
export function boundsText(shown: Shown, of: string, counted = shown.examined): string {
	const { risk, upper, lower, unexamined = 0, noun = PURCHASES } = shown;
	const said = lower !== undefined && lower.count > 0 && Math.floor(lower.share * 1000) > 0 ? lower : undefined;
	const waiting = unexamined > 0 ? `, varav ${integer(unexamined)} ${noun.plural} inte är granskade än` : "";
	const counts = `${said ? `minst ${integer(said.count)} och ` : ""}högst ${integer(upper.count)} ${noun.plural}${waiting}`;
	const shares = `${said ? `minst ${lowerPercent(said.share)} och ` : ""}högst ${upperPercent(upper.share)}${of}`;
	const bound = counted < LEAST_FOR_PERCENT ? counts : `${shares}, det vill säga ${counts}`;
	return `${said ? "var för sig " : ""}med ${confidence(risk)} procents säkerhet gäller det ${bound}`;
}

export function unknownText({ unknown = 0 }: Shown): string {
	if (unknown === 0) return "";
	const start =
		unknown === 1 ? "Ett av de dragna saknar" : `${capital(WORDS[unknown] ?? integer(unknown))} av de dragna saknar`;
	return ` ${start} svar, och räknas som Nej i det högsta talet.`;
}

export function requireShown(shown: Shown, finding: Finding): void {
	requireCounts(shown.population, shown.examined, [finding]);
	if (!(shown.risk > 0 && shown.risk < 1)) throw new RangeError("Risken ska ligga mellan 0 och 1.");
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

export function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

export function integer(count: number): string {
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
