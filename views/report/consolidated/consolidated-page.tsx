import type { AssessmentRow } from "../../../db/queries/report/assessments.ts";
import { ASSESSED } from "../../../db/schema/report/words.ts";
import { PERIOD_KINDS, SEVERITIES, type Severity } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import {
	answerColumns,
	answerLines,
	type Change,
	changeColumns,
	countOf,
	gradeText,
	type ItemSum,
	itemColumns,
	KRAV,
	outstandingColumns,
	outstandingLines,
	sourceText,
	whoseText,
} from "../../../src/report/consolidated/columns.ts";
import type { BoardLine, Consolidated } from "../../../src/report/consolidated/read-consolidated.ts";
import type { allDeviations } from "../../../src/report/consolidated/sums.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { NumberField, SelectField } from "../../ui/field.tsx";
import { FilterBar } from "../../ui/filter-bar.tsx";
import { countText } from "../../ui/format.ts";
import { AssessmentStateBadge, GradeBadge } from "../../ui/grade-badge.tsx";
import { Link } from "../../ui/link.tsx";
import { ListTable } from "../../ui/list-table.tsx";
import { Actions, Section } from "../../ui/section.tsx";
import { DataTable, ListExports } from "../../ui/table.tsx";

interface Props {
	shell: Partial<LayoutProps>;
	content: Consolidated;
	/** The region's own assessment of the year; null while nobody has begun it. */
	own: AssessmentRow | null;
	/** All boards together. */
	all: ReturnType<typeof allDeviations>;
	items: readonly ItemSum[];
	changes: readonly Change[];
}

/** Every board's judgement on one page, for regionstyrelsen. */
export function ConsolidatedPage(props: Props) {
	const { content, shell } = props;
	const { year, kind, boards } = content;
	return (
		<Layout
			{...shell}
			title={`Samlad bedömning ${year}`}
			crumbs={[{ href: paths.reports(), label: "Rapporter" }]}
			lead="Alla nämnders rapporter på en sida. Stängda rapporter läses ur sin försegling; utkast visas som de står och kan ändras."
		>
			<FilterBar action={paths.consolidated()} clear_href={paths.consolidated()}>
				<NumberField name="ar" label="År" value={String(year)} optional="silent" />
				<SelectField
					name="slag"
					label="Rapport"
					value={kind}
					options={Object.entries(PERIOD_KINDS).map(([value, label]) => ({ value, label }))}
					optional="silent"
				/>
			</FilterBar>
			<OwnAssessment {...props} />
			<Section title="Nämnderna i ord">
				<Words boards={boards} />
				<ListExports base_href={paths.consolidated(year, kind)} />
				<Actions>
					<Link href={paths.coverageOfAll(year)}>Täckningskarta för alla nämnder</Link>
					<Link href={paths.consolidatedWorkbook(year, kind)}>Allt som arbetsbok (Excel)</Link>
					<Link href={paths.consolidatedPaper(year, kind, "docx")}>Allt som Word</Link>
					<Link href={paths.consolidatedPaper(year, kind, "pdf")}>Allt som PDF</Link>
				</Actions>
			</Section>
			<Section title="Skäl och brister">
				{boards.map((line) => (
					<Reasons {...line} />
				))}
			</Section>
			<Section title="Avvikelser">
				<Deviations {...props} />
			</Section>
			<Section title="Utestående rekommendationer">
				<ListTable
					caption="Utestående rekommendationer"
					columns={outstandingColumns.filter(({ key }) => key !== "source")}
					rows={outstandingLines(boards)}
					primary="title"
					href={({ id }) => paths.recommendation(id)}
					empty="Ingen nämnd har någon rekommendation som inte är avslutad."
				/>
			</Section>
			<RegionWide {...props} />
			<Section title="Vad som skiljer från året före" lead={`Mot ${PERIOD_KINDS[kind].toLowerCase()} ${year - 1}.`}>
				<ListTable
					caption="Vad som skiljer från året före"
					columns={changeColumns}
					rows={props.changes}
					empty="Ingen nämnd finns det året."
				/>
			</Section>
		</Layout>
	);
}

