import type { Period } from "../../../db/queries/report/periods.ts";
import {
	COUNTED_RESULTS,
	DEVIATION_STATUSES,
	ITEM_KINDS,
	type ItemKind,
	MEASURE_STATUSES,
	type MeasureStatus,
	PERIOD_KINDS,
	PLAN_STATUSES,
	RUN_RESULTS,
	SEVERITIES,
	type Severity,
	COUNTED_DEVIATIONS,
} from "../../../db/schema/vocabulary.ts";
import { UNTRIED } from "../../../db/schema/checks/duties.ts";
import type { CellType } from "../../ground/tables/column.ts";
import type { SummaryRow } from "./columns.ts";
import type { ReportNumbers } from "../periods/report-numbers.ts";

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

function planRows(year: number, { plan, risks, measures, measures_overdue }: ReportNumbers): SummaryRow[] {
	const row = section(`Internkontrollplan ${year}`);
	const total = Object.values(measures).reduce((sum, n) => sum + n, 0);
	return [
		row("Planens status", "text", plan ? (plan.stage ?? PLAN_STATUSES[plan.status]) : "Ingen plan för året"),
		row("Beslutad", "date", plan?.decided_on ?? null),
		row("Paragraf", "text", plan?.decision_paragraph ?? null),
		row("Diarienummer", "text", plan?.registry_no ?? null),
		// a report that was sealed before remarks were kept has none
		...(plan?.remarks ?? []).map((text) => row("Observera", "text", text)),
		...(plan?.adopted_late ? [row("Observera", "text", "Planen beslutades efter att året hade börjat.")] : []),
		row("Risker", "count", risks),
		row("Åtgärder", "count", total),
		...Object.entries(MEASURE_STATUSES).map(([status, word]) =>
			row(`Åtgärder: ${word}`, "count", measures[status as MeasureStatus]),
		),
		row("Åtgärder vars dag har passerat", "count", measures_overdue),
	];
}

function runRows({ runs }: ReportNumbers): SummaryRow[] {
	const row = section("Kontroller");
	return [
		row("Planerade kontrolltillfällen", "count", runs.planned),
		row("varav förfallna", "count", runs.due),
		row("Utförda kontrolltillfällen", "count", runs.performed),
		row("varav utförda efter brytdatum", "count", runs.performed_after),
		row("varav sena", "count", runs.late),
		row("varav granskade och godkända", "count", runs.approved),
		row("Ej genomförda, med skäl", "count", runs.not_done),
		row("Återstår", "count", runs.planned - runs.performed - runs.not_done),
		...COUNTED_RESULTS.map((result) => row(`Resultat: ${RUN_RESULTS[result]}`, "count", runs[result])),
	];
}

/** How the samples came about: drawn, and what happened to the frames that they were drawn from. */
function itemRows({
	items,
	corrections,
	frozen_early = [],
	ended_units = [],
	untried_runs = 0,
}: ReportNumbers): SummaryRow[] {
	const row = section("Stickprov");
	const drawn = Object.entries(ITEM_KINDS).map(([kind, word]) =>
		row(`Dragna poster: ${word}`, "count", items[kind as ItemKind]),
	);
	const corrected = corrections
		? [
				row("Rättade filer", "count", corrections.files),
				row("Rader som rättningarna tog bort", "count", corrections.removed),
				row("Rader som rättningarna lade till", "count", corrections.added),
				row("Rader som rättningarna ändrade", "count", corrections.changed),
			]
		: [];
	const untried =
		untried_runs === 0
			? []
			: [row("Observera", "text", UNTRIED), row("Kontroller där jäv inte prövats", "count", untried_runs)];
	return [
		...drawn,
		...corrected,
		...frozen_early.map((text) => row("Fryst innan perioden var slut", "text", text)),
		...ended_units.map((text) => row("Enhet som slutat ingå i en kontroll", "text", text)),
		...untried,
	];
}

function deviationRows({ deviations, withdrawn, found_after, carried_over }: ReportNumbers): SummaryRow[] {
	const row = section("Avvikelser");
	const rows = Object.entries(SEVERITIES).flatMap(([severity, word]) => {
		const counts = deviations[severity as Severity];
		return [
			row(`${word}, totalt`, "count", counts.open + counts.handled + counts.closed),
			...COUNTED_DEVIATIONS.map((status) => row(`${word}: ${DEVIATION_STATUSES[status]}`, "count", counts[status])),
		];
	});
	return [
		...rows,
		row("varav hittade efter brytdatum", "count", found_after),
		row("Återtagna, räknas inte", "count", withdrawn),
		row("Öppna från tidigare perioder, räknas inte", "count", carried_over),
	];
}
