import type { NotDone } from "../../../db/queries/report/workbook-not-done.ts";
import type { ControlMonth } from "../../../db/queries/report/workbook.ts";
import { FREQUENCIES } from "../../../db/schema/vocabulary.ts";
import { MONTHS } from "../../ground/calendar/months.ts";
import { formatOccurrence } from "../../ground/calendar/occurrence.ts";
import { addBars, openRows, type Workbook } from "../../ground/tables/exceljs-inside.ts";
import { Grid, type Placed } from "../../ground/tables/grid.ts";
import { COLOURS, type Look, SIZES, type Tone, TONE_LOOKS } from "../../ground/tables/look.ts";
import {
	FIRST_ROW,
	HEAD_ROW,
	headLook,
	openingRows,
	openPrinted,
	printOnly,
} from "../../ground/tables/printed-sheet.ts";
import { columnLetter } from "../../ground/tables/sheet-rules.ts";
import { section } from "./judgement-cells.ts";
import type { ControlPlaces } from "./judgement-counts.ts";
import { monthTotals } from "./report-tables.ts";

export const CONTROLS_SHEET = "Kontroller";
const WIDTHS = [36, 6, 13, ...Array.from({ length: 12 }, () => 9)];
const FIRST_FIGURE = 4;

type Sums = Record<
	"planned" | "due" | "performed" | "performed_after" | "not_done" | "no_deviation" | "minor" | "major" | "critical",
	number
>;
type Figure = keyof Sums | "left" | "share" | "bar";

/** The figures of a control in the order of their columns, after its name, risk and frequency. */
const FIGURES: { key: Figure; label: string }[] = [
	{ key: "planned", label: "Planerade" },
	{ key: "due", label: "Förfallna" },
	{ key: "performed", label: "Utförda" },
	{ key: "performed_after", label: "varav efter brytdatum" },
	{ key: "not_done", label: "Ej genom-förda" },
	{ key: "left", label: "Återstår" },
	{ key: "share", label: "Andel utförda" },
	{ key: "bar", label: "" },
	{ key: "no_deviation", label: "Ingen avvikelse" },
	{ key: "minor", label: "Mindre" },
	{ key: "major", label: "Större" },
	{ key: "critical", label: "Väsentlig" },
];
const letterOf = (key: Figure) => columnLetter(FIRST_FIGURE + FIGURES.findIndex((one) => one.key === key));

/** Where the sheet has its rows: for those who count from it. */
export function controlPlaces(months: readonly ControlMonth[]): ControlPlaces {
	return {
		first: FIRST_ROW,
		sum: FIRST_ROW + monthTotals(months).rows.length,
		letters: { planned: letterOf("planned"), performed: letterOf("performed"), share: letterOf("share") },
	};
}

export interface ControlsPage {
	months: readonly ControlMonth[];
	not_done: readonly NotDone[];
	year: number;
	told: string;
	foot: string;
}

/** Sums per control, the year month by month, and what was not done and why: one page by hand. */
export function addControlsPage(workbook: Workbook, page: ControlsPage): void {
	const grid = new Grid(WIDTHS);
	const bars = sumsBlock(grid, page);
	const next = yearBlock(grid, page, controlPlaces(page.months).sum + 2);
	notDoneBlock(grid, page.not_done, next + 1);
	const worksheet = openPrinted(workbook, CONTROLS_SHEET, { foot: page.foot, head: HEAD_ROW });
	Object.assign(worksheet.pageSetup, { printTitlesRow: undefined });
	worksheet.columns = WIDTHS.map((width, index) => ({ key: columnLetter(index + 1), width }));
	openRows(worksheet);
	grid.write(workbook, worksheet, CONTROLS_SHEET);
	printOnly(worksheet, WIDTHS.length, grid.last);
	addBars(worksheet, bars);
	worksheet.commit();
}

