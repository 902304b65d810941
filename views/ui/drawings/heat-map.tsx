import { moveArrows } from "../../../src/ground/drawings/marks.ts";
import { Glyph } from "../glyph.tsx";
import { Link } from "../link.tsx";
import type { RiskBand } from "../risk-badge.tsx";

export interface MatrixRisk {
	href: string;
	/** short and visible, e.g. "R7" */
	short: string;
	title: string;
	/** where it stood before it was moved */
	was?: { likelihood: number; impact: number; score: number } | null | undefined;
	/** the one that the page is about */
	current?: boolean | undefined;
}

export interface MatrixCell {
	likelihood: number;
	impact: number;
	score: number;
	band: RiskBand;
	risks: readonly MatrixRisk[];
	/** the list of the cell's risks */
	href?: string | null | undefined;
}

/** So many are shown one by one; a box with more says how many, and leads to the list of all its risks. */
const SHOWN = 9;
/** More arrows than this hide the map they lie on; the sign at each risk says the same. */
const MOST_ARROWS = 12;
/** Where each way is drawn once, and is what the map is for. */
const MOST_WAYS = 30;

function MovedRisk({ risk, score }: { risk: MatrixRisk; score: number }) {
	const { was } = risk;
	if (!was) {
		return (
			<Link href={risk.href} current={risk.current} label={`${risk.short}: ${risk.title}`}>
				{risk.short}
			</Link>
		);
	}
	return (
		<Link href={risk.href} class="is-moved" label={`${risk.short}: ${risk.title}, förut ${was.score}`}>
			{risk.short}
			<Glyph name={score > was.score ? "up" : "down"} />
		</Link>
	);
}

/** `bare`: the map is for its ways alone, and its rows stay equal so that these lie where they should. */
function CellContent({ cell, bare }: { cell: MatrixCell; bare: boolean }) {
	const count = cell.risks.length;
	const words = ["inga risker", "1 risk"][count] ?? `${count} risker`;
	const value = (
		<span class="matrix-score">
			<span class="band-mark" aria-hidden="true" />
			<strong>{cell.score}</strong> <span>{cell.band.name}</span>
		</span>
	);
	if (bare) return value;
	const shown = count > SHOWN ? cell.risks.slice(0, SHOWN - 1) : cell.risks;
	return (
		<>
			{value}
			{count > 0 && cell.href ? (
				<Link href={cell.href} class="matrix-count">
					{words}
				</Link>
			) : (
				<span class={count === 0 ? "matrix-count sr-only" : "matrix-count"}>{words}</span>
			)}
			{count > 0 ? (
				<ul class="matrix-risks">
					{shown.map((risk) => (
						<li>
							<MovedRisk risk={risk} score={cell.score} />
						</li>
					))}
					{count > shown.length && cell.href ? (
						<li>
							<Link href={cell.href} label={`Ytterligare ${count - shown.length} risker`}>
								{`+${count - shown.length}`}
							</Link>
						</li>
					) : null}
				</ul>
			) : null}
		</>
	);
}

interface MapWay {
	from: { likelihood: number; impact: number };
	to: { likelihood: number; impact: number };
}

interface MapProps {
	caption: string;
	likelihood: readonly string[];
	impact: readonly string[];
	cells: readonly MatrixCell[];
	/** ways that are drawn instead of what has moved since; `aim` is one that lies ahead */
	ways?: readonly (MapWay & { aim: boolean })[] | undefined;
	/** where the heading of a panel says it already */
	hide_caption?: boolean | undefined;
}

/** Heat map as a table: rows likelihood (highest first), columns impact. Labels go from 1 upwards. Arrows show what has moved. */
export function RiskMatrix(props: MapProps) {
	const ways = props.ways ?? movesOf(props.cells);
	const most = props.ways ? MOST_WAYS : MOST_ARROWS;
	return (
		<div class={`heat heat-${props.likelihood.length}`}>
			<MapTable {...props} />
			{ways.length > 0 && ways.length <= most ? (
				<svg class="heat-moves" aria-hidden="true" focusable="false">
					{moveArrows(ways, props.likelihood.length).map(({ x1, y1, x2, y2 }, index) => (
						<line
							class={ways[index]!.aim ? "d-arrow is-aim" : "d-arrow"}
							marker-end="url(#m-arrow)"
							x1={`${x1}%`}
							y1={`${y1}%`}
							x2={`${x2}%`}
							y2={`${y2}%`}
						/>
					))}
				</svg>
			) : null}
		</div>
	);
}

function movesOf(cells: readonly MatrixCell[]): (MapWay & { aim: boolean })[] {
	return cells.flatMap((cell) =>
		cell.risks.flatMap(({ was }) =>
			was ? [{ from: was, to: { likelihood: cell.likelihood, impact: cell.impact }, aim: false }] : [],
		),
	);
}

function MapTable(props: MapProps) {
	const at = new Map(props.cells.map((cell) => [`${cell.likelihood}:${cell.impact}`, cell]));
	const rows = props.likelihood.map((label, index) => ({ label, value: index + 1 })).reverse();
	const columns = props.impact.map((label, index) => ({ label, value: index + 1 }));
	return (
		<table class="matrix">
			<caption class={props.hide_caption ? "sr-only" : undefined}>{props.caption}</caption>
			<thead>
				<tr>
					<td class="matrix-corner" rowspan={2}>
						<span>Sannolikhet</span>
					</td>
					<th scope="colgroup" colspan={columns.length} class="matrix-axis">
						Konsekvens
					</th>
				</tr>
				<tr>
					{columns.map(({ label, value }) => (
						<th scope="col">
							<span class="matrix-step">{value}</span> {label}
						</th>
					))}
				</tr>
			</thead>
			<tbody>
				{rows.map((row) => (
					<tr>
						<th scope="row">
							<span class="matrix-step">{row.value}</span> {row.label}
						</th>
						{columns.map((column) => {
							const cell = at.get(`${row.value}:${column.value}`);
							return (
								<td data-at={`${row.value}-${column.value}`} class={cell ? `band-${cell.band.level}` : undefined}>
									{cell ? <CellContent cell={cell} bare={props.ways !== undefined} /> : null}
								</td>
							);
						})}
					</tr>
				))}
			</tbody>
		</table>
	);
}
