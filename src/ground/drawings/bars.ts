import { type Figures, type Ink, totalOf } from "./figures.ts";

/** A bar: across in per cent of the drawing, down in px. Words then keep their size at every width. */
export interface Bar {
	x: number;
	width: number;
	y: number;
	height: number;
	ink: Ink;
	value: number;
	group: number;
	series: number;
}

/** Where the bars stand: from `left` per cent to the right edge, from `top` px down to the axis. */
export interface Plot {
	left: number;
	top: number;
	bottom: number;
}

/** How much of its own place a group's bars take. */
const FILL = 0.7;

export const round = (n: number) => Math.round(n * 100) / 100;

/** The middle of a group's place, in per cent. */
export function middleOf(group: number, groups: number, { left }: Plot): number {
	return round(left + ((100 - left) / Math.max(groups, 1)) * (group + 0.5));
}

/** Two or three round steps from nought that a reader can measure by. */
export function ticksTo(max: number): number[] {
	if (max <= 0) return [0];
	const rough = max / 2.5;
	const tenth = 10 ** Math.floor(Math.log10(rough));
	const step = Math.max(1, [1, 2, 5, 10].map((n) => n * tenth).find((n) => n >= rough) ?? tenth);
	return Array.from({ length: Math.floor(max / step) + 1 }, (_, n) => n * step);
}

/** The height of a value above the axis. */
export function heightOf(value: number, max: number, { top, bottom }: Plot): number {
	return max <= 0 ? 0 : round((value / max) * (bottom - top));
}

export const tallestStack = ({ groups }: Figures) => Math.max(0, ...groups.map(totalOf));
export const tallestBar = ({ groups }: Figures) => Math.max(0, ...groups.flatMap(({ values }) => values));

/** One bar per group, its series on top of each other in their order. */
export function stackedColumns(figures: Figures, plot: Plot): Bar[] {
	const max = tallestStack(figures);
	const place = (100 - plot.left) / Math.max(figures.groups.length, 1);
	return figures.groups.flatMap(({ values }, group) => {
		let below = 0;
		return values.map((value, series) => {
			below += value;
			return {
				...{ x: round(middleOf(group, figures.groups.length, plot) - (place * FILL) / 2), width: round(place * FILL) },
				...{ y: round(plot.bottom - heightOf(below, max, plot)), height: heightOf(value, max, plot) },
				...{ ink: figures.series[series]!.ink, value, group, series },
			};
		});
	});
}

/** The series of a group beside each other. */
export function groupedColumns(figures: Figures, plot: Plot): Bar[] {
	const max = tallestBar(figures);
	const place = (100 - plot.left) / Math.max(figures.groups.length, 1);
	const width = (place * FILL) / Math.max(figures.series.length, 1);
	return figures.groups.flatMap(({ values }, group) => {
		const start = middleOf(group, figures.groups.length, plot) - (place * FILL) / 2;
		return values.map((value, series) => ({
			...{ x: round(start + width * series), width: round(width * 0.9) },
			...{ y: round(plot.bottom - heightOf(value, max, plot)), height: heightOf(value, max, plot) },
			...{ ink: figures.series[series]!.ink, value, group, series },
		}));
	});
}

/** Lying bars, a row of `row` px per group: from `left` per cent, with `right` per cent kept for the number after each. */
export function lyingBars(figures: Figures, at: { left: number; right: number; row: number; height: number }): Bar[] {
	const max = tallestStack(figures);
	const room = 100 - at.left - at.right;
	return figures.groups.flatMap(({ values }, group) => {
		let before = 0;
		return values.map((value, series) => {
			const x = at.left + (max === 0 ? 0 : (before / max) * room);
			before += value;
			return {
				...{ x: round(x), width: max === 0 ? 0 : round((value / max) * room) },
				...{ y: group * at.row + (at.row - at.height) / 2, height: at.height },
				...{ ink: figures.series[series]!.ink, value, group, series },
			};
		});
	});
}

/** The parts of one whole on one line. */
export function partsOf(parts: readonly { n: number }[]): { x: number; width: number }[] {
	const total = parts.reduce((sum, { n }) => sum + n, 0);
	let before = 0;
	return parts.map(({ n }) => {
		const x = total === 0 ? 0 : round((before / total) * 100);
		before += n;
		return { x, width: total === 0 ? 0 : round((n / total) * 100) };
	});
}
