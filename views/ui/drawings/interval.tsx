import { type Interval, intervalPlaces } from "../../../src/ground/drawings/marks.ts";
import { inked } from "./ink.tsx";

export const INTERVAL_LEGEND = [
	{ label: "Möjlig andel enligt det granskade", ink: "main" },
	{ label: "Det som inte är granskat kan lägga till", ink: "hatch" },
] as const;

/** A share between its limits on a line of a table; the row says the same in numbers. `null`: too few to say. */
export function IntervalLine({ interval, max, words }: { interval: Interval | null; max: number; words: string }) {
	return (
		<svg class="interval" height={28} role="img" aria-label={words}>
			<title>{words}</title>
			{[0, 50, 100].map((x) => (
				<line class="d-grid" x1={`${x}%`} x2={`${x}%`} y1={2} y2={26} />
			))}
			{interval ? (
				<IntervalMarks {...intervalPlaces(interval, max)} />
			) : (
				<rect x="0" width="100%" y="9.5" height="9" {...inked("empty")} />
			)}
		</svg>
	);
}

function IntervalMarks({ known, unknown, dot, mark }: ReturnType<typeof intervalPlaces>) {
	return (
		<>
			<rect class="d-main d-known" x={`${known.x}%`} width={`${known.width}%`} y="9" height="10" />
			{unknown.width > 0 ? (
				<rect x={`${unknown.x}%`} width={`${unknown.width}%`} y="9.5" height="9" {...inked("hatch")} />
			) : null}
			{mark === null ? null : <line class="d-limit" x1={`${mark}%`} x2={`${mark}%`} y1={2} y2={26} />}
			{dot === null ? null : <circle class="d-dot" cx={`${dot}%`} cy={14} r={4} />}
		</>
	);
}
