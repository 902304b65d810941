import type { GovernanceRow } from "../../../db/queries/report/governance.ts";
import { MONEY } from "../../../db/schema/report/governance-numbers.ts";
import { COMPARISONS, GOVERNANCE_KINDS, GOVERNANCE_STATUSES, TRENDS } from "../../../db/schema/report/words.ts";
import { formatDate, formatHundredths, formatMillions } from "../../ground/calendar/stockholm.ts";
import type { Column } from "../../ground/tables/column.ts";
import { isReached, trendOf } from "./outcome.ts";

/** A report's row, as it stands or as it was sealed. */
export type ReportedRow = Omit<GovernanceRow, "reported" | "same_as"> & {
	reported: Pick<
		NonNullable<GovernanceRow["reported"]>,
		"status" | "comment" | "outcome_ore" | "forecast_ore" | "reported_back_on"
	> | null;
};

/** A number with its unit, an amount with one decimal: `-797450000000` → `−7 974,5 mnkr`. */
export function shownNumber(value: number | null | undefined, unit: string): string {
	if (value === null || value === undefined) return "";
	return unit === MONEY ? formatMillions(value) : `${formatHundredths(value)} ${unit}`.trim();
}

/** Öre as mnkr, and hundredths of the row's own unit otherwise. */
function numbers(key: string, label: string, value: (row: ReportedRow) => number | null): Column<ReportedRow> {
	const typeOf = (row: ReportedRow) => (row.unit === MONEY ? ("mnkr" as const) : ("hundredths" as const));
	return { key, label, type: "hundredths", typeOf, width: 14, value };
}

export const governanceColumns: readonly Column<ReportedRow>[] = [
	{
		key: "kind",
		first: true,
		phone: true,
		label: "Slag",
		type: "text",
		width: 14,
		words: GOVERNANCE_KINDS,
		value: (row) => GOVERNANCE_KINDS[row.kind],
	},
	{ key: "number", label: "Nummer", type: "text", width: 9, value: (row) => row.number },
	{ key: "title", first: true, label: "Rubrik", type: "text", width: 52, value: (row) => row.title },
	{ key: "parent", label: "Hör till", type: "text", width: 36, value: (row) => row.parent },
	{
		key: "chapter",
		first: true,
		label: "Perspektiv eller tabell",
		type: "text",
		width: 24,
		value: (row) => row.chapter,
	},
	{ key: "owner", label: "Ansvarig", type: "text", width: 22, value: (row) => row.owner },
	{ key: "org_unit", label: "Område", type: "text", width: 26, value: (row) => row.org_unit },
	{ key: "receiver", label: "Mottagare", type: "text", width: 30, value: (row) => row.receiver },
	{ key: "report_back", label: "Återrapportering", type: "text", width: 30, value: reportBackText },
	{
		key: "status",
		first: true,
		phone: true,
		label: "Status",
		type: "text",
		width: 16,
		words: GOVERNANCE_STATUSES,
		value: (row) => (row.reported?.status ? GOVERNANCE_STATUSES[row.reported.status] : null),
	},
	{ key: "unit", label: "Enhet", type: "text", width: 16, value: (row) => row.unit },
	{ key: "target", first: true, label: "Mål", type: "text", width: 20, value: targetText },
	numbers("baseline", "Utgångsvärde", (row) => row.baseline),
	{ key: "baseline_year", label: "Utgångsvärdets år", type: "year", width: 12, value: (row) => row.baseline_year },
	numbers("budget", "Budget", (row) => row.budget_ore),
	{ ...numbers("outcome", "Utfall", (row) => row.reported?.outcome_ore ?? null), first: true },
	{ ...numbers("forecast", "Prognos", (row) => row.reported?.forecast_ore ?? null), first: true },
	numbers("difference", "Budget minus utfall", differenceOf),
	{ key: "reached", label: "Når målet", type: "text", width: 16, value: reachedText },
	{ key: "trend", first: true, phone: true, label: "Trend", type: "text", width: 14, value: trendText },
	{ key: "earlier", label: "Tidigare i år", type: "text", width: 30, value: earlierText },
	{ key: "figures", label: "Andra tal i planen", type: "text", width: 40, value: figuresText },
	{ key: "source", label: "Plats i planen", type: "text", width: 14, value: (row) => row.source },
	{ key: "details", label: "Beskrivning", type: "text", width: 44, value: (row) => row.details },
	{ key: "comment", label: "Kommentar", type: "text", width: 60, value: (row) => row.reported?.comment ?? "" },
];

function differenceOf({ budget_ore, reported }: ReportedRow): number | null {
	const outcome = reported?.outcome_ore ?? null;
	return budget_ore === null || outcome === null ? null : budget_ore - outcome;
}

/** Whether an indicator's number is what the plan wants. */
export function reachedText(row: ReportedRow): string | null {
	const reached = isReached(row);
	if (reached === null) return null;
	return reached ? "Når målet" : "Når inte målet";
}

/** The target of an indicator, the budget of an amount. */
export function wantedText(row: ReportedRow): string {
	return targetText(row) ?? shownNumber(row.budget_ore, row.unit);
}

export function trendText(row: ReportedRow): string | null {
	const trend = trendOf(row);
	return trend && TRENDS[trend];
}

/** "Över 90 procent", "Mellan 77 och 80 index", "Ska öka". */
export function targetText({ comparison, target, target_upper, unit }: ReportedRow): string | null {
	if (comparison === null) return null;
	const word = COMPARISONS[comparison];
	if (target === null) return unit && comparison !== "state" ? `${word} (${unit})` : word;
	if (target_upper === null) return `${word} ${shownNumber(target, unit)}`;
	return `${word} ${formatHundredths(target)} och ${shownNumber(target_upper, unit)}`;
}

/** What each earlier report of the year said: its outcome, or what it expected of the year. */
function earlierText(row: ReportedRow): string {
	return row.earlier
		.map(({ period, outcome_ore, forecast_ore }) => {
			const said = [
				outcome_ore === null ? "" : `utfall ${shownNumber(outcome_ore, row.unit)}`,
				forecast_ore === null ? "" : `prognos ${shownNumber(forecast_ore, row.unit)}`,
			].filter((text) => text !== "");
			return said.length === 0 ? "" : `${period}: ${said.join(", ")}`;
		})
		.filter((text) => text !== "")
		.join("\n");
}

function figuresText({ figures }: ReportedRow): string {
	return figures.map(({ label, value, unit }) => `${label}: ${shownNumber(value, unit)}`).join("\n");
}

/** The day an assignment was reported back, in this report or an earlier one. */
export function reportedBackOn({ reported, earlier }: ReportedRow): string | null {
	return reported?.reported_back_on ?? earlier.find((one) => one.reported_back_on !== null)?.reported_back_on ?? null;
}

/** To whom and when an assignment is reported back, and whether it was. */
export function reportBackText(row: ReportedRow): string | null {
	const done = reportedBackOn(row);
	const { report_back_to, report_back_on } = row;
	if (done !== null) return `Återrapporterat ${formatDate(done)}`;
	if (report_back_to === "" && report_back_on === null) return null;
	const to = report_back_to === "" ? "Återrapporteras" : `Återrapporteras till ${report_back_to}`;
	return report_back_on === null ? `${to}, utan bestämt datum` : `${to} senast ${formatDate(report_back_on)}`;
}
