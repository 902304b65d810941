import { ASSESSED, REGION_ANSWERS } from "../../../db/schema/report/words.ts";
import { SEVERITIES, type Severity } from "../../../db/schema/vocabulary.ts";
import { type Change, countOf, gradeText, type ItemSum, KRAV } from "./columns.ts";
import type { BoardLine, Consolidated } from "./read-consolidated.ts";

const SEVERITY_KEYS = Object.keys(SEVERITIES) as Severity[];

/** All boards that have a report, together. */
export function allDeviations(boards: readonly BoardLine[]): Record<Severity, { n: number; open: number }> {
	const sum = (severity: Severity) =>
		boards
			.flatMap(({ report }) => (report ? [countOf(report, severity)] : []))
			.reduce((a, b) => ({ n: a.n + b.n, open: a.open + b.open }), { n: 0, open: 0 });
	return Object.fromEntries(SEVERITY_KEYS.map((severity) => [severity, sum(severity)])) as ReturnType<
		typeof allDeviations
	>;
}

/** Every item of the region over the boards' reports: each board is counted once in each row. */
export function itemSums({ items, boards }: Pick<Consolidated, "items" | "boards">): ItemSum[] {
	return items.map((item) => {
		const told = boards.flatMap(({ report }) => report?.region.find((one) => one.item.id === item.id) ?? []);
		const counts = Object.fromEntries(
			Object.keys(REGION_ANSWERS).map((status) => [
				status,
				told.filter(({ latest }) => latest?.status === status).length,
			]),
		) as ItemSum["counts"];
		const unanswered = told.filter(({ latest }) => latest === null).length;
		return { item, counts, unanswered, outside: boards.length - told.length };
	});
}

/** What a board's report says otherwise than the year before, in words and numbers. */
export function changesOf({ board, report, before }: BoardLine): Change[] {
	if (!report || !before) return [];
	const pairs = [
		...KRAV.map((krav) => [ASSESSED[krav], gradeText(before, krav), gradeText(report, krav)]),
		...SEVERITY_KEYS.map((severity) => [
			`Avvikelser: ${SEVERITIES[severity].toLowerCase()}`,
			String(countOf(before, severity).n),
			String(countOf(report, severity).n),
		]),
		["Rekommendationer som inte är avslutade", String(before.outstanding.length), String(report.outstanding.length)],
	] as [string, string, string][];
	return pairs
		.filter(([, then, now]) => then !== now)
		.map(([about, then, now]) => ({ board: board.name, about, before: then, now }));
}

/** Why a board has nothing to be compared with; empty when it has. */
function comparedText({ report, before }: BoardLine, year: number): string {
	if (!report) return "Ingen rapport att jämföra.";
	return before ? "" : `Ingen rapport ${year - 1} att jämföra med.`;
}

/** What differs from last year; a board with nothing to compare says why, and one that says the same says that. */
export function changeLines({ boards, year }: Pick<Consolidated, "boards" | "year">): Change[] {
	return boards.flatMap((line) => {
		const changes = changesOf(line);
		if (changes.length > 0) return changes;
		const about = comparedText(line, year) || "Inget skiljer från året före.";
		return [{ board: line.board.name, about, before: "", now: "" }];
	});
}
