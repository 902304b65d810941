import { SHORT_DEVIATION_STATUSES } from "../../../db/schema/checks/deviations.ts";
import { GRADES, type Grade } from "../../../db/schema/report/words.ts";
import { addBars, openRows, type Workbook } from "../../ground/tables/exceljs-inside.ts";
import { Grid, type Placed } from "../../ground/tables/grid.ts";
import { COLOURS, type Look, SIZES, type Tone, TONE_LOOKS } from "../../ground/tables/look.ts";
import { headLook, openPrinted, printOnly } from "../../ground/tables/printed-sheet.ts";
import { addArrows, columnLetter } from "../../ground/tables/sheet-rules.ts";
import type { Judgement } from "./judgement.ts";
import { cell, section, shortened, toned } from "./judgement-cells.ts";
import { approvalBlock, controlBlock, heatBlock, riskBlock } from "./judgement-lower.ts";
import { figureText } from "./key-figures.ts";
import type { JudgementCounts } from "./judgement-counts.ts";
import { GRADE_TONES } from "./tones.ts";

/** Columns of the page; blocks take some of them each. */
const COLUMNS = 24;
const WIDTH = 4.3;
export const JUDGEMENT_SHEET = "Bedömning";

export interface JudgementPage {
	judgement: Judgement;
	/** The region and the nämnd. */
	whose: string;
	title: string;
	told: string;
	foot: string;
	/** How the numbers are reached from the other sheets, and where those rows stand. */
	counts: JudgementCounts;
}

/** The first sheet: what a regiondirektör decides on, on one A4. */
export function addJudgementSheet(workbook: Workbook, page: JudgementPage): void {
	const grid = new Grid(Array.from({ length: COLUMNS }, () => WIDTH));
	let row = titleBlock(grid, page);
	row = gradeBlock(grid, page.judgement, row);
	row = figureBlock(grid, page, row);
	row = severeBlock(grid, page, row);
	const { bars, moves } = lowerBlocks(grid, page, row);
	const worksheet = openPrinted(workbook, JUDGEMENT_SHEET, { portrait: true, onePage: true, foot: page.foot });
	worksheet.columns = Array.from({ length: COLUMNS }, (_, n) => ({ key: columnLetter(n + 1), width: WIDTH }));
	openRows(worksheet);
	grid.write(workbook, worksheet, JUDGEMENT_SHEET);
	printOnly(worksheet, COLUMNS, grid.last);
	if (moves) addArrows(worksheet, moves);
	addBars(worksheet, bars);
	worksheet.commit();
}

function lowerBlocks(
	grid: Grid,
	{ judgement, counts }: JudgementPage,
	from: number,
): { bars: { ref: string; colour: string }[]; moves: string | null } {
	const heat = heatBlock(grid, judgement, counts, from);
	const { last, moves } = riskBlock(grid, judgement, from);
	const next = Math.max(heat, last) + 1;
	grid.high(next - 1, 5);
	approvalBlock(grid, judgement, next);
	return { bars: controlBlock(grid, judgement, counts, next), moves };
}

function titleBlock(grid: Grid, { judgement, whose, title, told }: JudgementPage): number {
	const state = toned(judgement.state.tone, judgement.state.text);
	grid.put(
		cell(1, 1, 13, whose, { size: 10, bold: true, ink: COLOURS.grey, vertical: "middle" }),
		cell(1, 14, 11, state.value, { ...state.look, align: "center", frame: "thin" }),
		cell(2, 1, COLUMNS, title, { size: SIZES.figure, bold: true, ink: COLOURS.dark }),
		cell(3, 1, COLUMNS, told, { ink: COLOURS.grey }),
	);
	grid.high(1, 18);
	grid.high(4, 8);
	return 5;
}

const gradeTone = (grade: Grade): Tone => GRADE_TONES[GRADES[grade]]!;
const NONE = "Inte bedömt";
/** What the signs of the earlier reports say. */
const SIGNS = Object.values(GRADES)
	.map((word) => `${TONE_LOOKS[GRADE_TONES[word]!].sign} ${word}`)
	.join("    ");
