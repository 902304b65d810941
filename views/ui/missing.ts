import { MISSING } from "../../db/schema/missing.ts";

/** What one does with a control that is to be filled in. */
export type Act = "Skriv" | "Välj" | "Ange";

/** Words that take an article: "Skriv en rubrik". */
const ARTICLES: Readonly<Record<string, string>> = {
	rubrik: "en rubrik",
	beskrivning: "en beskrivning",
	kommentar: "en kommentar",
	motivering: "en motivering",
	slutsats: "en slutsats",
	fråga: "en fråga",
	fil: "en fil",
	åtgärd: "en åtgärd",
	namn: "ett namn",
	skäl: "ett skäl",
	datum: "ett datum",
	beslut: "ett beslut",
	svar: "ett svar",
	resultat: "ett resultat",
	lösenord: "ett lösenord",
};
/** Labels that are no nouns, and are named by their own words. */
const NO_NOUN = /^(klar|klart|gäller|börjar|slutar|från|till|senast|ställs|görs)\b/i;

/** "Välj verksamhet", "Skriv en rubrik", "Svara på frågan ”Vad är fel?”": the field's own label, with what to do about it. */
export function missingText(label: string, act: Act): string {
	if (label.endsWith("?")) return `Svara på frågan ”${label}”`;
	if (NO_NOUN.test(label)) return `${act} ”${label}”`;
	const [first = "", second = ""] = label;
	const isName = first !== first.toLowerCase() && second !== second.toLowerCase();
	const word = isName ? label : `${first.toLowerCase()}${label.slice(1)}`;
	return `${act} ${ARTICLES[word] ?? word}`;
}

/** An error as its field says it. */
export function saidAt(error: string, label: string, act: Act): string {
	return error.startsWith(MISSING) ? missingText(label, act) : error;
}

/** What is missing has no field on the page: the form was another when it was opened. */
const NOT_HERE = "Sidan har ändrats sedan du öppnade den. Ladda om den och försök igen.";

const LINK = new RegExp(`<a href="#([\\w-]+)">${MISSING.replace(".", "\\.")}</a>`, "g");

/** A page whose summaries name what is missing as the field below does. */
export function namedInSummaries(html: string): string {
	if (!html.includes(MISSING)) return html;
	const named = html.replace(LINK, (_link, id: string) => {
		const said = new RegExp(`id="${id}-fel"><span class="sr-only">Fel: </span>([^<]*)</p>`).exec(html)?.[1];
		return said ? `<a href="#${id}">${said}</a>` : NOT_HERE;
	});
	return named.replaceAll(MISSING, NOT_HERE);
}
