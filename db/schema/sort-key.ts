const LAST_LETTERS: Record<string, string> = { å: "{", ä: "|", æ: "|", ö: "}", ø: "}" };

/**
 * A name as it is sorted and searched: lower case, accents off, and å ä ö after z, where the database's byte order would put ä
 * before å. Both `sort_name` columns and what people search for are written this way.
 */
export function sortKey(name: string): string {
	return name
		.normalize("NFC")
		.trim()
		.toLocaleLowerCase("sv")
		.replace(/[åäæöø]/g, (letter) => LAST_LETTERS[letter]!)
		.normalize("NFD")
		.replace(/\p{M}/gu, "");
}

/** People are sorted by family name: "Anna von Essen" and "von Essen, Anna" as "von essen anna". */
export function personSortKey(name: string): string {
	const [last = "", first, ...more] = name.split(",").map((part) => part.trim());
	if (first && more.length === 0) return sortKey(`${last} ${first}`.replace(/\s+/g, " "));
	const [given, ...family] = name.trim().split(/\s+/);
	return sortKey(`${family.join(" ")} ${given}`);
}
