import { MEASURE_STATUSES } from "../../../db/schema/vocabulary.ts";
import type { BoardChoice } from "../../../db/queries/report/periods.ts";
import type { Overview } from "../../../src/report/overview/read-overview.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { GroupedColumns, LyingBars, PartsBar, StackedColumns } from "../../ui/drawings/bars.tsx";
import { LineChart } from "../../ui/drawings/line.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { SelectField } from "../../ui/field.tsx";
import { FilterBar } from "../../ui/filter-bar.tsx";
import { dateText } from "../../ui/format.ts";
import { Panel, Rows } from "../../ui/panel.tsx";
import { MonthPanel } from "./month-panel.tsx";
import { RiskPanel } from "./risk-panel.tsx";

interface Props {
	shell: Partial<LayoutProps>;
	boards: readonly BoardChoice[];
	overview: Overview;
	today: string;
}

/** How it stands: drawings first, each with its finding for a heading, its table folded, and its rows a click away. */
export function OverviewPage({ shell, boards, overview, today }: Props) {
	const { board, runs, risks } = overview;
	return (
		<Layout {...shell} title="Översikt" lead={`${board?.name ?? "Det du når"}, ${dateText(today)}`}>
			{boards.length > 1 ? (
				<FilterBar action={paths.overview()} label="Välj nämnd">
					<SelectField
						name="namnd"
						label="Nämnd"
						optional="silent"
						value={board?.id}
						options={boards.map(({ id, name }) => ({ value: id, label: name }))}
					/>
				</FilterBar>
			) : null}
			<Now items={overview.now} />
			<div class="board">
				{runs?.month ? <MonthPanel month={runs.month} /> : null}
				<News news={overview.news} />
				{runs && runs.months.groups.length > 0 ? <YearPanel runs={runs} year={overview.year} /> : null}
				<Coming coming={overview.coming} />
				{overview.deviations ? <DeviationPanels deviations={overview.deviations} /> : null}
				{risks ? <RiskPanel risks={risks} /> : null}
				<div class="stack">
					<SamPanel sam={overview.sam} />
					<MeasurePanel measures={overview.measures} />
				</div>
			</div>
		</Layout>
	);
}

function Now({ items }: { items: Overview["now"] }) {
	if (items.length === 0) return null;
	return (
		<ul class="now" aria-label="Det som behöver dig nu">
			{items.map(({ text, note, href, act }) => (
				<li>
					<strong>{text}</strong>
					<p>{note}</p>
					<ButtonLink href={href} variant="secondary">
						{act}
					</ButtonLink>
				</li>
			))}
		</ul>
	);
}

function YearPanel({ runs, year }: { runs: NonNullable<Overview["runs"]>; year: number }) {
	const { without, deviating, late } = runs.totals;
	const lead = `${without + deviating} kontrolltillfällen är utförda, ${deviating} av dem med avvikelse. ${late} är sena.`;
	return (
		<Panel id="aret" wide title={runs.finding} lead={lead} more={{ href: paths.yearStrip(year), text: "Årsöversikt" }}>
			<StackedColumns id="ar" title={`Kontrolltillfällen per månad ${year}, efter utfall`} figures={runs.months} />
		</Panel>
	);
}

function DeviationPanels({ deviations }: { deviations: NonNullable<Overview["deviations"]> }) {
	const { months, ages, open_at_end, href } = deviations;
	return (
		<>
			<Panel
				id="avvikelser"
				wide
				title={deviations.finding}
				lead={`${deviations.open} är ej avslutade.`}
				more={{ href: paths.deviations(), text: "Avvikelser" }}
			>
				<GroupedColumns id="avvikelser" title="Hittade och avslutade avvikelser per månad" figures={months} />
				<h3>Ej avslutade när månaden tog slut</h3>
				<LineChart
					id="ej-avslutade"
					title="Ej avslutade avvikelser när varje månad tog slut"
					head="Månad"
					series="Ej avslutade"
					places={open_at_end}
				/>
			</Panel>
			<Panel
				id="alder"
				title={deviations.age_finding}
				lead="Hur länge sedan de hittades."
				more={deviations.open > 0 ? { href, text: `Se de ${deviations.open}` } : null}
			>
				<LyingBars id="alder" title="Ej avslutade avvikelser efter ålder" figures={ages} />
			</Panel>
		</>
	);
}

function News({ news }: { news: Overview["news"] }) {
	const lead = news.is_visit ? `Du var här ${dateText(news.day)}.` : `Sedan ${dateText(news.day)}.`;
	return (
		<Panel id="sedan" title="Sedan sist" lead={lead}>
			{news.lines.length > 0 ? <Rows rows={news.lines} /> : <p>Inget av det du följer har ändrats.</p>}
		</Panel>
	);
}

function Coming({ coming }: { coming: Overview["coming"] }) {
	return (
		<Panel id="datum" title="Nästa datum">
			{coming.length > 0 ? (
				<Rows rows={coming.map(({ day, ...row }) => ({ ...row, end: dateText(day) }))} />
			) : (
				<p>Inget datum ligger framför.</p>
			)}
		</Panel>
	);
}

function SamPanel({ sam }: { sam: Overview["sam"] }) {
	if (!sam) return null;
	const { total, signed, reconciled } = sam;
	return (
		<Panel id="sam" title={sam.finding} more={{ href: paths.sam(), text: "SAM" }}>
			<PartsBar
				id="sam"
				title="Årets SAM-uppföljningar"
				parts={[
					{ n: reconciled, label: "avstämda", ink: "main", href: paths.sam() },
					{ n: signed - reconciled, label: "signerade, inte avstämda", ink: "hatch", href: paths.sam() },
					{ n: total - signed, label: "inte signerade", ink: "empty", href: paths.sam() },
				]}
			/>
		</Panel>
	);
}

function MeasurePanel({ measures }: { measures: Overview["measures"] }) {
	if (!measures) return null;
	const rest = measures.overdue - measures.rows.length;
	return (
		<Panel id="atgarder" title={measures.finding} more={{ href: measures.all_href, text: `Se alla ${measures.total}` }}>
			<Rows
				rows={[
					...measures.rows.map((one) => ({
						text: one.title,
						href: paths.measure(one.id),
						end: `R${one.risk_number}`,
						note: [one.owner_name ?? "Ingen ansvarig", MEASURE_STATUSES[one.status].toLowerCase()].join(" · "),
					})),
					...(rest > 0 ? [{ text: `${rest} till`, href: measures.href }] : []),
				]}
			/>
		</Panel>
	);
}
