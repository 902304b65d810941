import { MONTHS } from "../../../src/ground/calendar/months.ts";
import { onWheel, shareOfYear } from "../../../src/ground/drawings/marks.ts";
import { domId } from "../dom-id.ts";
import { Glyph, type GlyphName } from "../glyph.tsx";

export interface WheelRing {
	label: string;
	glyph: GlyphName;
	days: readonly { day: string; text: string }[];
}

const SIZE = 440;
const MIDDLE = SIZE / 2;
const OUTER = 200;
const STEP = 30;

/** A year as a wheel: a ring per kind of day, a sign per day. The table beside it has every day in words. */
export function Wheel(props: { id: string; year: number; rings: readonly WheelRing[]; today: string | null }) {
	const id = domId("hjul", props.id);
	const days = props.rings.flatMap(({ days: own }) => own);
	const months = MONTHS.map((name, at) => ({ name: name.slice(0, 3), at }));
	return (
		<figure class="drawing">
			<ul class="legend">
				{props.rings.map(({ label, glyph, days: own }) => (
					<li>
						<Glyph name={glyph} />
						{`${label} (${own.length})`}
					</li>
				))}
			</ul>
			<svg class="wheel" viewBox={`0 0 ${SIZE} ${SIZE}`} role="img" aria-labelledby={id}>
				<title id={id}>{`Årshjul ${props.year}`}</title>
				<desc>{`${days.length} dagar i ${props.rings.length} ringar. Tabellen har dem i ordning.`}</desc>
				{props.rings.map((_, at) => (
					<circle class="wheel-ring" cx={MIDDLE} cy={MIDDLE} r={OUTER - STEP * (at + 1)} />
				))}
				{months.map(({ name, at }) => {
					const [from, to] = [onWheel(at / 12, 40, MIDDLE), onWheel(at / 12, OUTER, MIDDLE)];
					const word = onWheel((at + 0.5) / 12, OUTER - 6, MIDDLE);
					return (
						<>
							<line class="d-grid" x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
							<text class="wheel-month" x={word.x} y={word.y + 4}>
								{name}
							</text>
						</>
					);
				})}
				{props.rings.flatMap(({ glyph, days: own }, at) =>
					own.map(({ day }) => {
						const { x, y } = onWheel(shareOfYear(day), OUTER - STEP * (at + 1), MIDDLE);
						return (
							<g class="wheel-day" transform={`translate(${x - 8} ${y - 8})`} data-day={day}>
								<circle cx="8" cy="8" r="10" />
								<Glyph name={glyph} />
							</g>
						);
					}),
				)}
				{props.today ? <TodayHand today={props.today} /> : null}
				<text class="wheel-year" x={MIDDLE} y={MIDDLE + 7}>
					{props.year}
				</text>
			</svg>
		</figure>
	);
}

function TodayHand({ today }: { today: string }) {
	const [from, to] = [onWheel(shareOfYear(today), 34, MIDDLE), onWheel(shareOfYear(today), OUTER - 16, MIDDLE)];
	return <line class="d-limit" x1={from.x} y1={from.y} x2={to.x} y2={to.y} />;
}
