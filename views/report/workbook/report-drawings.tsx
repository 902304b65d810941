import type { Period } from "../../../db/queries/report/periods.ts";
import { COUNTED_DEVIATIONS, DEVIATION_STATUSES, SEVERITIES } from "../../../db/schema/vocabulary.ts";
import type { Figures } from "../../../src/ground/drawings/figures.ts";
import { paths } from "../../../src/paths/paths.ts";
import type { KeyFigure } from "../../../src/report/workbook/compared.ts";
import type { DeviationTotals, MonthTotals } from "../../../src/report/workbook/report-tables.ts";
import { LyingBars, ShareBars, StackedColumns } from "../../ui/drawings/bars.tsx";
import { countText } from "../../ui/format.ts";
import { Glyph } from "../../ui/glyph.tsx";
import { Panel } from "../../ui/panel.tsx";

const shareText = ({ n, of }: { n: number; of: number | null }) =>
	of === null ? countText(n) : `${countText(n)} av ${countText(of)}`;

/** Six numbers, each beside what it was. */
export function ReportFigures({ figures }: { figures: readonly KeyFigure[] }) {
	return (
		<dl class="key-figures is-compared">
			{figures.map((figure) => (
				<div>
					<dt>
						{figure.label}
						{figure.earlier.map((then) => (
							<span class="key-before">
								<Movement figure={figure} then={then} />
								{`${then.name}: ${shareText(then)}`}
							</span>
						))}
					</dt>
					<dd>{shareText(figure)}</dd>
				</div>
			))}
		</dl>
	);
}

/** The way it has gone. A part of a whole has none: the whole has changed too. */
function Movement({ figure, then }: { figure: KeyFigure; then: KeyFigure["earlier"][number] }) {
	if (figure.of !== null || figure.n === then.n) return null;
	const up = figure.n > then.n;
	return (
		<span class={up === figure.worse_up ? "is-worse" : undefined}>
			<Glyph name={up ? "up" : "down"} />
			<span class="sr-only">{up ? "fler än " : "färre än "}</span>
		</span>
	);
}

/** What the report's numbers look like. */
export function ReportDrawings(props: {
	period: Period;
	months: Figures;
	controls: MonthTotals;
	deviations: DeviationTotals;
}) {
	const { period, months, controls, deviations } = props;
	const found: Figures = {
		head: "Allvarlighetsgrad",
		series: [
			{ key: "open", label: DEVIATION_STATUSES.open, ink: "warn" },
			{ key: "handled", label: DEVIATION_STATUSES.handled, ink: "pale" },
			{ key: "closed", label: DEVIATION_STATUSES.closed, ink: "main" },
		],
		groups: deviations.rows.map(({ severity, counts }) => ({
			...{ key: severity, label: SEVERITIES[severity] },
			values: COUNTED_DEVIATIONS.map((status) => counts[status]),
		})),
	};
	return (
		<div class="board is-even">
			<div class="stack">
				{months.groups.length > 0 ? (
					<Panel
						id="manader"
						title="Kontroller per månad"
						more={{ href: paths.reportGround(period.id, "kontrolltillfallen"), text: "Kontrolltillfällena" }}
					>
						<StackedColumns
							id="manader"
							title="Rapportens kontrolltillfällen per månad, efter utfall"
							figures={months}
						/>
					</Panel>
				) : null}
				<Panel
					id="avvikelser"
					title="Avvikelser efter allvarlighetsgrad"
					more={{ href: paths.reportGround(period.id, "avvikelser"), text: "Avvikelserna" }}
				>
					<LyingBars id="avvikelser" title="Rapportens avvikelser efter grad och status" figures={found} />
				</Panel>
			</div>
			{controls.rows.length > 0 ? (
				<Panel id="kontroller" title="Kontrollerna" lead="Utförda av planerade kontrolltillfällen.">
					<ShareBars
						shares={controls.rows.map(({ control_id, title, total }) => ({
							label: title,
							href: paths.control(control_id),
							done: total.performed,
							total: total.planned,
						}))}
					/>
				</Panel>
			) : null}
		</div>
	);
}
