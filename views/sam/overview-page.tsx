import type { SamRound } from "../../db/queries/sam/rounds.ts";
import { SAM_ROUND_STATUSES } from "../../db/schema/sam/words.ts";
import { paths } from "../../src/paths/paths.ts";
import { shareYes, TOO_FEW } from "../../src/sam/columns.ts";
import type { BranchFigures, BranchRow, Overview, QuestionFigures } from "../../src/sam/overview.ts";
import { Layout, type LayoutProps } from "../layout.tsx";
import { Flash } from "../ui/flash.tsx";
import { countText } from "../ui/format.ts";
import { Link } from "../ui/link.tsx";
import { Section } from "../ui/section.tsx";
import { DataTable, ListExports } from "../ui/table.tsx";
import { KeyFigures } from "../ui/task-list.tsx";

function Figures({ figures }: { figures: BranchFigures }) {
	const of = (n: number) => `${countText(n)} av ${countText(figures.units)}`;
	return (
		<KeyFigures
			items={[
				{ value: of(figures.answered), label: "Besvarade" },
				{ value: of(figures.signed), label: "Signerade" },
				{ value: of(figures.reconciled), label: "Avstämda" },
				{ value: countText(figures.open_actions), label: "Öppna åtgärder" },
				{ value: countText(figures.late_actions), label: "Försenade åtgärder" },
				{ value: countText(figures.returned), label: "Returneringar" },
				{ value: countText(figures.vacant), label: "Utan chef" },
			]}
		/>
	);
}

const BRANCH_COLUMNS = [
	{ key: "name", label: "Enhet", primary: true },
	{ key: "units", label: "Enheter", align: "end" as const },
	{ key: "answered", label: "Besvarade", align: "end" as const },
	{ key: "signed", label: "Signerade", align: "end" as const },
	{ key: "reconciled", label: "Avstämda", align: "end" as const },
	{ key: "open_actions", label: "Öppna åtgärder", align: "end" as const },
	{ key: "late_actions", label: "Försenade", align: "end" as const },
	{ key: "returned", label: "Returneringar", align: "end" as const },
];

function branchRow(row: BranchRow, round: SamRound) {
	const review = row.review_id ? paths.samReview(row.review_id) : null;
	const href = row.has_children ? paths.samOverview(round.id, row.unit_id) : review;
	if (!row.figures) return { href, cells: { name: row.name, units: <span class="soft">Visas inte</span> } };
	const { figures } = row;
	const cells = Object.fromEntries(
		BRANCH_COLUMNS.slice(1).map(({ key }) => [key, countText(figures[key as keyof BranchFigures])]),
	);
	return { href, cells: { name: row.name, ...cells } };
}

function Branches({ overview, round }: { overview: Overview; round: SamRound }) {
	const below = overview.rows.filter((row) => row.level === 1);
	const listed = below.filter((row) => row.has_children || row.figures !== null);
	const unlisted = below.length - listed.length;
	return (
		<>
			<DataTable
				caption="Närmast under"
				columns={BRANCH_COLUMNS}
				rows={listed.map((row) => branchRow(row, round))}
				empty="Det finns inga grenar att visa var för sig."
			/>
			{unlisted > 0 ? <p class="soft">{`Enheter som inte visas var för sig: ${countText(unlisted)}.`}</p> : null}
		</>
	);
}

/** As a whole per cent. */
function shareText(figures: NonNullable<QuestionFigures["figures"]>): string {
	const share = shareYes(figures);
	return share === null ? "–" : `${Math.round(share * 100)}\u00a0%`;
}

function Questions({ questions }: { questions: readonly QuestionFigures[] }) {
	if (questions.every((question) => question.figures === null)) return <p>{`${TOO_FEW}.`}</p>;
	const count = (key: string, label: string) => ({ key, label, align: "end" as const });
	return (
		<DataTable
			caption="Svar per fråga, signerade uppföljningar"
			hide_caption
			columns={[
				{ key: "text", label: "Fråga", primary: true },
				count("yes", "Ja"),
				count("partly", "Delvis"),
				count("no", "Nej"),
				count("not_applicable", "Ej aktuellt"),
				count("share", "Andel Ja"),
			]}
			rows={questions.flatMap(({ position, text, figures }) =>
				figures
					? [
							{
								cells: {
									text: `${position}. ${text}`,
									yes: countText(figures.yes),
									partly: countText(figures.partly),
									no: countText(figures.no),
									not_applicable: countText(figures.not_applicable),
									share: shareText(figures),
								},
							},
						]
					: [],
			)}
		/>
	);
}

/** A branch of a round: how far it has come and what the answers say, never about fewer than five managers. */
export function OverviewPage(props: {
	shell: Partial<LayoutProps>;
	round: SamRound;
	rounds: readonly { id: string; year: number }[];
	overview: Overview;
	above: string | null;
	files: { branches: string; questions: string };
}) {
	const { round, overview } = props;
	return (
		<Layout
			{...props.shell}
			title={`SAM ${round.year}: ${overview.focus.name}`}
			lead={`Översikt. Omgången är ${SAM_ROUND_STATUSES[round.status].toLowerCase()}.`}
			crumbs={[
				{ href: paths.sam(), label: "SAM" },
				...(props.above ? [{ href: paths.samOverview(round.id, props.above), label: "En nivå upp" }] : []),
			]}
		>
			<p>
				{"År: "}
				{props.rounds.map((one) => (
					<>
						<Link href={paths.samOverview(one.id)} current={one.id === round.id}>
							{`${one.year}`}
						</Link>{" "}
					</>
				))}
			</p>
			{overview.focus.figures ? (
				<Figures figures={overview.focus.figures} />
			) : (
				<Flash tone="info" text={`${TOO_FEW}.`} announce={false} />
			)}
			<Section title="Grenar">
				<Branches overview={overview} round={round} />
				<ListExports base_href={props.files.branches} label="Hämta alla nivåer:" />
			</Section>
			<Section title="Svar per fråga" lead="Räknat på signerade uppföljningar.">
				<Questions questions={overview.questions} />
				<ListExports base_href={props.files.questions} />
			</Section>
			<p>
				{"Sammanställningen som handling: "}
				<Link href={paths.samPaper(round.id, overview.focus.unit_id, "docx")}>Word</Link>
				{" · "}
				<Link href={paths.samPaper(round.id, overview.focus.unit_id, "pdf")}>PDF</Link>
			</p>
		</Layout>
	);
}