function sumOf(months: readonly ControlMonth[]): Sums {
	const sum = (key: keyof Sums) => months.reduce((total, one) => total + one[key], 0);
	const keys: (keyof Sums)[] = [
		"planned",
		"due",
		"performed",
		"performed_after",
		"not_done",
		"no_deviation",
		"minor",
		"major",
		"critical",
	];
	return Object.fromEntries(keys.map((key) => [key, sum(key)])) as Sums;
}

/** What the sheet shows, in a sentence. */
export function controlsSentence(months: readonly ControlMonth[]): string {
	const all = sumOf(months);
	if (all.planned === 0) return "Inga kontrolltillfällen är planerade i perioden.";
	const deviating = all.minor + all.major + all.critical;
	const left = all.planned - all.performed - all.not_done;
	return `${all.performed} av ${all.planned} kontrolltillfällen är utförda, varav ${all.performed_after} efter brytdatum. ${all.not_done} genomfördes inte, ${left} återstår. ${deviating} visade avvikelse.`;
}

function sumsBlock(grid: Grid, { months, told }: ControlsPage): { ref: string; colour: string }[] {
	grid.put(...openingRows({ title: CONTROLS_SHEET, told, sentence: controlsSentence(months) }, WIDTHS.length));
	grid.high(4, 6);
	for (const [index, label] of ["Kontrollmoment", "Risk", "Frekvens"].entries())
		grid.put({ row: HEAD_ROW, column: index + 1, value: label, look: headLook() });
	for (const [index, { label }] of FIGURES.entries())
		grid.put({ row: HEAD_ROW, column: FIRST_FIGURE + index, value: label, look: headLook(true) });
	const controls = monthTotals(months).rows;
	for (const [index, { control_id, title }] of controls.entries()) {
		const own = months.filter((one) => one.control_id === control_id);
		const row = FIRST_ROW + index;
		const look: Look = { vertical: "middle", under: "hair" };
		grid.put(
			{ row, column: 1, value: title, look: { ...look, bold: true } },
			{ row, column: 2, value: own[0]!.risk_number, type: "count", look: { ...look, align: "center", indent: 0 } },
			{ row, column: 3, value: FREQUENCIES[own[0]!.frequency], look },
			...figureCells(sumOf(own), row, look),
		);
		grid.high(row, Math.max(17, grid.heightOf(row)));
	}
	if (controls.length === 0) return [];
	const { sum, first } = controlPlaces(months);
	const look: Look = { bold: true, ground: COLOURS.soft, over: "accent", under: "accent", vertical: "middle" };
	grid.put(
		{ row: sum, column: 1, across: 3, value: "Summa", look },
		...figureCells(sumOf(months), sum, look, (letter) => `SUM(${letter}${first}:${letter}${sum - 1})`),
	);
	grid.high(sum, 18);
	const bar = letterOf("bar");
	return [{ ref: `${bar}${first}:${bar}${sum}`, colour: COLOURS.bar }];
}

/** A row of figures: what is counted is counted by a formula that a reader can follow. */
function figureCells(sums: Sums, row: number, look: Look, summed?: (letter: string) => string): Placed[] {
	const at = (key: Figure) => `${letterOf(key)}${row}`;
	const left = sums.planned - sums.performed - sums.not_done;
	return FIGURES.map(({ key }, index): Placed => {
		const cell = { row, column: FIRST_FIGURE + index, look };
		if (key === "left") {
			const formula = `${at("planned")}-${at("performed")}-${at("not_done")}`;
			return { ...cell, value: left, type: "count", formula };
		}
		if (key === "share" || key === "bar") {
			const value = sums.planned === 0 ? null : sums.performed / sums.planned;
			const formula = key === "share" ? `${at("performed")}/${at("planned")}` : at("share");
			return { ...cell, value, type: "share", ...(value === null ? {} : { formula }) };
		}
		return { ...cell, value: sums[key], type: "count", formula: summed?.(letterOf(key)) };
	});
}

