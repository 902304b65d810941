import {
	DEVIATION_STATUSES,
	ITEM_KINDS,
	ITEM_STATUSES,
	MEASURE_STATUSES,
	RUN_RESULTS,
	SEVERITIES,
	COUNTED_DEVIATIONS,
	COUNTED_RESULTS,
} from "../../../db/schema/vocabulary.ts";
import { slugOf } from "../periods/period-key.ts";
import type { Column } from "../../ground/tables/column.ts";
import { FIRST_ROW, HEAD_ROW } from "../../ground/tables/printed-sheet.ts";
import { columnLetter, sheetRef } from "../../ground/tables/sheet-rules.ts";
import type { Mark } from "../../ground/tables/xlsx.ts";
import type { SummaryRow } from "./columns.ts";

/** A sheet that the summary counts: its columns by key, and its last row. */
export interface Counted {
	name: string;
	keys: readonly string[];
	last: number;
}

export function countedSheet<Row>(name: string, columns: readonly Column<Row>[], rows: number): Counted {
	return { name, keys: columns.map((column) => column.key), last: HEAD_ROW + Math.max(rows, 1) };
}

export function range({ name, keys, last }: Counted, key: string): string {
	const letter = columnLetter(keys.indexOf(key) + 1);
	return `${sheetRef(name)}!$${letter}$${FIRST_ROW}:$${letter}$${last}`;
}

/** The name a number of the summary has in the workbook, and what a template's place is called to get it. */
export function summaryName(row: Pick<SummaryRow, "section" | "label">): string {
	const section = slugOf(row.section.replace(/ \d{4}$/, ""));
	return `${section}_${slugOf(row.label)}`.replaceAll("-", "_");
}

/** How each number of the summary is counted from the other sheets, where it leads, and its name. */
export function summaryMarks(sheets: {
	plan: Counted;
	controls: Counted;
	items: Counted;
	deviations: Counted;
}): (row: SummaryRow) => Record<string, Mark> {
	const formulas = new Map<string, { formula: string; sheet: Counted }>();
	const tell = (section: string, label: string, sheet: Counted, formula: string) =>
		formulas.set(`${section} ${label}`, { formula, sheet });
	runFormulas(sheets.controls, (label, formula) => tell("Kontroller", label, sheets.controls, formula));
	const kind = range(sheets.items, "kind");
	const drawn = `${range(sheets.items, "status")},"${ITEM_STATUSES.drawn}"`;
	for (const word of Object.values(ITEM_KINDS))
		tell("Stickprov", `Dragna poster: ${word}`, sheets.items, `COUNTIFS(${kind},"${word}",${drawn})`);
	const plan = (label: string, formula: string) => tell("Internkontrollplan", label, sheets.plan, formula);
	plan("Åtgärder", `COUNTA(${range(sheets.plan, "measure")})`);
	for (const word of Object.values(MEASURE_STATUSES))
		plan(`Åtgärder: ${word}`, `COUNTIF(${range(sheets.plan, "status")},"${word}")`);
	deviationFormulas(sheets.deviations, (label, formula) => tell("Avvikelser", label, sheets.deviations, formula));
	return (row) => {
		const found = formulas.get(`${row.section.replace(/ \d{4}$/, "")} ${row.label}`);
		return {
			value: {
				name: summaryName(row),
				...(found ? { formula: found.formula, link: `${sheetRef(found.sheet.name)}!A1` } : {}),
			},
		};
	};
}

function runFormulas(sheet: Counted, tell: (label: string, formula: string) => void): void {
	const sum = (key: string) => `SUM(${range(sheet, key)})`;
	tell("Planerade kontrolltillfällen", sum("planned"));
	tell("varav förfallna", sum("due"));
	tell("Utförda kontrolltillfällen", sum("performed"));
	tell("varav utförda efter brytdatum", sum("performed_after"));
	tell("varav sena", sum("late"));
	tell("varav granskade och godkända", sum("approved"));
	tell("Ej genomförda, med skäl", sum("not_done"));
	tell("Återstår", `${sum("planned")}-${sum("performed")}-${sum("not_done")}`);
	for (const key of COUNTED_RESULTS) tell(`Resultat: ${RUN_RESULTS[key]}`, sum(key));
}

function deviationFormulas(sheet: Counted, tell: (label: string, formula: string) => void): void {
	const [severity, status] = [range(sheet, "severity"), range(sheet, "status")];
	const withdrawn = DEVIATION_STATUSES.withdrawn;
	const own = `${range(sheet, "carried_over")},"Nej"`;
	for (const word of Object.values(SEVERITIES)) {
		tell(`${word}, totalt`, `COUNTIFS(${severity},"${word}",${status},"<>${withdrawn}",${own})`);
		for (const key of COUNTED_DEVIATIONS) {
			const said = DEVIATION_STATUSES[key];
			tell(`${word}: ${said}`, `COUNTIFS(${severity},"${word}",${status},"${said}",${own})`);
		}
	}
	const after = `${range(sheet, "found_after")},"Ja"`;
	tell("varav hittade efter brytdatum", `COUNTIFS(${after},${status},"<>${withdrawn}",${own})`);
	tell("Återtagna, räknas inte", `COUNTIFS(${status},"${withdrawn}",${own})`);
	tell("Öppna från tidigare perioder, räknas inte", `COUNTIF(${range(sheet, "carried_over")},"Ja")`);
}
