/**
 * What came in place of a law that plans cite, and from which day. A plan belongs to its year: 2024 keeps lag (2018:1174), and the plan
 * that is carried into 2026 cites cybersäkerhetslagen (2025:1506), in force from 15 January 2026. The longest wording comes first.
 */
const REPLACED = [
	{ was: "NIS-reglerna (lag 2018:1174)", now: "cybersäkerhetslagen (2025:1506)", from: "2026-01-15" },
	{ was: "lagen (2018:1174)", now: "cybersäkerhetslagen (2025:1506)", from: "2026-01-15" },
	{ was: "lag (2018:1174)", now: "cybersäkerhetslagen (2025:1506)", from: "2026-01-15" },
	{ was: "lag 2018:1174", now: "cybersäkerhetslagen (2025:1506)", from: "2026-01-15" },
] as const;

/** The text with the laws that hold in the plan's year. */
export function lawfulText(text: string, year: number): string {
	return REPLACED.filter(({ from }) => from <= `${year}-12-31`).reduce(
		(told, { was, now }) => told.replaceAll(was, now),
		text,
	);
}

/** The texts of a row as they read in that year. */
export function lawful<K extends string>(row: Record<K, string>, texts: readonly K[], year: number): Record<K, string> {
	return Object.fromEntries(texts.map((text) => [text, lawfulText(row[text], year)])) as Record<K, string>;
}
