import { Link } from "./link.tsx";
import type { RiskBand } from "./risk-badge.tsx";

export interface MatrixRisk {
	href: string;
	/** short and visible, e.g. "R7" */
	short: string;
	title: string;
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

const SHOWN = 6;

function CellContent({ cell }: { cell: MatrixCell }) {
	const count = cell.risks.length;
	const words = ["inga risker", "1 risk"][count] ?? `${count} risker`;
	return (
		<>
			<span class="band-mark" aria-hidden="true" />
			<span class="matrix-score">
				<strong>{cell.score}</strong> <span>{cell.band.name}</span>
			</span>
			{count > 0 && cell.href ? (
				<Link href={cell.href} class="matrix-count">
					{words}
				</Link>
			) : (
				<span class={count === 0 ? "matrix-count sr-only" : "matrix-count"}>{words}</span>
			)}
			{count > 0 ? (
				<ul class="matrix-risks">
					{cell.risks.slice(0, SHOWN).map((risk) => (
						<li>
							<Link href={risk.href} label={`${risk.short}: ${risk.title}`}>
								{risk.short}
							</Link>
						</li>
					))}
				</ul>
			) : null}
		</>
	);
}

/** Heat map as a table: rows likelihood (highest first), columns impact. Labels go from 1 upwards. */
export function RiskMatrix(props: {
	caption: string;
	likelihood: readonly string[];
	impact: readonly string[];
	cells: readonly MatrixCell[];
}) {
	const at = new Map(props.cells.map((cell) => [`${cell.likelihood}:${cell.impact}`, cell]));
	const rows = props.likelihood.map((label, index) => ({ label, value: index + 1 })).reverse();
	const columns = props.impact.map((label, index) => ({ label, value: index + 1 }));
	return (
		<table class="matrix">
			<caption>{props.caption}</caption>
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
								<td class={cell ? `band-${cell.band.level}` : undefined}>
									{cell ? <CellContent cell={cell} /> : null}
								</td>
							);
						})}
					</tr>
				))}
			</tbody>
		</table>
	);
}
