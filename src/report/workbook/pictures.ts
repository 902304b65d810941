import { MONTHS } from "../../ground/calendar/months.ts";
import type { PlanRow } from "../../../db/queries/report/workbook-rows.ts";
import type { ControlMonth } from "../../../db/queries/report/workbook.ts";
import { type Band, bandOf, riskValue, scaleOf } from "../../../db/schema/register/risks-scale.ts";
import type { Scale } from "../../../db/schema/vocabulary.ts";
import { Canvas, fitting, type Pattern } from "../../ground/tables/canvas.ts";
import { lastRowOf, type Picture } from "../../ground/tables/sheet-pictures.ts";
import type { ReportContent } from "./report-content.ts";

/** The same colours as on screen, each with a pattern of its own: low, medium, high, highest. */
const BANDS: Record<Band["level"], { colour: string; pattern: Pattern }> = {
	1: { colour: "#e2f0e4", pattern: "plain" },
	2: { colour: "#fdf1cc", pattern: "dots" },
	3: { colour: "#f8dad7", pattern: "lines" },
	4: { colour: "#efb5b0", pattern: "grid" },
};
const LINE = "#c3ccd4";
const EDGE = "#5b6b79";
const WORDS = 2;
const TITLE = 3;

const STEPS = [1, 2, 3, 4];
const HEAT = { left: 260, top: 110, cell: { width: 190, height: 96 }, foot: 20 };

/** Where the plan's risks stand after what is done about them: how many in each box of likelihood and impact, with their numbers. */
export function heatMapPicture(plan_rows: readonly PlanRow[], scale: Scale, year: number, row: number): Picture {
	const { left, top, cell, foot } = HEAT;
	const canvas = new Canvas(left + 4 * cell.width + foot, top + 4 * cell.height + 60);
	const title = `Riskkarta ${year}, kvarstående risk`;
	canvas.text(title, 16, 14, TITLE);
	canvas.text("Konsekvens", left, 56, WORDS);
	for (const impact of STEPS) {
		const label = `${impact} ${scale.impact[impact - 1]}`;
		canvas.text(fitting(label, cell.width - 8, WORDS), left + (impact - 1) * cell.width + 6, 84, WORDS);
	}
	const told: string[] = [];
	for (const [index, likelihood] of [...STEPS].reverse().entries()) {
		const y = top + index * cell.height;
		canvas.text(fitting(`${likelihood} ${scale.likelihood[likelihood - 1]}`, left - 20, WORDS), 16, y + 38, WORDS);
		for (const impact of STEPS) {
			const score = riskValue(likelihood, impact);
			const band = bandOf(scale, score);
			const numbers = numbersAt(plan_rows, likelihood, impact);
			const at = { x: left + (impact - 1) * cell.width, y, ...cell };
			drawCell(canvas, at, band, score, numbers);
			if (numbers.length > 0)
				told.push(`sannolikhet ${likelihood}, konsekvens ${impact}, ${band.name.toLowerCase()}: ${numbers.join(", ")}`);
		}
	}
	canvas.text("Sannolikhet uppåt, konsekvens åt höger. R1 = risk 1.", 16, top + 4 * cell.height + 24, WORDS);
	const description = `${title}. ${told.join("; ") || "Inga risker är bedömda"}.`;
	return { name: title, description, png: canvas.png(), width: canvas.width, height: canvas.height, row };
}

function numbersAt(rows: readonly PlanRow[], likelihood: number, impact: number): string[] {
	const here = rows.filter((row) => row.residual_likelihood === likelihood && row.residual_impact === impact);
	return [...new Set(here.map((row) => row.number))].sort((a, b) => a - b).map((number) => `R${number}`);
}

type Box = { x: number; y: number; width: number; height: number };

