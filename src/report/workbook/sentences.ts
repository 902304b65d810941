import { FOLLOW_UP_STATUSES, type FollowUpStatus } from "../../../db/schema/report/words.ts";
import { deviationTotals } from "./report-tables.ts";
import type { ReportContent } from "./report-content.ts";

/** What the table of a sheet shows, in one sentence each: counted from the same rows, and never written by hand. */

const times = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

export function followUpSentence(rows: ReportContent["follow_ups"]): string {
	const of = (kind: string) => rows.filter((row) => row.kind === kind).length;
	const parts = [
		times(of("risk"), "risk", "risker"),
		times(of("measure"), "åtgärd", "åtgärder"),
		times(of("control"), "kontrollmoment", "kontrollmoment"),
	];
	const status = (one: FollowUpStatus | null) => rows.filter((row) => (row.follow_up?.status ?? null) === one).length;
	const written = (Object.keys(FOLLOW_UP_STATUSES) as FollowUpStatus[])
		.filter((one) => status(one) > 0)
		.map((one) => `${FOLLOW_UP_STATUSES[one].toLowerCase()} ${status(one)}`);
	const left = status(null);
	if (left > 0) written.push(`inte följda upp ${left}`);
	const said = written.join(", ");
	return `${parts[0]}, ${parts[1]} och ${parts[2]}. ${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
}

export function deviationSentence({ deviations, found_after, carried_over }: ReportContent["numbers"]): string {
	const { rows, all } = deviationTotals(deviations);
	const before = carried_over > 0 ? ` Från tidigare perioder: ${carried_over}, räknas inte.` : "";
	if (all.total === 0) return `Inga avvikelser hör till rapporten.${before}`;
	const words = rows
		.filter(({ total }) => total > 0)
		.reverse()
		.map(({ severity, total }) => `${total} ${total === 1 ? ONE[severity] : MANY[severity]}`);
	const after = found_after > 0 ? ` Hittade efter brytdatum: ${found_after}.` : "";
	const open = all.counts.open + all.counts.handled;
	return `${times(all.total, "avvikelse", "avvikelser")}: ${listed(words)}. Inte avslutade: ${open}.${after}${before}`;
}

const ONE = { minor: "mindre", major: "större", critical: "väsentlig" } as const;
const MANY = { minor: "mindre", major: "större", critical: "väsentliga" } as const;

/** "a, b och c". */
export function listed(words: readonly string[]): string {
	return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} och ${words.at(-1)}`;
}

export function recommendationSentence(rows: ReportContent["recommendations"]): string {
	const open = rows.filter((row) => row.status !== "closed");
	const unanswered = open.filter((row) => row.answer === "").length;
	return `${times(rows.length, "rekommendation", "rekommendationer")}, varav ${open.length} inte avslutade${unanswered > 0 ? ` och ${unanswered} utan svar` : ""}.`;
}

export function samSentence(rows: ReportContent["sam"]): string {
	return `${rows.map(({ label, done, total }) => `${label}: ${done} av ${total}`).join(". ")}.`;
}

export function governanceSentence(rows: ReportContent["governance"]): string {
	const of = (kind: string) => rows.filter((row) => row.kind === kind);
	const fulfilled = of("assignment").filter((row) => row.reported?.status === "fulfilled").length;
	const assignments = of("assignment").length;
	const done = assignments > 0 ? ` ${fulfilled} av ${assignments} uppdrag är uppfyllda.` : "";
	return `${times(of("goal").length, "mål", "mål")}, ${times(of("indicator").length, "indikator", "indikatorer")} och ${times(of("economy").length, "rad ekonomi", "rader ekonomi")}.${done} Belopp i miljoner kronor.`;
}

export function planSentence(rows: ReportContent["plan_rows"]): string {
	if (rows.length === 0) return "Det finns ingen plan för året, eller inga risker i den.";
	const risks = new Set(rows.map((row) => row.risk_id)).size;
	const measures = rows.filter((row) => row.measure_id !== null);
	const done = measures.filter((row) => row.status === "done").length;
	const late = measures.filter((row) => row.status === "late").length;
	const words = [`${done} genomförda`, ...(late > 0 ? [`${late} försenade`] : [])];
	return `${times(risks, "risk", "risker")} och ${times(measures.length, "åtgärd", "åtgärder")}, varav ${listed(words)}.`;
}
