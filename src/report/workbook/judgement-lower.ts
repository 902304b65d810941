import { COLOURS, type Look, SIZES, TONE_LOOKS } from "../../ground/tables/look.ts";
import type { Grid } from "../../ground/tables/grid.ts";
import { headLook } from "../../ground/tables/printed-sheet.ts";
import type { JudgementCounts } from "./judgement-counts.ts";
import type { HeatBox, Judgement } from "./judgement.ts";
import { section, shortened, toned } from "./judgement-cells.ts";

/** How the levels of risk look, each with a pattern and a border of its own. */
const LEVELS: Record<HeatBox["band"]["level"], { sign: string; look: Look }> = {
	1: { sign: "░", look: { ink: TONE_LOOKS.good.ink, ground: TONE_LOOKS.good.ground, frame: "dotted" } },
	2: { sign: "▒", look: { ink: TONE_LOOKS.warn.ink, ground: TONE_LOOKS.warn.ground, frame: "thin" } },
	3: { sign: "▓", look: { ink: TONE_LOOKS.bad.ink, ground: TONE_LOOKS.bad.ground, frame: "thick" } },
	4: { sign: "█", look: { ink: TONE_LOOKS.bad.ink, ground: "FFF3C4C0", frame: "thick" } },
};
const HEAT = { column: 1, across: 11, box: 2 };
/** So many columns have room for a step's word beside its number. */
const LABELLED = 3;
const SMALL: Look = { size: SIZES.small, ink: COLOURS.grey, vertical: "middle" };

/** The map of risks as cells that count; returns the row after it. Five steps leave room for the number of a row alone: its word stands below. */
export function heatBlock(grid: Grid, { heat }: Judgement, counts: JudgementCounts, from: number): number {
	section(grid, from, "Riskkarta: antal risker, kvarstående", HEAT);
	if (!heat) {
		grid.put({ row: from + 1, column: 1, across: HEAT.across, value: "Det finns ingen plan för året.", look: SMALL });
		return from + 2;
	}
	const axes = "Konsekvens (lodrätt) och sannolikhet (vågrätt)";
	grid.put({ row: from + 1, column: 1, across: HEAT.across, value: axes, look: SMALL });
	grid.high(from + 1, 15);
	const { scale } = counts;
	const top = from + 2;
	const size = Math.max(...heat.map(({ likelihood }) => likelihood));
	const labels = HEAT.across - size * HEAT.box;
	const [isTight, impacts] = [labels < LABELLED, scale?.impact ?? []];
	for (const [index, box] of heat.entries()) {
		const row = top + Math.floor(index / size);
		const column = 1 + labels + (box.likelihood - 1) * HEAT.box;
		const { sign, look } = LEVELS[box.band.level];
		grid.put({
			...{ row, column, across: HEAT.box, value: box.numbers.length, type: "count" as const },
			formula: counts.heat(box),
			look: {
				...look,
				size: 12,
				bold: true,
				align: "center",
				vertical: "middle",
				format: `"${sign}  "0;;"${sign}  –"`,
				indent: 0,
			},
		});
		if (box.likelihood === 1) {
			const label = isTight ? String(box.impact) : `${box.impact} ${impacts[box.impact - 1] ?? ""}`;
			grid.put({
				row,
				column: 1,
				across: labels,
				value: label,
				look: { size: SIZES.small, align: "right", vertical: "middle" },
			});
			grid.high(row, 30);
		}
	}
	return footOf(grid, heat, counts, top + size);
}

/** The steps below the map, what its signs mean, and the words of the rows where these had no room for them. */
function footOf(grid: Grid, heat: readonly HeatBox[], { scale }: JudgementCounts, foot: number): number {
	const size = Math.max(...heat.map(({ likelihood }) => likelihood));
	const labels = HEAT.across - size * HEAT.box;
	for (let likelihood = 1; likelihood <= size; likelihood++) {
		const column = 1 + labels + (likelihood - 1) * HEAT.box;
		const value = `${likelihood} ${scale?.likelihood[likelihood - 1] ?? ""}`;
		grid.put({ row: foot, column, across: HEAT.box, value, look: { size: SIZES.small, align: "center" } });
	}
	grid.high(foot, 24);
	const line = (row: number, value: string) =>
		grid.put({ row, column: 1, across: HEAT.across, value, look: { ...SMALL, wrap: true } });
	const bands = new Map(heat.map(({ band }) => [band.level, band.name]));
	const legend = [...bands].sort(([a], [b]) => a - b).map(([level, name]) => `${LEVELS[level].sign} ${name}`);
	line(foot + 1, legend.join("    "));
	if (labels >= LABELLED) return foot + 2;
	line(foot + 2, `Konsekvens: ${(scale?.impact ?? []).map((word, index) => `${index + 1} ${word}`).join(", ")}`);
	grid.high(foot + 2, 24);
	return foot + 3;
}

const RISK = { column: 13, across: 12 };
const RISKS_SHOWN = 5;
const MOVES = { up: "bad", down: "good", same: "none" } as const;
/** A difference with its word; the arrow before it is the sheet's icon. */
const MOVE_FORMAT = '"upp "0;"ned "0;"lika"';

const riskHeads = (last: string) => [
	{ label: "Nr", column: 13, across: 1, right: false },
	{ label: "Risk", column: 14, across: 6, right: false },
	{ label: last, column: 20, across: 2, right: true },
	{ label: "Nu", column: 22, across: 1, right: true },
	{ label: "Rörelse", column: 23, across: 2, right: false },
];