function gradeBlock(grid: Grid, { whose, total, krav, compared }: Judgement, from: number): number {
	section(grid, from, whose, { column: 1, across: COLUMNS });
	const word = total ? toned(gradeTone(total.grade), GRADES[total.grade]) : toned("none", NONE);
	const reason = total?.reasons ?? "Ordet skrivs under Bedömningar i Tillräcklig och godkänns innan rapporten stängs.";
	grid.put(
		{ ...cell(from + 1, 1, 9, word.value, { ...word.look, size: SIZES.word, indent: 1 }), name: "Bedömning_totalt" },
		{
			...cell(from + 1, 10, 15, shortened(reason, 420), { ...word.look, bold: false, size: SIZES.text }),
			name: "Bedömning_skäl",
		},
	);
	grid.high(from + 1, Math.max(46, grid.heightOf(from + 1) + 6));
	grid.high(from + 2, 5);
	const head = from + 3;
	const columns = gradeColumns(compared);
	for (const { column, across, label, center } of columns)
		grid.put(cell(head, column, across, label, { ...headLook(), ...(center ? { align: "center" } : {}) }));
	for (const [index, line] of krav.entries()) kravRow(grid, line, { row: head + 1 + index, columns });
	const foot = head + krav.length + 1;
	if (columns.some(({ center }) => center))
		grid.put(cell(foot, 1, COLUMNS, SIGNS, { size: SIZES.small, ink: COLOURS.grey }));
	return foot + 2;
}

type GradeColumn = { key: string; column: number; across: number; label: string; center?: true };

function gradeColumns({ last, year }: Judgement["compared"]): GradeColumn[] {
	const earlier = [last && { key: "last", label: last }, year && { key: "year", label: year }].filter(
		(one) => one !== null && one !== "",
	);
	const from = 12;
	return [
		{ key: "krav", column: 1, across: 6, label: "Krav" },
		{ key: "word", column: 7, across: 5, label: "Bedömning" },
		...earlier.map((one, index) => ({ ...one, column: from + index * 2, across: 2, center: true as const })),
		{ key: "reasons", column: from + earlier.length * 2, across: 13 - earlier.length * 2, label: "Skäl" },
	];
}

function kravRow(
	grid: Grid,
	{ krav, title, part, last, year }: Judgement["krav"][number],
	{ row, columns }: { row: number; columns: readonly GradeColumn[] },
): void {
	const word = part ? toned(gradeTone(part.grade), GRADES[part.grade]) : toned("none", NONE);
	const earlier = (grade: Grade | null): Pick<Placed, "value" | "look"> => ({
		value: grade ? TONE_LOOKS[gradeTone(grade)].sign : "–",
		look: { size: 11, align: "center", ...(grade ? { ink: TONE_LOOKS[gradeTone(grade)].ink } : {}) },
	});
	const said: Record<string, Pick<Placed, "value" | "look" | "name">> = {
		krav: { value: `${krav}   ${title.split(":")[0]}`, look: { bold: true } },
		word: { ...word, name: `Krav_${krav}` },
		last: earlier(last),
		year: earlier(year),
		reasons: { value: part ? shortened(part.reasons) : "", look: { size: SIZES.text }, name: `Skäl_${krav}` },
	};
	for (const { key, column, across } of columns) {
		const { look, ...rest } = said[key]!;
		grid.put({ row, column, across, ...rest, look: { vertical: "middle", ...look, under: "hair" } });
	}
	grid.high(row, Math.max(28, grid.heightOf(row)));
}

const MOVES = {
	better: { text: "▲ bättre", tone: "good" },
	worse: { text: "▼ sämre", tone: "bad" },
	same: { text: "► lika", tone: "none" },
} as const;

