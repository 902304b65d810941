import { GRADES, type Grade } from "../../../db/schema/report/words.ts";

const ORDER = Object.keys(GRADES) as Grade[];

/** The lowest of some words; null when there is none. */
export function worstGrade(grades: readonly (Grade | null)[]): Grade | null {
	const given = grades.filter((grade) => grade !== null);
	return given.length === 0 ? null : given.reduce((a, b) => (ORDER.indexOf(a) > ORDER.indexOf(b) ? a : b));
}