function drawCell(canvas: Canvas, at: Box, band: Band, score: number, numbers: readonly string[]): void {
	const { colour, pattern } = BANDS[band.level];
	canvas.box(at, EDGE);
	canvas.box({ x: at.x + 1, y: at.y + 1, width: at.width - 2, height: at.height - 2 }, colour, {
		pattern,
		colour: LINE,
	});
	const label = (words: string, down: number) => {
		const shown = fitting(words, at.width - 16, WORDS);
		canvas.box({ x: at.x + 6, y: at.y + down - 3, width: shown.length * 12 + 4, height: 22 }, colour);
		canvas.text(shown, at.x + 8, at.y + down, WORDS);
	};
	label(`${score} ${band.name}`, 10);
	if (numbers.length > 0) label(numbers.length === 1 ? "1 risk" : `${numbers.length} risker`, 38);
	if (numbers.length > 0) label(numbers.join(" "), 66);
}

const YEAR = { left: 420, top: 90, cell: { width: 84, height: 44 }, right: 20, foot: 60 };
/** The most controls that the picture shows; the sheet Kontroller has them all. */
const MOST_CONTROLS = 25;

/** The year of each control: performed of planned, month by month. */
export function yearPicture(months: readonly ControlMonth[], year: number, row: number): Picture {
	const { left, top, cell, right, foot } = YEAR;
	const controls = [...new Map(months.map((one) => [one.control_id, one])).values()];
	const shown = controls.slice(0, MOST_CONTROLS);
	const canvas = new Canvas(left + 12 * cell.width + right, top + shown.length * cell.height + foot);
	const title = `Året ${year}: utförda av planerade kontrolltillfällen`;
	canvas.text(title, 16, 14, TITLE);
	for (const [index, month] of MONTHS.entries())
		canvas.text(month.slice(0, 3), left + index * cell.width + 24, 62, WORDS);
	const told: string[] = [];
	for (const [index, control] of shown.entries()) {
		const y = top + index * cell.height;
		canvas.text(fitting(control.title, left - 24, WORDS), 16, y + 14, WORDS);
		const own = months.filter((one) => one.control_id === control.control_id && one.month.startsWith(`${year}-`));
		for (const one of own) {
			drawMonth(canvas, { x: left + (Number(one.month.slice(5)) - 1) * cell.width, y, ...cell }, one);
		}
		const sum = (name: "performed" | "planned") => own.reduce((total, one) => total + one[name], 0);
		told.push(`${control.title}: ${sum("performed")} av ${sum("planned")}`);
	}
	const legend = "Grön utan mönster: alla utförda. Gul med prickar: några. Röd med linjer: inga.";
	canvas.text(legend, 16, top + shown.length * cell.height + 24, WORDS);
	const description = `${title}. ${told.join("; ")}.`;
	return { name: title, description, png: canvas.png(), width: canvas.width, height: canvas.height, row };
}

function performedBand({ performed, planned }: Pick<ControlMonth, "performed" | "planned">) {
	if (performed === planned) return BANDS[1];
	return BANDS[performed > 0 ? 2 : 3];
}

function drawMonth(canvas: Canvas, at: Box, { performed, planned }: ControlMonth): void {
	const { colour, pattern } = performedBand({ performed, planned });
	canvas.box(at, EDGE);
	canvas.box({ x: at.x + 1, y: at.y + 1, width: at.width - 2, height: at.height - 2 }, colour, {
		pattern,
		colour: LINE,
	});
	const words = fitting(`${performed}/${planned}`, at.width - 4, WORDS);
	const width = words.length * 12;
	const x = at.x + Math.floor((at.width - width) / 2);
	canvas.box({ x: x - 2, y: at.y + 11, width: width + 4, height: 22 }, colour);
	canvas.text(words, x, at.y + 14, WORDS);
}

const HEAT_ROW = 5;

/** The report's pictures, under each other. */
export function reportPictures({ period, plan, plan_rows, numbers }: ReportContent): Picture[] {
	const pictures: Picture[] = [];
	const next = () => {
		const last = pictures.at(-1);
		return last ? lastRowOf(last) + 3 : HEAT_ROW;
	};
	if (plan && plan_rows.length > 0) pictures.push(heatMapPicture(plan_rows, scaleOf(plan.scale), period.year, next()));
	if (numbers.control_months.length > 0) pictures.push(yearPicture(numbers.control_months, period.year, next()));
	return pictures;
}
