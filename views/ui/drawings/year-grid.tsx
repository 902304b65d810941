import { MONTHS } from "../../../src/ground/calendar/months.ts";
import { TONE_GLYPH, type Tone } from "../badge.tsx";
import { Glyph, type GlyphName } from "../glyph.tsx";
import { Link } from "../link.tsx";
import { ROLE } from "../table-roles.ts";

/** A state in the strip: `word` is what fits in a cell ("Klar"), `full` what it means ("Klar utan avvikelse"). */
export interface StripState {
	tone: Tone;
	word: string;
	full: string;
	pattern?: GlyphName | undefined;
	/** A second sign beside the first, without a colour of its own; `full` says what it means too. */
	second?: GlyphName | undefined;
}

export interface StripCell {
	state: StripState | null;
	href?: string | null | undefined;
}

export interface StripRow {
	heading: string;
	sub?: string | undefined;
	href?: string | null | undefined;
	/** one per month; null = nothing planned */
	cells: readonly StripCell[];
}

export interface StripMonth {
	short: string;
	full: string;
	current?: boolean | undefined;
}

export const MONTHS_OF_YEAR: readonly StripMonth[] = MONTHS.map((full) => ({ full, short: full.slice(0, 3) }));

function State({ state }: { state: StripState }) {
	return (
		<>
			<span class="strip-signs">
				<Glyph name={state.pattern ?? TONE_GLYPH[state.tone]} />
				{state.second ? <Glyph name={state.second} /> : null}
			</span>
			<span class="strip-word">{state.word}</span>
		</>
	);
}

function MonthCell({ cell, month, row }: { cell: StripCell | undefined; month: StripMonth; row: StripRow }) {
	const state = cell?.state ?? null;
	const here = month.current ? " is-current" : "";
	if (!state) {
		return (
			<td class={`strip-empty${here}`} data-label={month.short} {...ROLE.cell}>
				<span aria-hidden="true">·</span>
				<span class="sr-only">Inget planerat</span>
			</td>
		);
	}
	const inner = cell?.href ? (
		<Link
			href={cell.href}
			class={`strip-cell tone-${state.tone}`}
			label={`${row.heading}, ${month.full}: ${state.full}`}
		>
			<State state={state} />
		</Link>
	) : (
		<span class={`strip-cell tone-${state.tone}`}>
			<State state={state} />
			{state.full === state.word ? null : <span class="sr-only">{`: ${state.full}`}</span>}
		</span>
	);
	return (
		<td class={here.trim() || undefined} data-label={month.short} {...ROLE.cell}>
			{inner}
		</td>
	);
}

interface SecondSign {
	pattern: GlyphName;
	full: string;
}

export function StripLegend({ states, second }: { states: readonly StripState[]; second: readonly SecondSign[] }) {
	return (
		<dl class="strip-legend" aria-label="Teckenförklaring">
			{states.map((state) => (
				<div>
					<dt class={`strip-cell tone-${state.tone}`}>
						<State state={state} />
					</dt>
					<dd>{state.full}</dd>
				</div>
			))}
			{second.map(({ pattern, full }) => (
				<div>
					<dt class="strip-second">
						<Glyph name={pattern} />
					</dt>
					<dd>{`Andra tecknet: ${full.charAt(0).toLowerCase()}${full.slice(1)}`}</dd>
				</div>
			))}
		</dl>
	);
}

/** The year at a glance: a row per control and unit, a cell per month. On a phone each row becomes a block of 12. */
export function YearStrip(props: {
	caption: string;
	rows: readonly StripRow[];
	/** shown before the strip; give every state that may occur. None where the page has shown it already. */
	legend: readonly StripState[];
	/** What the second sign of a cell may be. */
	second_legend?: readonly SecondSign[] | undefined;
	months?: readonly StripMonth[] | undefined;
	/** 1–12: the month that is now */
	current_month?: number | undefined;
	row_label?: string | undefined;
	/** what all the rows come to, also those on other pages: a cell per month */
	total?: { heading: string; cells: readonly (string | null)[] } | undefined;
	hide_caption?: boolean | undefined;
}) {
	const months = (props.months ?? MONTHS_OF_YEAR).map((month, index) =>
		index + 1 === props.current_month ? { ...month, current: true } : month,
	);
	return (
		<div class="year-strip">
			{props.legend.length > 0 ? <StripLegend states={props.legend} second={props.second_legend ?? []} /> : null}
			<table {...ROLE.table}>
				<caption class={props.hide_caption ? "sr-only" : undefined}>{props.caption}</caption>
				<thead {...ROLE.group}>
					<tr {...ROLE.row}>
						<th scope="col" {...ROLE.head}>
							{props.row_label ?? "Kontroll och enhet"}
						</th>
						{months.map((month) => (
							<th scope="col" {...ROLE.head} class={month.current ? "is-current" : undefined}>
								<span aria-hidden="true">{month.short}</span>
								<span class="sr-only">{month.current ? `${month.full}, nuvarande månad` : month.full}</span>
							</th>
						))}
					</tr>
				</thead>
				<tbody {...ROLE.group}>
					{props.total ? <Total {...props.total} months={months} /> : null}
					{props.rows.map((row) => (
						<tr {...ROLE.row}>
							<th scope="row" {...ROLE.row_head}>
								{row.href ? <Link href={row.href}>{row.heading}</Link> : row.heading}
								{row.sub ? <span class="strip-sub">{row.sub}</span> : null}
							</th>
							{months.map((month, index) => (
								<MonthCell cell={row.cells[index]} month={month} row={row} />
							))}
						</tr>
					))}
				</tbody>
			</table>
		</div>
	);
}

function Total(props: { heading: string; cells: readonly (string | null)[]; months: readonly StripMonth[] }) {
	return (
		<tr {...ROLE.row} class="strip-total">
			<th scope="row" {...ROLE.row_head}>
				{props.heading}
			</th>
			{props.months.map((month, at) => (
				<td data-label={month.short} class={month.current ? "is-current" : undefined} {...ROLE.cell}>
					{props.cells[at] ?? "–"}
				</td>
			))}
		</tr>
	);
}
