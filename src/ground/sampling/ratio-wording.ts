/** What a sample shows of a question that does not apply to every item, said in Swedish. */
import { boundsText, capital, examinedText, integer, isWhole, LEAST_FOR_PERCENT } from "./wording.ts";
import { projectedText, requireShown, type Shown, unknownText, WORDS } from "./wording.ts";

/** `upper` is null when no drawn item was applicable; `enough` when the answers support a verdict. */
export type RatioShown = Omit<Shown, "upper"> & {
	applicable: number;
	no: number;
	upper: Shown["upper"] | null;
	enough: boolean;
};

/**
 * "290 slumpvis valda av 3 480 granskades. Frågan gällde 12 av de 290. Ingen av dem fick Nej. Tolv räcker inte för ett omdöme."
 * Under 20 applicable only counts are said. Throws RangeError for bad counts.
 */
export function ratioSentence(ratio: RatioShown): string {
	const { applicable, no, enough } = ratio;
	const shown: Shown = { ...ratio, upper: ratio.upper ?? { share: 1, count: ratio.population } };
	requireShown(shown, { count: no, text: "" });
	const start = `${examinedText(shown)} Frågan gällde ${applicable === 0 ? "ingen" : integer(applicable)} av de ${integer(ratio.examined)}`;
	if (ratio.upper === null) return `${start}, och är inte prövad.${unknownText(shown)}`;
	const found = `${start}. ${capital(numberOf(no))} av dem fick Nej`;
	if (isWhole(shown)) return `${found}.`;
	if (applicable < LEAST_FOR_PERCENT && !enough)
		return `${found}. ${capital(numberOf(applicable))} räcker inte för ett omdöme.${unknownText(shown)}`;
	const bounds = boundsText(shown, " av dem som frågan gäller", applicable);
	return `${found}${projectedText(shown, no)}: ${bounds}.${unknownText(shown)}`;
}

/** ingen, en, två … tolv, then figures. */
function numberOf(count: number): string {
	if (count === 0) return "ingen";
	return count === 1 ? "en" : (WORDS[count] ?? integer(count));
}
