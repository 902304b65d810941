/** "(Regionövergripande, Revisionsrapport 2023:4)" last or first in a text, and a line or a beginning of such words alone. */
const BRACKETS = /^\s*[([]([^()[\]]{1,120})[)\]][:.]?\s*|\s*[([]([^()[\]]{1,120})[)\]]\.?\s*$/gu;
const BEGINS = /^\s*(regionövergripande(?: risk| åtgärd)?|revisionsrapport[^:\n]{0,40})\s*[:–—]\s+/iu;
const REGION = /^regionövergripande(?: risk| åtgärd)?$/iu;
const AUDIT = /^revisionsrapport\b.{0,80}$/iu;

export interface Marked {
	text: string;
	region: boolean;
	/** "Revisionsrapport", with what the file says of it; null when the text does not name one. */
	audit: string | null;
}

/** What the text says of scope and origin. Words that stand by themselves are taken out; in a sentence they stay, and count. */
export function marksIn(text: string): Marked {
	const found: Marked = { text, region: false, audit: null };
	const take = (words: string): boolean => {
		const parts = words.split(/[,;/&]|\s+och\s+/u).map((part) => part.trim());
		if (parts.length === 0 || !parts.every((part) => REGION.test(part) || AUDIT.test(part))) return false;
		for (const part of parts) {
			if (REGION.test(part)) found.region = true;
			else found.audit ??= part;
		}
		return true;
	};
	// runs of blanks would be gone through once for every blank in them
	const lines = text
		.replace(/[^\S\n]+/g, " ")
		.split("\n")
		.filter((line) => line.trim() !== "" && !take(line.replace(/[.*]{1,5}$/, "").trim()));
	const bare = lines
		.join("\n")
		.replace(BRACKETS, (whole, first: string | undefined, last: string | undefined) =>
			take((first ?? last ?? "").trim()) ? " " : whole,
		)
		.replace(BEGINS, (whole, words: string) => (take(words.trim()) ? "" : whole))
		.trim();
	// a text that is nothing but the words keeps them
	if (bare !== "") found.text = bare;
	if (/\bregionövergripande\b/iu.test(text)) found.region = true;
	if (/revisionsrapport/iu.test(text)) found.audit ??= "Revisionsrapport";
	return found;
}