function figureBlock(grid: Grid, { judgement, counts }: JudgementPage, from: number): number {
	grid.high(from - 1, 8);
	const { compared, figures } = judgement;
	const against = compared.last
		? `, jämförda med ${compared.last === "Delår" ? "delårsrapporten" : compared.last}`
		: "";
	section(grid, from, `Sex nyckeltal${against}`, { column: 1, across: COLUMNS });
	for (const [index, { key, label, kind, value, before, movement }] of figures.entries()) {
		const column = 1 + index * 4;
		const { formula, link } = counts.figures[key] ?? {};
		const number: Look = {
			size: SIZES.figure,
			bold: true,
			ink: COLOURS.dark,
			left: true,
			indent: 1,
			vertical: "middle",
			align: "left",
		};
		const format = kind === "share" ? "0.0 %" : "#,##0";
		grid.put(
			{
				...cell(from + 1, column, 4, label, {
					left: true,
					indent: 1,
					ink: COLOURS.grey,
					wrap: false,
					vertical: "middle",
				}),
				link,
			},
			value === null
				? cell(from + 2, column, 4, "–", number)
				: { ...cell(from + 2, column, 4, value, { ...number, format }), type: kind, ...(formula ? { formula } : {}) },
			cell(from + 3, column, 2, before === null ? "" : `mot ${figureText(kind, before)}`, {
				...{ size: SIZES.small, ink: COLOURS.grey, left: true, indent: 1, wrap: false },
			}),
			cell(from + 3, column + 2, 2, movement ? MOVES[movement].text : "", {
				...{
					size: SIZES.small,
					bold: true,
					ink: TONE_LOOKS[movement ? MOVES[movement].tone : "none"].ink,
					wrap: false,
					align: "right",
					indent: 1,
				},
			}),
		);
	}
	grid.high(from + 1, 17);
	grid.high(from + 2, 28);
	grid.high(from + 3, 14);
	grid.high(from + 4, 8);
	return from + 5;
}

const SEVERE_SHOWN = 5;

function severeBlock(grid: Grid, { judgement: { severe }, counts }: JudgementPage, from: number): number {
	section(grid, from, "Större avvikelser som inte är avslutade", { column: 1, across: COLUMNS });
	const rest = severe.length - SEVERE_SHOWN;
	if (severe.length === 0) {
		grid.put(cell(from + 1, 1, COLUMNS, "Ingen större eller väsentlig avvikelse är öppen.", { ink: COLOURS.grey }));
		grid.high(from + 2, 5);
		return from + 3;
	}
	const columns = [
		{ label: "Nr", column: 1, across: 1 },
		{ label: "Avvikelse", column: 2, across: 7 },
		{ label: "Enhet", column: 9, across: 4 },
		{ label: "Läge", column: 13, across: 3 },
		{ label: "Plan", column: 16, across: 4 },
		{ label: "Ansvarig", column: 20, across: 3 },
		{ label: "Senast", column: 23, across: 2 },
	];
	for (const { label, column, across } of columns) grid.put(cell(from + 1, column, across, label, headLook()));
	for (const [index, one] of severe.slice(0, SEVERE_SHOWN).entries()) {
		const row = from + 2 + index;
		const state =
			one.status === "open"
				? toned("warn", SHORT_DEVIATION_STATUSES.open)
				: toned("info", SHORT_DEVIATION_STATUSES.handled);
		const values = [
			{
				value: one.number,
				look: { ink: COLOURS.dark, align: "center" as const },
				type: "count" as const,
				link: counts.deviation(one.id),
			},
			{ value: shortened(one.title, 120), look: { bold: true } },
			{ value: shortened(one.unit, 60) },
			{ value: state.value, look: { ink: state.look.ink!, bold: true } },
			{ value: one.plan === "" ? "Plan saknas" : shortened(one.plan, 140) },
			{ value: one.owner ?? "Ingen" },
			{
				value: one.due_on ?? "–",
				type: one.due_on ? ("date" as const) : ("text" as const),
				look: { wrap: false, size: 8.5 },
			},
		];
		for (const [at, { column, across }] of columns.entries()) {
			const { look, ...rest_of } = values[at]!;
			grid.put({ row, column, across, ...rest_of, look: { vertical: "middle", ...look, under: "hair" } });
		}
	}
	const next = from + 2 + Math.min(severe.length, SEVERE_SHOWN);
	const words = rest > 0 ? `Ytterligare ${rest} står på bladet Avvikelser. ` : "";
	const told = `${words}Hanterad: åtgärdad, effekten är inte kontrollerad.`;
	grid.put(cell(next, 1, COLUMNS, told, { size: SIZES.small, ink: COLOURS.grey }));
	grid.high(next + 1, 8);
	return next + 2;
}
