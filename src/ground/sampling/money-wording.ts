/**
 * What a sample in proportion to the amount shows, said in Swedish: examined, wrong and "at most" always together, kronor before
 * percent, and never a percentage for fewer than 20 drawn. Upper limits are rounded up to whole kronor, lower ones down.
 */
import { confidenceText, upperPercent } from "./wording.ts";

const NBSP = "\u00a0";
const LEAST_FOR_PERCENT = 20;

export type MoneyFinding = {
	/** Invoices in the frozen populations and what they amount to, credit notes left out. */
	population: number;
	populationOre: number;
	examined: number;
	examinedOre: number;
	/** Examined invoices that were too high (or too low), and by how much together. */
	wrong: number;
	wrongOre: number;
	lowerOre: number;
	/** Null where no limit can be said. */
	upperOre: number | null;
	confidence_permille: number;
};

/** Whole kronor, rounded up. */
export function kronorUp(ore: number): string {
	return kronor(Math.ceil(ore / 100));
}

/** Whole kronor, rounded down. */
export function kronorDown(ore: number): string {
	return kronor(Math.floor(ore / 100));
}

/** "62 av 410 fakturor granskades, 14 000 000 kr av 31 000 000 kr. En var för hög, med 4 200 kr: med 95 procents säkerhet …" */
export function overstatementSentence(found: MoneyFinding): string {
	const start = examinedText(found);
	if (found.population === 0 || found.examined === 0) return start;
	const upper = found.upperOre ?? found.populationOre;
	const percent =
		found.examined < LEAST_FOR_PERCENT ? "" : ` (${upperPercent(upper / found.populationOre)} av beloppet)`;
	const least = found.lowerOre > 0 ? `minst ${kronorDown(found.lowerOre)} och ` : "";
	const confidence = confidenceText(found.confidence_permille);
	return `${start} ${wrongText(found, "hög", "höga")}: ${confidence} är ${least}högst ${kronorUp(upper)} för mycket betalt${percent}.`;
}

/** Too little is told by itself, and never taken off from too much. A limit presumes that nothing is more than doubly too low. */
export function understatementSentence(found: MoneyFinding): string {
	if (found.population === 0 || found.examined === 0) return examinedText(found);
	const said = wrongText(found, "låg", "låga");
	if (found.upperOre === null)
		return `${said}. Det räknas för sig och dras aldrig av. Någon faktura är mer än dubbelt för låg, så någon övre gräns kan inte sägas.`;
	const limit = `${confidenceText(found.confidence_permille)} är högst ${kronorUp(found.upperOre)} för lite betalt, om ingen faktura är mer än dubbelt för låg`;
	return `${said}: ${limit}. Det räknas för sig och dras aldrig av.`;
}

function examinedText({ population, populationOre, examined, examinedOre }: MoneyFinding): string {
	if (population === 0) return "Det fanns inga fakturor att granska.";
	const all = examined === population ? "Alla " : "";
	const of = examined === population ? "" : ` av ${count(population)}`;
	const amounts =
		examined === population ? kronorDown(examinedOre) : `${kronorDown(examinedOre)} av ${kronorDown(populationOre)}`;
	return `${all}${count(examined)}${of} fakturor granskades, ${amounts}.`;
}

function wrongText({ wrong, wrongOre }: MoneyFinding, one: string, many: string): string {
	if (wrong === 0) return `Ingen var för ${one}`;
	return `${wrong === 1 ? `En var för ${one}` : `${count(wrong)} var för ${many}`}, med ${kronorDown(wrongOre)}`;
}

function count(n: number): string {
	return String(n).replace(/\B(?=(\d{3})+$)/g, NBSP);
}

function kronor(whole: number): string {
	return `${count(whole)}${NBSP}kr`;
}
