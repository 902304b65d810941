import type { GivenTogether } from "../../../db/queries/checks/evaluation-answers.ts";
import { formatOccurrence } from "../../../src/ground/calendar/occurrence.ts";
import type { Choice, ChosenEvaluation } from "../../../src/checks/evaluation/choose.ts";
import { manyText, readingOf } from "../../../src/checks/evaluation/columns.ts";
import { EVALUATION_LEVELS } from "../../../src/checks/evaluation/levels.ts";
import type { Evaluation } from "../../../src/checks/evaluation/evaluate-control.ts";
import type { GroupEvaluation } from "../../../src/checks/evaluation/group-evaluation.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { SelectField } from "../../ui/field.tsx";
import { FilterBar } from "../../ui/filter-bar.tsx";
import { countText } from "../../ui/format.ts";
import { Pager } from "../../ui/pager.tsx";
import { Section } from "../../ui/section.tsx";
import { ListExports } from "../../ui/table.tsx";
import { Panel } from "../../ui/panel.tsx";
import { UnitLines } from "./unit-lines.tsx";
import { GroupDetail } from "./group-detail.tsx";
import { unitChoices } from "../../ui/choices.tsx";
import { MoneyConclusion } from "./money-conclusion.tsx";

export interface EvaluationPageProps {
	shell: Partial<LayoutProps>;
	chosen: ChosenEvaluation | null;
	pager: Parameters<typeof Pager>[0];
	may_extend: boolean;
	together: ReadonlyMap<string, GivenTogether>;
	query: string;
}

export function EvaluationPage(props: EvaluationPageProps) {
	const { chosen, pager } = props;
	const crumbs = [{ href: paths.yearStrip(), label: "Kontroller" }];
	if (!chosen) {
		return (
			<Layout {...props.shell} title="Utvärdering" crumbs={crumbs}>
				<EmptyState text="Det finns inget kontrollmoment med stickprov att utvärdera." />
			</Layout>
		);
	}
	const { evaluation, money, choice } = chosen;
	if (money) {
		return (
			<Layout
				{...props.shell}
				title="Utvärdering"
				lead={`${money.control.title}, ${formatOccurrence(money.period.key)}, ${money.control.unit_name}. Slutsatser per tertial och år, aldrig för en månad.`}
				crumbs={crumbs}
			>
				<EvaluationFilter choice={choice} />
				<MoneyConclusion evaluation={money} />
				<Reading of={money} />
				<ListExports base_href={`${paths.evaluation()}${props.query}`} />
			</Layout>
		);
	}
	const single = evaluation.level === "whole" ? evaluation.groups[0] : undefined;
	return (
		<Layout
			{...props.shell}
			title="Utvärdering"
			lead={`${evaluation.control.title}, ${formatOccurrence(evaluation.period.key)}, ${evaluation.root.name}. Slutsatser per tertial och år, aldrig för en månad.`}
			crumbs={crumbs}
		>
			<EvaluationFilter choice={choice} />
			{evaluation.groups.length === 0 ? <EmptyState text="Inga kontrolltillfällen i perioden." /> : null}
			{single ? <GroupDetail {...props} evaluation={evaluation} group={single} /> : null}
			{chosen.units ? <Groups evaluation={chosen.units} choice={choice} /> : null}
			{!single && evaluation.groups.length > 0 ? (
				<Groups evaluation={evaluation} choice={choice} pager={pager} />
			) : null}
			<Comparison evaluation={evaluation} />
			<MoreNotApplicable evaluation={evaluation} />
			<Reading of={evaluation} />
			<ListExports base_href={`${paths.evaluation()}${props.query}`} />
		</Layout>
	);
}

function EvaluationFilter({ choice }: { choice: Choice }) {
	const { input } = choice;
	return (
		<Disclosure summary="Byt kontroll, period eller enhet">
			<FilterBar action={paths.evaluation()} label="Välj utvärdering">
				<SelectField
					name="kontroll"
					label="Kontrollmoment"
					optional="silent"
					options={choice.controls.map(({ id, label }) => ({ value: id, label }))}
					value={input.control_id}
				/>
				<SelectField
					name="period"
					label="Period"
					optional="silent"
					options={choice.periods.map(({ key, label }) => ({ value: key, label }))}
					value={input.period_key}
				/>
				{choice.units.length > 0 ? <PlaceFilter choice={choice} /> : null}
			</FilterBar>
		</Disclosure>
	);
}

/** A control in kronor is concluded about for its whole frame: it has no levels. */
function PlaceFilter({ choice }: { choice: Choice }) {
	const { input } = choice;
	return (
		<>
			<SelectField
				name="niva"
				label="Nivå"
				optional="silent"
				options={choice.levels.map((level) => ({ value: level, label: EVALUATION_LEVELS[level] }))}
				value={input.level}
			/>
			<SelectField
				name="enhet"
				label="Under enhet"
				optional="silent"
				placeholder="Alla"
				options={unitChoices(choice.units)}
				value={input.unit_id ?? ""}
			/>
		</>
	);
}

/** The units under each other, and where each is told of alone. */
function Groups(props: { evaluation: Evaluation; choice: Choice; pager?: Parameters<typeof Pager>[0] }) {
	const { evaluation, choice, pager } = props;
	const groups = pager ? evaluation.groups.slice(Math.max(pager.from - 1, 0), pager.to) : evaluation.groups;
	const href = (group: GroupEvaluation) =>
		`${paths.evaluation()}?${new URLSearchParams({ kontroll: choice.input.control_id, period: choice.input.period_key, niva: "whole", enhet: group.unit_id })}`;
	return (
		<Panel
			id="enheter"
			title="Enheterna sida vid sida"
			lead="Någon avvikelse, i bokstavsordning. Breda intervall visar hur lite få granskade säger, inte vem som är bäst."
		>
			<UnitLines groups={groups} href={href} />
			{pager ? <Pager {...pager} noun="enheter" /> : null}
		</Panel>
	);
}

/** Named in the order of the list, never ranked, and only as a question. */
function Comparison({ evaluation }: { evaluation: Evaluation }) {
	if (evaluation.comparison.length === 0) return null;
	return (
		<Section
			title="Skiljer sig mer än slumpen förklarar"
			lead="Jämfört med de andra har dessa fler inköp med avvikelse än slumpen brukar ge. Det är en fråga att ställa, inte en rangordning."
		>
			<ul>
				{evaluation.comparison.map((one) => (
					<li>{`${one.name}: ${countText(one.k)} av ${countText(one.n)} granskade`}</li>
				))}
			</ul>
		</Section>
	);
}

/** Units that leave questions out more often than the others, as a question to ask. */
function MoreNotApplicable({ evaluation }: { evaluation: Evaluation }) {
	if (evaluation.not_applicable.length === 0) return null;
	return (
		<Section
			title="Svarar Ej tillämpligt oftare än de andra"
			lead="Oftare än slumpen brukar ge. Fråga varför: en fråga som inte besvaras prövar inget."
		>
			<ul>
				{evaluation.not_applicable.map((one) => (
					<li>{`${one.name}, ”${one.question}”: ${countText(one.k)} av ${countText(one.n)} besvarade`}</li>
				))}
			</ul>
		</Section>
	);
}

function Reading({ of }: { of: { confidence_permille: number } }) {
	return (
		<Disclosure summary="Så läses slutsatserna">
			<p>{manyText(of)}</p>
			<DescriptionList items={readingOf(of)} />
		</Disclosure>
	);
}
