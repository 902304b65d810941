import type { FileWarning } from "./file-warning.ts";

/** What a row of a purchases file can be, beside a purchase. */
type RowName = "title" | "heading" | "sum" | "other_side";

const TEXTS: Readonly<Record<RowName, [one: string, many: (n: number) => string]>> = {
	title: ["Raden står ovanför rubrikraden.", (n) => `${n} rader till står ovanför rubrikraden.`],
	heading: ["Raden upprepar rubrikraden.", (n) => `${n} rader till upprepar rubrikraden.`],
	sum: [
		"Raden är en summarad, inte ett inköp.",
		(n) => `${n} rader till är summarader, inte inköp, och stämmer med raderna ovanför.`,
	],
	other_side: [
		"Raden står på ett konto utanför klass 4–7: den är köpets andra sida, inte en kostnad.",
		(n) => `${n} rader till står på konton utanför klass 4–7 och är inga kostnader.`,
	],
};
/** How many rows of a kind are named one by one. */
const ONE_BY_ONE: Readonly<Record<RowName, number>> = { title: 30, heading: 50, sum: 50, other_side: 5 };

/** Counts the rows that are no purchases, by what they are. */
export class NamedRows {
	count = 0;
	readonly #lines: Record<RowName, number[]> = { title: [], heading: [], sum: [], other_side: [] };
	readonly #more: Record<RowName, number> = { title: 0, heading: 0, sum: 0, other_side: 0 };

	add(name: RowName, line: number): void {
		this.count += 1;
		if (this.#lines[name].length < ONE_BY_ONE[name]) this.#lines[name].push(line);
		else this.#more[name] += 1;
	}

	warnings(): FileWarning[] {
		return (Object.keys(TEXTS) as RowName[]).flatMap((name) => {
			const [one, many] = TEXTS[name];
			const more = this.#more[name];
			return [
				...this.#lines[name].map((line) => ({ line, text: one })),
				...(more > 0 ? [{ line: null, text: many(more) }] : []),
			];
		});
	}
}
