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
	/** What the errors found amount to in the examined periods; null when nothing is examined. */
	projectedOre: number | null;
	/** How much of the upper limit comes from invoices that are not examined. */
	unexaminedOre: number;
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

/**
 * "62 av 410 fakturor granskades, 14 000 000 kr av 31 000 000 kr. I de granskade var 43 220 kr för mycket. Räknat på alla granskade
 * perioders fakturor motsvarar det ungefär 350 000 kr, och med 95 procents säkerhet högst 6 990 807 kr."
 */
export function overstatementSentence(found: MoneyFinding): string {
	const start = examinedText(found);
	if (found.population === 0 || found.examined === 0) return start;
	const upper = found.upperOre ?? found.populationOre;
	const percent =
		found.examined < LEAST_FOR_PERCENT ? "" : ` (${upperPercent(upper / found.populationOre)} av beloppet)`;
	const limits = `${limitsText(found, upper)}${percent}`;
	const waiting = unexaminedText(found);
	if (found.wrong === 0) return `${start} Ingen var för hög: ${limits} för mycket betalt${waiting}.`;
	const wrong = `I de granskade var ${kronorDown(found.wrongOre)} för mycket.`;
	if (found.projectedOre === null) return `${start} ${wrong}`;
	return `${start} ${wrong} ${projectedText(found.projectedOre)}, och ${limits}${waiting}.`;
}

/** Too little is told by itself, and never taken off from too much. A limit presumes that nothing is more than doubly too low. */
export function understatementSentence(found: MoneyFinding): string {
	if (found.population === 0 || found.examined === 0) return examinedText(found);
	const said = wrongText(found, "låg", "låga");
	if (found.upperOre === null)
		return `${said}. Det räknas för sig och dras aldrig av. Någon faktura är mer än dubbelt för låg, så någon övre gräns kan inte sägas.`;
	const about = found.wrong > 0 && found.projectedOre !== null ? `. ${projectedText(found.projectedOre)}` : "";
	const limit = `${confidenceText(found.confidence_permille)} är högst ${kronorUp(found.upperOre)} för lite betalt, om ingen faktura är mer än dubbelt för låg${unexaminedText(found)}`;
	return `${said}${about}: ${limit}. Det räknas för sig och dras aldrig av.`;
}

/** The limits are each one-sided: with both, each is said to hold by itself. */
function limitsText({ lowerOre, wrong, confidence_permille }: MoneyFinding, upper: number): string {
	const confidence = confidenceText(confidence_permille);
	const verb = wrong === 0 ? " är" : "";
	if (lowerOre <= 0) return `${confidence}${verb} högst ${kronorUp(upper)}`;
	return `var för sig ${confidence}${verb} minst ${kronorDown(lowerOre)} och högst ${kronorUp(upper)}`;
}

/** About as many kronor, in two digits: an estimate is not said to the krona. */
function projectedText(ore: number): string {
	const whole = Math.round(ore / 100);
	const step = 10 ** Math.max(0, String(whole).length - 2);
	return `Räknat på alla granskade perioders fakturor motsvarar det ungefär ${kronor(Math.round(whole / step) * step)}`;
}

function unexaminedText({ unexaminedOre }: MoneyFinding): string {
	return unexaminedOre > 0 ? `, varav ${kronorUp(unexaminedOre)} för fakturor som inte är granskade än` : "";
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
