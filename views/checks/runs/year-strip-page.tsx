import { RUN_OUTCOMES, RUN_STATES, type RunState } from "../../../db/schema/checks/runs-state.ts";
import { FREQUENCIES, type RunResult } from "../../../db/schema/vocabulary.ts";
import type { StripLine, StripMonthCell } from "../../../src/checks/runs/strip-rows.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { SelectField } from "../../ui/field.tsx";
import { FilterBar } from "../../ui/filter-bar.tsx";
import { Flash } from "../../ui/flash.tsx";
import { Link } from "../../ui/link.tsx";
import { Pager } from "../../ui/pager.tsx";
import { ListExports } from "../../ui/table.tsx";
import { type StripCell, type StripRow, type StripState, YearStrip } from "../../ui/year-strip.tsx";
import { CreateRunsButton } from "./create-runs-button.tsx";
import { RemindLate } from "./remind-late.tsx";

const UPCOMING: StripState = {
	tone: "none",
	word: "Kom\u00admande",
	full: "Kommande, skapas när perioden börjar",
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

/** Builds a row. When one control is chosen, the rows are told apart by their unit. */
function stripRow(line: StripLine, byUnit: boolean): StripRow {
	const rhythm = FREQUENCIES[line.frequency].toLowerCase();
	return {
		heading: byUnit ? line.unit_name : line.control_title,
		sub: byUnit ? `${line.control_title}, ${rhythm}` : `${line.unit_name}, ${rhythm}`,
		href: paths.control(line.control_id),
		cells: line.months.map(cell),
	};
}

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
	/** A plan of the year waits for its decision. */
	has_undecided: boolean;
	current_month: number | undefined;
	links: Parameters<typeof Pager>[0];
	/** This page's address with its filter. */
	here: string;
	may_create: boolean;
	/** Where whoever is late is reminded; null without the right. */
	remind_href: string | null;
	may_see_purchases: boolean;
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
				options={choices.units.map(({ id, name }) => ({ value: id, label: name }))}
				optional="silent"
			/>
		</FilterBar>
	);
}

/** The year at a glance: one row per control and unit. */
export function YearStripPage(props: YearStripProps) {
	return (
		<Layout
			{...props.shell}
			title={`Kontroller ${props.year}`}
			lead={
				<>
					<Link href={paths.controls()}>Visa kontrollmomenten i planen</Link>,{" "}
					<Link href={paths.evaluation()}>utvärderingen</Link>
					{props.may_see_purchases ? (
						<>
							{" eller "}
							<Link href={paths.purchases()}>inköpen som stickproven dras ur</Link>
						</>
					) : null}
				</>
			}
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
				<YearStrip
					caption="Kontrolltillfällen per enhet och månad"
					rows={props.lines.map((line) => stripRow(line, props.control_id !== ""))}
					row_label={props.control_id === "" ? undefined : "Enhet"}
					legend={[...FOUND, ...WAITING, UPCOMING, ...(props.has_undecided ? [UNDECIDED] : [])]}
					second_legend={PAPERWORK}
					current_month={props.current_month}
				/>
			)}
			<Pager {...props.links} noun="rader" />
			<ListExports base_href={props.here} label="Hämta kontrolltillfällena:" />
		</Layout>
	);
}