/** The sign and tone of a control's month: the worst that was found, then what was not done. */
export function monthMark(
	month: Pick<ControlMonth, "planned" | "performed" | "due" | "minor" | "major" | "critical">,
): {
	tone: Tone;
	text: string;
} {
	const { planned, performed, due } = month;
	const tone = toneOf(month);
	const missing = performed < planned && tone !== "none" ? " ○" : "";
	const sign =
		performed === 0 && due === 0 ? "" : ` ${performed < planned && tone === "none" ? "○" : TONE_LOOKS[tone].sign}`;
	return { tone, text: `${performed}/${planned}${sign}${missing}` };
}

function toneOf(month: Parameters<typeof monthMark>[0]): Tone {
	if (month.major + month.critical > 0) return "bad";
	if (month.minor > 0) return "warn";
	return month.performed < month.planned ? "none" : "good";
}

function yearBlock(grid: Grid, { months, year }: ControlsPage, from: number): number {
	const { rows } = monthTotals(months);
	if (rows.length === 0) return from;
	section(grid, from, `Året ${year} månad för månad`, { column: 1, across: WIDTHS.length });
	const legend =
		"Utförda av planerade. ● utan avvikelse   ▲ mindre avvikelse   ■ större eller väsentlig   ○ alla inte utförda. Tecknet visar det sämsta i månaden.";
	grid.put({
		row: from + 1,
		column: 1,
		across: WIDTHS.length,
		value: legend,
		look: { size: SIZES.small, ink: COLOURS.grey },
	});
	const head = from + 2;
	grid.put({ row: head, column: 1, across: 3, value: "Kontrollmoment", look: headLook() });
	for (const [index, month] of MONTHS.entries())
		grid.put({
			row: head,
			column: FIRST_FIGURE + index,
			value: month.slice(0, 3),
			look: { ...headLook(), align: "center" },
		});
	for (const [index, { control_id, title }] of rows.entries()) {
		const row = head + 1 + index;
		grid.put({ row, column: 1, across: 3, value: title, look: { bold: true, vertical: "middle", under: "hair" } });
		for (const one of months) {
			if (one.control_id !== control_id || !one.month.startsWith(`${year}-`)) continue;
			const { tone, text } = monthMark(one);
			const { ink, ground } = TONE_LOOKS[tone];
			const look: Look = {
				ink,
				ground,
				align: "center",
				vertical: "middle",
				wrap: false,
				bold: tone === "bad",
				under: "rule",
				size: 8.5,
			};
			grid.put({ row, column: FIRST_FIGURE - 1 + Number(one.month.slice(5)), value: text, look });
		}
		grid.high(row, Math.max(17, grid.heightOf(row)));
	}
	return head + 1 + rows.length;
}

/** Reasons that are written out; the technical sheets have every run. */
const NOT_DONE_SHOWN = 24;

function notDoneBlock(grid: Grid, rows: readonly NotDone[], from: number): void {
	if (rows.length === 0) return;
	section(grid, from, "Kontrolltillfällen som inte genomfördes", { column: 1, across: WIDTHS.length });
	const columns = [
		{ label: "Kontrollmoment", column: 1, across: 2 },
		{ label: "Period", column: 3, across: 2 },
		{ label: "Enhet", column: 5, across: 4 },
		{ label: "Skäl", column: 9, across: 7 },
	];
	for (const { label, column, across } of columns)
		grid.put({ row: from + 1, column, across, value: label, look: headLook() });
	for (const [index, one] of rows.slice(0, NOT_DONE_SHOWN).entries()) {
		const values = [one.control, formatOccurrence(one.period_key), one.unit, one.reason];
		for (const [at, { column, across }] of columns.entries())
			grid.put({
				row: from + 2 + index,
				column,
				across,
				value: values[at]!,
				look: { under: "hair", vertical: "middle" },
			});
	}
	const rest = rows.length - NOT_DONE_SHOWN;
	if (rest > 0)
		grid.put({
			...{ row: from + 2 + NOT_DONE_SHOWN, column: 1, across: WIDTHS.length },
			...{ value: `Ytterligare ${rest} tillfällen genomfördes inte.`, look: { ink: COLOURS.grey } },
		});
}
