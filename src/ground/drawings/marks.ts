import { heightOf, middleOf, type Plot, round } from "./bars.ts";

/** A share found in a sample, in whole permille, between its limits, beside what is tolerated. */
export interface Interval {
	found: number | null;
	lower: number;
	/** What the examined alone leave possible; beyond it lies what the unexamined may add. */
	known_upper: number;
	upper: number;
	tolerated: number | null;
}

export interface IntervalPlaces {
	known: { x: number; width: number };
	unknown: { x: number; width: number };
	dot: number | null;
	mark: number | null;
}

/** In per cent of a line that ends at `max` permille; what lies beyond it stands at its end. */
export function intervalPlaces({ found, lower, known_upper, upper, tolerated }: Interval, max: number): IntervalPlaces {
	const at = (permille: number) => round((Math.min(Math.max(permille, 0), max) / max) * 100);
	const span = (from: number, to: number) => ({ x: at(from), width: round(Math.max(0, at(to) - at(from))) });
	return {
		known: span(lower, known_upper),
		unknown: span(Math.max(lower, known_upper), upper),
		dot: found === null ? null : at(found),
		mark: tolerated === null ? null : at(tolerated),
	};
}

/** Where a line of intervals ends: the nearest round share beyond the widest of them. */
export function intervalMax(intervals: readonly Interval[]): number {
	const widest = Math.max(...intervals.flatMap(({ upper, tolerated }) => [upper, tolerated ?? 0]), 1);
	return [50, 100, 200, 300, 500].find((end) => end >= widest) ?? 1000;
}

export interface Point {
	x: number;
	y: number;
	value: number;
}

/** A value per group on a line, on the same scale as bars up to `max`; null is a month that has not been. */
export function linePoints(values: readonly (number | null)[], max: number, plot: Plot): Point[] {
	return values.flatMap((value, group) =>
		value === null
			? []
			: [
					{
						x: middleOf(group, values.length, plot),
						y: round(plot.bottom - heightOf(value, max, plot)),
						value,
					},
				],
	);
}

/** Beyond so many the gaps between the parts would be wider than the parts. */
const MOST_PARTS = 40;

/** A ring of equal parts, the first `done` of them filled, as dashes on a circle that is `total` long. */
export function ringDashes(done: number, total: number): { length: number; track: string; filled: string | null } {
	const length = Math.max(total, 1);
	const gap = total > 1 && total <= MOST_PARTS ? 0.16 : 0;
	const parts = (n: number) => Array.from({ length: n }, () => `${round(1 - gap)} ${gap}`).join(" ");
	if (gap === 0) return { length, track: `${length} 0`, filled: done === 0 ? null : `${done} ${length - done}` };
	const rest = total - done;
	return {
		length,
		track: parts(total),
		filled: done === 0 ? null : `${done > 1 ? `${parts(done - 1)} ` : ""}${round(1 - gap)} ${round(rest + gap)}`,
	};
}

export interface Place {
	likelihood: number;
	impact: number;
}

export interface Arrow {
	x1: number;
	y1: number;
	x2: number;
	y2: number;
}

/** From box to box over a map of `steps` by `steps` boxes, in per cent of it, drawn short of both middles. */
export function moveArrows(moves: readonly { from: Place; to: Place }[], steps: number): Arrow[] {
	const middle = ({ likelihood, impact }: Place) => ({
		x: ((impact - 0.5) / steps) * 100,
		y: ((steps - likelihood + 0.5) / steps) * 100,
	});
	const seen = new Map<string, number>();
	return moves.map(({ from, to }) => {
		const key = JSON.stringify([from, to]);
		const nth = seen.get(key) ?? 0;
		seen.set(key, nth + 1);
		const [a, b] = [middle(from), middle(to)];
		const [dx, dy] = [b.x - a.x, b.y - a.y];
		const length = Math.hypot(dx, dy) || 1;
		const aside = { x: (-dy / length) * 2.5 * nth, y: (dx / length) * 2.5 * nth };
		const between = (share: number) => ({ x: round(a.x + dx * share + aside.x), y: round(a.y + dy * share + aside.y) });
		const [start, end] = [between(0.3), between(0.72)];
		return { x1: start.x, y1: start.y, x2: end.x, y2: end.y };
	});
}

/** A point on a wheel whose year begins on top and goes with the clock: `share` of the year, `radius` from the middle. */
export function onWheel(share: number, radius: number, middle: number): { x: number; y: number } {
	const angle = share * 2 * Math.PI - Math.PI / 2;
	return { x: round(middle + radius * Math.cos(angle)), y: round(middle + radius * Math.sin(angle)) };
}

/** Which part of the year a day of it lies at: each month is a twelfth, so that the names stand evenly. */
export function shareOfYear(day: string): number {
	return (Number(day.slice(5, 7)) - 1 + (Number(day.slice(8, 10)) - 1) / 31) / 12;
}
