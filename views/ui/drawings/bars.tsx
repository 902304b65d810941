import {
	type Bar,
	groupedColumns,
	heightOf,
	lyingBars,
	middleOf,
	partsOf,
	type Plot,
	stackedColumns,
	tallestBar,
	tallestStack,
	ticksTo,
} from "../../../src/ground/drawings/bars.ts";
import { barText, type Figures, type Ink, totalOf, wordsOf } from "../../../src/ground/drawings/figures.ts";
import { domId } from "../dom-id.ts";
import { countText } from "../format.ts";
import { Link } from "../link.tsx";
import { Drawing, FiguresTable } from "./drawing.tsx";
import { inked, Legend, Swatch } from "./ink.tsx";

const PLOT: Plot = { left: 6, top: 28, bottom: 160 };
const HEIGHT = 182;

function BarMark({ bar, figures }: { bar: Bar; figures: Figures }) {
	if (bar.value === 0) return null;
	const { x, width, y, height, ink, value } = bar;
	const group = figures.groups[bar.group]!;
	const href = group.hrefs?.[bar.series];
	const mark = (
		<rect x={`${x}%`} width={`${width}%`} y={y} height={height} {...inked(ink)} data-group={bar.group} data-n={value} />
	);
	if (!href) return mark;
	const label = `${group.label}, ${figures.series[bar.series]!.label.toLowerCase()}: ${countText(value)}`;
	return (
		<Link href={href} label={label}>
			{mark}
		</Link>
	);
}

function Scale({ max, plot }: { max: number; plot: Plot }) {
	return (
		<>
			{ticksTo(max).map((tick) => {
				const y = plot.bottom - heightOf(tick, max, plot);
				return (
					<>
						<line class="d-grid" x1={`${plot.left}%`} x2="100%" y1={y} y2={y} />
						<text class="d-text d-soft d-end" x={`${plot.left - 1.2}%`} y={y + 4}>
							{countText(tick)}
						</text>
					</>
				);
			})}
		</>
	);
}

function Names({ figures, plot }: { figures: Figures; plot: Plot }) {
	return (
		<>
			{figures.groups.map(({ label, short }, at) => (
				<text class="d-text d-soft d-mid" x={`${middleOf(at, figures.groups.length, plot)}%`} y={plot.bottom + 18}>
					{short ?? label}
				</text>
			))}
			<line class="d-axis" x1={`${plot.left}%`} x2="100%" y1={plot.bottom} y2={plot.bottom} />
		</>
	);
}

interface BarsProps {
	id: string;
	title: string;
	figures: Figures;
}

const isLinked = ({ groups }: Figures) => groups.some(({ hrefs }) => hrefs?.some(Boolean));

const common = ({ id, title, figures }: BarsProps) => ({
	id,
	title,
	words: wordsOf(figures),
	linked: isLinked(figures),
	legend: figures.series.length > 1 ? <Legend series={figures.series} /> : null,
	table: <FiguresTable figures={figures} title={title} />,
});

/** A standing bar per group, its series on top of each other. */
export function StackedColumns(props: BarsProps) {
	const { figures } = props;
	const max = tallestStack(figures);
	return (
		<Drawing {...common(props)} height={HEIGHT}>
			<Scale max={max} plot={PLOT} />
			{stackedColumns(figures, PLOT).map((bar) => (
				<BarMark bar={bar} figures={figures} />
			))}
			{figures.groups.map((group, at) => {
				const { strong, rest } = barText(group, figures);
				const y = PLOT.bottom - heightOf(totalOf(group), max, PLOT) - 7;
				return totalOf(group) === 0 ? null : (
					<text class="d-text d-strong d-mid" x={`${middleOf(at, figures.groups.length, PLOT)}%`} y={y}>
						{strong}
						{rest ? <tspan class={rest.startsWith("/") ? "d-soft" : "d-soft d-of"}>{rest}</tspan> : null}
					</text>
				);
			})}
			<Names figures={figures} plot={PLOT} />
		</Drawing>
	);
}