function OwnAssessment({ own, content }: Props) {
	return (
		<Section title="Regionstyrelsens bedömning">
			{own ? (
				<p>
					<GradeBadge grade={own.total} /> <AssessmentStateBadge state={own.state} />{" "}
					<Link href={paths.assessment(own.id)}>Se bedömningen och grunderna</Link>
				</p>
			) : (
				<p>
					{`Ingen samlad bedömning är påbörjad för ${content.year}. `}
					<Link href={paths.assessments()}>Till ISK-bedömningarna</Link>
				</p>
			)}
		</Section>
	);
}

function Words({ boards }: { boards: readonly BoardLine[] }) {
	return (
		<DataTable
			caption="Nämndernas bedömning per krav"
			hide_caption
			empty="Ingen nämnd finns det året."
			columns={[
				{ key: "board", label: "Nämnd", primary: true },
				{ key: "source", label: "Hämtat från" },
				...KRAV.map((krav) => ({ key: krav, label: ASSESSED[krav] })),
			]}
			rows={boards.map(({ board, report }) => ({
				href: report ? paths.reportPeriod(report.period.id) : null,
				cells: {
					board: board.name,
					source: sourceText({ report }),
					...Object.fromEntries(KRAV.map((krav) => [krav, report ? gradeText(report, krav) : "–"])),
				},
			}))}
		/>
	);
}

/** Why a board says what it says, krav by krav, and whose word it is. */
function Reasons(line: BoardLine) {
	const { board, report } = line;
	if (!report) return <p>{`${board.name}: ingen rapport.`}</p>;
	const parts = KRAV.flatMap((krav) => report.parts[krav] ?? []);
	return (
		<Disclosure summary={board.name}>
			<p>{whoseText(line)}</p>
			<DataTable
				caption={`Skäl och brister, ${board.name}`}
				hide_caption
				empty="Ingen bedömning är skriven."
				columns={[
					{ key: "requirement", label: "Krav", primary: true, narrow: true },
					{ key: "grade", label: "Bedömning" },
					{ key: "reasons", label: "Skäl" },
					{ key: "deficiencies", label: "Brister" },
				]}
				rows={parts.map((part) => ({
					cells: {
						requirement: ASSESSED[part.requirement],
						grade: <GradeBadge grade={part.grade} />,
						reasons: part.reasons,
						deficiencies: part.deficiencies,
					},
				}))}
			/>
		</Disclosure>
	);
}

const cell = ({ n, open }: { n: number; open: number }) => `${countText(n)} (ej avslutade ${countText(open)})`;

function Deviations({ content, all }: Props) {
	const severities = Object.keys(SEVERITIES) as Severity[];
	return (
		<DataTable
			caption="Avvikelser per nämnd och allvarlighetsgrad"
			hide_caption
			empty="Ingen nämnd finns det året."
			columns={[
				{ key: "board", label: "Nämnd", primary: true },
				...severities.map((key) => ({ key, label: SEVERITIES[key] })),
			]}
			rows={content.boards.map(({ board, report }) => ({
				cells: {
					board: board.name,
					...Object.fromEntries(
						severities.map((severity) => [severity, report ? cell(countOf(report, severity)) : "Ingen rapport"]),
					),
				},
			}))}
			total={{
				board: "Alla nämnder",
				...Object.fromEntries(severities.map((severity) => [severity, cell(all[severity])])),
			}}
		/>
	);
}

function RegionWide({ content, items }: Props) {
	return (
		<Section
			title="Regiongemensamt, summerat"
			lead="Hur många nämnder som säger vad i sina rapporter om det som regionen har skickat till alla."
		>
			<ListTable
				caption="Regiongemensamt, summerat"
				columns={itemColumns}
				rows={items}
				href={({ item }) => paths.regionItem(item.id)}
				empty="Regionen har inte skickat något till nämnderna för året."
			/>
			{answerLines(content.boards).length === 0 ? null : (
				<Disclosure summary="Nämnd för nämnd">
					<ListTable
						caption="Nämndernas svar till regionen"
						columns={answerColumns}
						rows={answerLines(content.boards)}
						empty=""
					/>
				</Disclosure>
			)}
		</Section>
	);
}
