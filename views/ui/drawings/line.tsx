import { heightOf, middleOf, type Plot, ticksTo } from "../../../src/ground/drawings/bars.ts";
import { linePoints } from "../../../src/ground/drawings/marks.ts";
import { countText } from "../format.ts";
import { Drawing, FiguresTable } from "./drawing.tsx";

const PLOT: Plot = { left: 6, top: 24, bottom: 104 };

interface LinePlace {
	label: string;
	short: string;
	/** Null where it has not been yet. */
	value: number | null;
}

/** How one number has moved, a dot per place. */
export function LineChart(props: {
	id: string;
	title: string;
	head: string;
	series: string;
	places: readonly LinePlace[];
}) {
	const { places } = props;
	const max = Math.max(0, ...places.map(({ value }) => value ?? 0));
	const known = places.filter(({ value }) => value !== null);
	const points = linePoints(
		places.map(({ value }) => value),
		max,
		PLOT,
	);
	const figures = {
		head: props.head,
		series: [{ key: "n", label: props.series, ink: "main" as const }],
		groups: known.map(({ label, value }) => ({ key: label, label, values: [value!] })),
	};
	return (
		<Drawing
			id={props.id}
			title={props.title}
			words={known.map(({ label, value }) => `${label}: ${value}.`).join(" ")}
			height={126}
			table={<FiguresTable figures={figures} title={props.title} sums={false} />}
		>
			{ticksTo(max).map((tick) => {
				const y = PLOT.bottom - heightOf(tick, max, PLOT);
				return <line class="d-grid" x1={`${PLOT.left}%`} x2="100%" y1={y} y2={y} />;
			})}
			{points.slice(1).map(({ x, y }, at) => (
				<line class="d-line" x1={`${points[at]!.x}%`} y1={points[at]!.y} x2={`${x}%`} y2={y} />
			))}
			{points.map(({ x, y, value }) => (
				<>
					<circle class="d-dot" cx={`${x}%`} cy={y} r={4} data-n={value} />
					<text class="d-text d-strong d-mid" x={`${x}%`} y={y - 9}>
						{countText(value)}
					</text>
				</>
			))}
			{places.map(({ short }, at) => (
				<text class="d-text d-soft d-mid" x={`${middleOf(at, places.length, PLOT)}%`} y={PLOT.bottom + 18}>
					{short}
				</text>
			))}
		</Drawing>
	);
}