/** Standing bars beside each other, a few per group. */
export function GroupedColumns(props: BarsProps) {
	const { figures } = props;
	return (
		<Drawing {...common(props)} height={HEIGHT}>
			<Scale max={tallestBar(figures)} plot={PLOT} />
			{groupedColumns(figures, PLOT).map((bar) => (
				<>
					<BarMark bar={bar} figures={figures} />
					{bar.value > 0 ? (
						<text class="d-text d-strong d-mid" x={`${bar.x + bar.width / 2}%`} y={bar.y - 6}>
							{countText(bar.value)}
						</text>
					) : null}
				</>
			))}
			<Names figures={figures} plot={PLOT} />
		</Drawing>
	);
}

const LYING = { left: 32, right: 10, row: 34, height: 22 };

/** A lying bar per group, its series after each other. */
export function LyingBars(props: BarsProps) {
	const { figures } = props;
	const bars = lyingBars(figures, LYING);
	return (
		<Drawing {...common(props)} height={figures.groups.length * LYING.row}>
			{bars.map((bar) => (
				<BarMark bar={bar} figures={figures} />
			))}
			{figures.groups.map((group, at) => {
				const own = bars.filter((bar) => bar.group === at);
				const end = Math.max(LYING.left, ...own.map(({ x, width }) => x + width));
				return (
					<>
						<text class="d-text" x="0" y={at * LYING.row + 22}>
							{group.label}
						</text>
						<text class="d-text d-strong" x={`${end + 1.5}%`} y={at * LYING.row + 22}>
							{countText(totalOf(group))}
						</text>
					</>
				);
			})}
			<line class="d-axis" x1={`${LYING.left}%`} x2={`${LYING.left}%`} y1={0} y2={figures.groups.length * LYING.row} />
		</Drawing>
	);
}

export interface Part {
	n: number;
	/** "avstämda" */
	label: string;
	ink: Ink;
	href?: string | null | undefined;
}

/** One whole and its parts on one line; the legend has their numbers, so it is the table. */
export function PartsBar(props: { id: string; title: string; parts: readonly Part[] }) {
	const id = domId("delar", props.id);
	const places = partsOf(props.parts);
	return (
		<figure class="drawing">
			<svg class="plot" role="img" aria-labelledby={id} height={28}>
				<title id={id}>{props.title}</title>
				<desc>{`${props.parts.map(({ n, label }) => `${n} ${label}`).join(", ")}.`}</desc>
				{props.parts.map(({ n, ink }, at) =>
					n === 0 ? null : (
						<rect
							x={`${places[at]!.x}%`}
							width={`${places[at]!.width}%`}
							y="0.5"
							height="27"
							data-n={n}
							{...inked(ink)}
						/>
					),
				)}
			</svg>
			<ul class="legend">
				{props.parts.map(({ n, label, ink, href }) => (
					<li>
						<Swatch ink={ink} />
						{href && n > 0 ? (
							<Link href={href}>{`${countText(n)} ${label}`}</Link>
						) : (
							<span>{`${countText(n)} ${label}`}</span>
						)}
					</li>
				))}
			</ul>
		</figure>
	);
}

/** How much of each is done: the words and numbers stand over each bar, so they are the table. */
export function ShareBars(props: {
	shares: readonly { label: string; href?: string | null | undefined; done: number; total: number; note?: string }[];
}) {
	return (
		<ul class="shares">
			{props.shares.map(({ label, href, done, total, note }) => (
				<li>
					<span>{href ? <Link href={href}>{label}</Link> : label}</span>
					<span class="number">
						<strong>{countText(done)}</strong>
						{` av ${countText(total)}${note ?? ""}`}
					</span>
					<ShareBar done={done} total={total} />
				</li>
			))}
		</ul>
	);
}

/** The bar alone, beside words that say the same. */
export function ShareBar({ done, total }: { done: number; total: number }) {
	const [filled] = partsOf([{ n: Math.min(done, total) }, { n: Math.max(total - done, 0) }]);
	return (
		<svg class="share-bar" height="10" aria-hidden="true" focusable="false">
			<rect class="d-empty" x="0" width="100%" y="1" height="8" rx="2" />
			<rect class="d-main" x="0" width={`${filled!.width}%`} y="0" height="10" rx="2" data-n={done} />
		</svg>
	);
}
