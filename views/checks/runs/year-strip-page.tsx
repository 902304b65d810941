import { RUN_OUTCOMES, RUN_STATES, type RunState } from "../../../db/schema/checks/runs-state.ts";
import { FREQUENCIES, type RunResult } from "../../../db/schema/vocabulary.ts";
import type { StripLine, StripMonthCell } from "../../../src/checks/runs/strip-rows.ts";
import type { StripTotal } from "../../../src/checks/runs/strip-totals.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { SelectField } from "../../ui/field.tsx";
import { FilterBar } from "../../ui/filter-bar.tsx";
import { Flash } from "../../ui/flash.tsx";
import { Link } from "../../ui/link.tsx";
import { Pager } from "../../ui/pager.tsx";
import { ListExports } from "../../ui/table.tsx";
import {
	type StripCell,
	StripLegend,
	type StripRow,
	type StripState,
	YearStrip,
} from "../../ui/drawings/year-grid.tsx";
import { CreateRunsButton } from "./create-runs-button.tsx";
import { unitChoices } from "../../ui/choices.tsx";
import { RemindLate } from "./remind-late.tsx";

const UPCOMING: StripState = {
	tone: "none",
	word: "Senare",
	full: "Senare, skapas när perioden börjar",
	pattern: "dash",
};
const UNDECIDED: StripState = {
	tone: "none",
	word: "Utkast",
	full: "Skapas när nämnden har beslutat",
	pattern: "ring",
};
/** Where the long words may break in a narrow cell. */
const soft = (word: string) => word.replace("genomförd", "genom\u00adförd").replace("sentlig", "sent\u00adlig");
/** The states of a run without a result yet; the state's own word is shown. */
const WAITING = (["planned", "to_check", "late", "returned"] as const).map(stateOf);
const FOUND = (Object.keys(RUN_OUTCOMES) as RunResult[]).map((outcome) => outcomeState(outcome, null));
/** The states that a run with a result can be in. */
const PAPERWORK = (["signed", "signed_late", "approved", "approved_late"] as const).map((state) => RUN_STATES[state]);

function stateOf(state: RunState): StripState {
	const { label, full, tone, pattern } = RUN_STATES[state];
	return { word: soft(label), full, tone, pattern };
}

/** Shows what was found by the colour, and by a second sign how far the signing has come. */
function outcomeState(outcome: RunResult, state: RunState | null): StripState {
	const { short, label, tone, pattern } = RUN_OUTCOMES[outcome];
	const paper = state === null || state === "not_done" ? undefined : RUN_STATES[state];
	const full = paper ? `${label}. ${paper.full}` : label;
	return { word: soft(short), full, tone, pattern, second: paper?.pattern };
}

function cell(month: StripMonthCell): StripCell {
	if (month === null) return { state: null };
	if (month === "upcoming") return { state: UPCOMING };
	if (month === "undecided") return { state: UNDECIDED };
	const { outcome, state } = month;
	return { state: outcome ? outcomeState(outcome, state) : stateOf(state), href: paths.run(month.run_id) };
}

const stripRow = (line: StripLine): StripRow => ({
	heading: line.unit_name,
	href: paths.yearStripOf(line.year, { unit_id: line.unit_id }),
	cells: line.months.map(cell),
});

interface Choices {
	years: readonly number[];
	controls: readonly { id: string; title: string }[];
	units: readonly { id: string; name: string }[];
}

export interface YearStripProps {
	shell: Partial<LayoutProps>;
	year: number;
	control_id: string;
	unit_id: string;
	choices: Choices;
	lines: readonly StripLine[];
	/** What each control comes to in each month, whatever page its units are on. */
	totals: readonly StripTotal[];
	/** A plan of the year waits for its decision. */
	has_undecided: boolean;
	current_month: number | undefined;
	links: Parameters<typeof Pager>[0];
	/** This page's address with its filter. */
	here: string;
	may_create: boolean;
	/** Where whoever is late is reminded; null without the right. */
	remind_href: string | null;
}

function Filter({ year, control_id, unit_id, choices }: YearStripProps) {
	return (
		<FilterBar action={paths.yearStrip()} clear_href={control_id || unit_id ? paths.yearStrip(year) : null}>
			<SelectField
				name="ar"
				label="År"
				value={String(year)}
				options={choices.years.map((one) => ({ value: String(one), label: String(one) }))}
				optional="silent"
			/>
			<SelectField
				name="kontroll"
				label="Kontrollmoment"
				value={control_id}
				placeholder="Alla"
				options={choices.controls.map(({ id, title }) => ({ value: id, label: title }))}
				optional="silent"
			/>
			<SelectField
				name="enhet"
				label="Enhet, med enheter under"
				value={unit_id}
				placeholder="Alla"
				options={unitChoices(choices.units)}
				optional="silent"
			/>
		</FilterBar>
	);
}

/** "12 av 16, 3 avv.": what the control's units come to in a month, on every page of the list. */
function monthTotal(month: StripTotal["months"][number]): string | null {
	if (!month) return null;
	return `${month.done} av ${month.all}${month.deviating > 0 ? `, ${month.deviating} avv.` : ""}`;
}

/** One fold a control, the purchases' first and open: its months summed, then its units. */
function ControlFold(props: YearStripProps & { lines: readonly StripLine[]; first: boolean }) {
	const { lines, first } = props;
	const { control_id, control_title, frequency } = lines[0]!;
	const total = props.totals.find((one) => one.control_id === control_id);
	return (
		<details class="strip-fold" open={first || props.control_id !== ""}>
			<summary>
				<h2>{control_title}</h2>
				{total ? (
					<span class="strip-sum">
						{`${total.done} av ${total.all} utförda, ${total.deviating} med avvikelse, ${total.late} sena`}
					</span>
				) : null}
			</summary>
			<p>
				<Link href={paths.control(control_id)}>Kontrollmomentet</Link>
				{`, ${FREQUENCIES[frequency].toLowerCase()}`}
			</p>
			<YearStrip
				caption={`${control_title}: kontrolltillfällen per enhet och månad`}
				hide_caption
				rows={lines.map(stripRow)}
				row_label="Enhet"
				legend={[]}
				total={total && { heading: "Alla enheter", cells: total.months.map(monthTotal) }}
				current_month={props.current_month}
			/>
		</details>
	);
}

/** The year at a glance: what the signs mean, then a fold per control. */
export function YearStripPage(props: YearStripProps) {
	const controls = [...new Set(props.lines.map((line) => line.control_id))];
	const legend = [...FOUND, ...WAITING, UPCOMING, ...(props.has_undecided ? [UNDECIDED] : [])];
	return (
		<Layout
			{...props.shell}
			title={`Kontroller ${props.year}`}
			main_action={props.may_create ? <CreateRunsButton /> : null}
		>
			<Filter {...props} />
			<RemindLate href={props.remind_href} />
			{props.has_undecided ? (
				<Flash
					tone="info"
					announce={false}
					text={`En plan för ${props.year} är inte beslutad. Dess kontrolltillfällen skapas när nämnden har beslutat.`}
				/>
			) : null}
			{props.lines.length === 0 ? (
				<EmptyState text="Ingen enhet har kontrolltillfällen med det här urvalet." />
			) : (
				<>
					<StripLegend states={legend} second={PAPERWORK} />
					{controls.map((id, at) => (
						<ControlFold {...props} lines={props.lines.filter((line) => line.control_id === id)} first={at === 0} />
					))}
				</>
			)}
			<Pager {...props.links} noun="rader" />
			<ListExports base_href={props.here} label="Hämta kontrolltillfällena:" />
		</Layout>
	);
}
