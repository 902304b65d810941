import type { Period } from "../../../db/queries/report/periods.ts";
import {
	DEVIATION_STATUSES,
	ITEM_KINDS,
	type ItemKind,
	MEASURE_STATUSES,
	type MeasureStatus,
	PERIOD_KINDS,
	PLAN_STATUSES,
	SEVERITIES,
	type Severity,
} from "../../../db/schema/vocabulary.ts";
import type { CellType } from "../../ground/tables/column.ts";
import type { SummaryRow } from "./columns.ts";
import type { CountedStatus, ReportNumbers } from "../periods/report-numbers.ts";

const COUNTED: readonly CountedStatus[] = ["open", "handled", "closed"];

export function summaryRows(period: Period, numbers: ReportNumbers): SummaryRow[] {
	return [
		...periodRows(period),
		...planRows(period.year, numbers),
		...runRows(numbers),
		...itemRows(numbers),
		...deviationRows(numbers),
	];
}

const section =
	(name: string) =>
	(label: string, type: CellType, value: string | number | null): SummaryRow => ({ section: name, label, type, value });

function periodRows(period: Period): SummaryRow[] {
	const row = section("Rapport");
	return [
		row("Rapporttillfälle", "text", period.name),
		row("Slag", "text", PERIOD_KINDS[period.kind]),
		row("Nämnd", "text", period.board),
		row("Periodens första dag", "date", period.first_day),
		row("Brytdatum", "date", period.cut_off),
		row("Sista dag för rapporten", "date", period.deadline),
	];
}

function planRows(year: number, { plan, risks, measures }: ReportNumbers): SummaryRow[] {
	const row = section(`Internkontrollplan ${year}`);
	const total = Object.values(measures).reduce((sum, n) => sum + n, 0);
	return [
		row("Planens status", "text", plan ? PLAN_STATUSES[plan.status] : "Ingen plan för året"),
		row("Beslutad", "date", plan?.decided_on ?? null),
		row("Paragraf", "text", plan?.decision_paragraph ?? null),
		row("Diarienummer", "text", plan?.registry_no ?? null),
		...(plan?.adopted_late ? [row("Observera", "text", "Planen beslutades efter att året hade börjat.")] : []),
		row("Risker", "count", risks),
		row("Åtgärder", "count", total),
		...Object.entries(MEASURE_STATUSES).map(([status, word]) =>
			row(`Åtgärder: ${word}`, "count", measures[status as MeasureStatus]),
		),
	];
}

function runRows({ runs }: ReportNumbers): SummaryRow[] {
	const row = section("Kontroller");
	return [
		row("Planerade kontrolltillfällen", "count", runs.planned),
		row("Utförda kontrolltillfällen", "count", runs.performed),
		row("varav sena", "count", runs.late),
		row("varav granskade och godkända", "count", runs.approved),
		row("Ej genomförda, med skäl", "count", runs.not_done),
		row("Återstår", "count", runs.planned - runs.performed - runs.not_done),
		row("Resultat: Ingen avvikelse", "count", runs.no_deviation),
		row("Resultat: Mindre avvikelse", "count", runs.minor),
		row("Resultat: Större avvikelse", "count", runs.major),
		row("Resultat: Väsentlig avvikelse", "count", runs.critical),
	];
}

function itemRows({ items }: ReportNumbers): SummaryRow[] {
	const row = section("Stickprov");
	return Object.entries(ITEM_KINDS).map(([kind, word]) =>
		row(`Dragna poster: ${word}`, "count", items[kind as ItemKind]),
	);
}

function deviationRows({ deviations, withdrawn }: ReportNumbers): SummaryRow[] {
	const row = section("Avvikelser");
	const rows = Object.entries(SEVERITIES).flatMap(([severity, word]) => {
		const counts = deviations[severity as Severity];
		return [
			row(`${word}, totalt`, "count", counts.open + counts.handled + counts.closed),
			...COUNTED.map((status) => row(`${word}: ${DEVIATION_STATUSES[status]}`, "count", counts[status])),
		];
	});
	return [...rows, row("Återtagna, räknas inte", "count", withdrawn)];
}