/** The highest risks, and where on the sheet their movements stand as differences. */
export function riskBlock(
	grid: Grid,
	{ risks, compared }: Judgement,
	from: number,
): { last: number; moves: string | null } {
	section(grid, from, "Högsta riskerna och deras rörelse", RISK);
	for (const { label, column, across, right } of riskHeads(compared.last ?? "Förra"))
		grid.put({ row: from + 1, column, across, value: label, look: { ...headLook(right), wrap: false, indent: 1 } });
	const shown = risks.slice(0, RISKS_SHOWN);
	if (shown.length === 0)
		grid.put({ row: from + 2, column: 13, across: 12, value: "Ingen risk är bedömd.", look: { ink: COLOURS.grey } });
	for (const [index, one] of shown.entries()) {
		const row = from + 2 + index;
		const tone = one.movement ? MOVES[one.movement] : "none";
		const moved = one.before === null ? null : one.residual.score - one.before;
		const look = (own: Look): Look => ({ vertical: "middle", ...own, under: "hair" });
		grid.put(
			{ row, column: 13, value: one.number, type: "count", look: look({ align: "center", indent: 0 }) },
			{ row, column: 14, across: 6, value: shortened(one.title, 130), look: look({ size: 8.5 }) },
			{
				row,
				column: 20,
				across: 2,
				value: one.before ?? "–",
				type: one.before === null ? "text" : "count",
				look: look({ align: "right" }),
			},
			{
				row,
				column: 22,
				value: one.residual.score,
				type: "count",
				look: look({ bold: true, size: 10, align: "right", indent: 0 }),
			},
			{
				...{
					row,
					column: 23,
					across: 2,
					value: moved ?? "",
					type: moved === null ? ("text" as const) : ("count" as const),
				},
				look: look({
					bold: true,
					wrap: false,
					ink: TONE_LOOKS[tone].ink,
					size: 8.5,
					align: "right",
					format: MOVE_FORMAT,
				}),
			},
		);
		grid.high(row, Math.max(34, grid.heightOf(row)));
	}
	const moves = shown.some(({ before }) => before !== null) ? `W${from + 2}:W${from + 1 + shown.length}` : null;
	return { last: from + 2 + Math.max(shown.length, 1), moves };
}

const CONTROLS_SHOWN = 10;

/** Controls with performed of planned as a number and as a bar. Returns the bars. */
export function controlBlock(
	grid: Grid,
	{ controls }: Judgement,
	counts: JudgementCounts,
	from: number,
): { ref: string; colour: string }[] {
	section(grid, from, "Kontroller", { column: 1, across: 13 });
	const head = (column: number, across: number, value: string, right = false) =>
		grid.put({ row: from + 1, column, across, value, look: { ...headLook(right), wrap: false } });
	head(1, 6, "Kontrollmoment");
	head(7, 2, "Utförda", true);
	head(9, 3, "Andel av planerade");
	head(12, 2, "Med avv.", true);
	const shown = controls.slice(0, CONTROLS_SHOWN);
	const look = (own: Look): Look => ({ vertical: "middle", ...own, under: "hair" });
	for (const [index, one] of shown.entries()) {
		const row = from + 2 + index;
		const places = counts.control(index);
		grid.put(
			{ row, column: 1, across: 6, value: shortened(one.title, 70), look: look({ size: 8.5 }), link: places.link },
			{
				row,
				column: 7,
				across: 2,
				value: `${one.performed} av ${one.planned}`,
				look: look({ align: "right", wrap: false, size: 8.5 }),
			},
			{ row, column: 9, across: 3, value: one.share, type: "share", formula: places.share, look: look({}) },
			{ row, column: 12, across: 2, value: one.deviating, type: "count", look: look({ bold: true }) },
		);
		grid.high(row, Math.max(15.5, grid.heightOf(row)));
	}
	const next = from + 2 + shown.length;
	const rest = controls.length - shown.length;
	const told =
		controls.length === 0
			? "Inget kontrollmoment har tillfällen i perioden."
			: `Ytterligare ${rest} kontrollmoment står på bladet Kontroller.`;
	if (rest > 0 || controls.length === 0)
		grid.put({ row: next, column: 1, across: 13, value: told, look: { size: SIZES.small, ink: COLOURS.grey } });
	return shown.length === 0 ? [] : [{ ref: `I${from + 2}:I${next - 1}`, colour: COLOURS.bar }];
}

const STEP = { column: 15, across: 10 };

export function approvalBlock(grid: Grid, { approvals }: Judgement, from: number): void {
	section(grid, from, "Godkännanden", STEP);
	for (const [index, value] of ["Steg", "Vem och när", "Läge"].entries()) {
		const [column, across] = (
			[
				[15, 2],
				[17, 6],
				[23, 2],
			] as const
		)[index]!;
		grid.put({ row: from + 1, column, across, value, look: headLook() });
	}
	for (const [index, { step, who, state }] of approvals.entries()) {
		const row = from + 2 + index * 2;
		const word = state === "done" ? toned("good", "Klar") : toned("info", "Väntar");
		const look = (own: Look): Look => ({ vertical: "middle", ...own, under: "hair" });
		grid.put(
			{ row, column: 15, across: 2, down: 2, value: step, look: look({ bold: true, wrap: false }) },
			{ row, column: 17, across: 6, down: 2, value: shortened(who, 90), look: look({ size: SIZES.small }) },
			{
				row,
				column: 23,
				across: 2,
				down: 2,
				value: word.value,
				look: look({ ink: word.look.ink!, bold: true, size: SIZES.small, wrap: false }),
			},
		);
	}
}
