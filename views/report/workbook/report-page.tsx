import type { Period } from "../../../db/queries/report/periods.ts";
import { paths } from "../../../src/paths/paths.ts";
import { type SummaryRow, summaryColumns } from "../../../src/report/workbook/columns.ts";
import type { SealedRegion } from "../../../src/report/closing/held-content.ts";
import type { DeviationTotals, MonthTotals } from "../../../src/report/workbook/report-tables.ts";
import type { Figures } from "../../../src/ground/drawings/figures.ts";
import type { KeyFigure } from "../../../src/report/workbook/compared.ts";
import type { ReportStep } from "../../../src/report/workbook/report-steps.ts";
import { shown } from "../../../src/ground/tables/column.ts";
import { PeriodNav } from "../periods/period-nav.tsx";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { PostButton } from "../../ui/button.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { dateText } from "../../ui/format.ts";
import { History, type HistoryEvent } from "../../ui/history.tsx";
import { Link } from "../../ui/link.tsx";
import { Actions, Section } from "../../ui/section.tsx";
import { ListExports } from "../../ui/table.tsx";
import { ReportedItems } from "../region/reported-items.tsx";
import { ControlMonthTable } from "./control-month-table.tsx";
import { DeviationTable } from "./deviation-table.tsx";
import { ReportDrawings, ReportFigures } from "./report-drawings.tsx";

/** One report: what it says in numbers, and the workbook that says it in full. */
export function ReportPage(props: {
	shell: Partial<LayoutProps>;
	period: Period;
	summary: readonly SummaryRow[];
	steps: readonly ReportStep[];
	figures: readonly KeyFigure[];
	month_figures: Figures;
	months: MonthTotals;
	deviations: DeviationTotals;
	withdrawn: number;
	found_after: number;
	carried_over: number;
	region: readonly SealedRegion[];
	sheets: readonly (readonly [string, string])[];
	/** What has happened to the report: each workbook taken out, with its checksum. */
	history: HistoryEvent[];
	may_export: boolean;
	may_read_back: boolean;
	may_take_package: boolean;
}) {
	const { period } = props;
	return (
		<Layout
			{...props.shell}
			title={period.name}
			crumbs={[{ href: paths.reports(), label: "Rapporter" }]}
			lead={`Till och med ${dateText(period.cut_off)}. Rapporten ska vara klar ${dateText(period.deadline)}.`}
			main_action={
				props.may_export ? (
					<PostButton action={paths.reportWorkbook(period.id)}>Hämta arbetsboken (Excel)</PostButton>
				) : null
			}
		>
			<PeriodNav period_id={period.id} current="Rapporten i tal" shell={props.shell} states={props.steps} />
			<Section title="Läget" lead="Jämfört med rapporten före och samma rapport förra året, där de finns.">
				<ReportFigures figures={props.figures} />
				<ReportDrawings
					period={period}
					months={props.month_figures}
					controls={props.months}
					deviations={props.deviations}
				/>
			</Section>
			<Section title="Rapportens tal">
				<Disclosure summary="Alla tal, grupp för grupp">
					{sectionsOf(props.summary.filter((row) => row.section !== "Avvikelser")).map(([title, rows]) => (
						<Section title={title} level={3}>
							<DescriptionList
								items={rows.map((row) => ({
									term: row.label,
									value: row.value === 0 ? <span class="is-zero">0</span> : shown(VALUE, row),
								}))}
							/>
						</Section>
					))}
				</Disclosure>
			</Section>
			<Section title="Avvikelser">
				<DeviationTable
					{...props.deviations}
					withdrawn={props.withdrawn}
					found_after={props.found_after}
					carried_over={props.carried_over}
				/>
				<Actions>
					<Link href={paths.reportGround(period.id, "avvikelser")}>Se avvikelserna</Link>
					<Link href={paths.reportGround(period.id, "kontrolltillfallen")}>Se kontrolltillfällena</Link>
				</Actions>
			</Section>
			<Section title="Kontroller per månad" lead="Utförda/planerade kontrolltillfällen.">
				<ControlMonthTable {...props.months} />
				<ListExports base_href={paths.reportPeriod(period.id)} label="Hämta rapportens tal:" />
			</Section>
			<ReportedItems region={props.region} />
			<Section title="Rapporten till nämnden">
				<Actions>
					<Link href={paths.reportPaper(period.id, "docx")}>Rapporten som Word</Link>
					<Link href={paths.reportPaper(period.id, "pdf")}>Rapporten som PDF</Link>
					<Link href={paths.decisionPaper("rapport", period.id)}>FöredragningsPM om rapporten</Link>
					<Link href={paths.decisionPaper("isk-bedomning", period.id)}>FöredragningsPM om ISK-bedömningen</Link>
					<Link href={paths.reportTemplates(period.id)}>Regionens egna mallar</Link>
				</Actions>
			</Section>
			<Section title="Arbetsboken">
				<Disclosure summary="Vad arbetsboken innehåller">
					<DescriptionList items={props.sheets.map(([term, value]) => ({ term, value, wide: true }))} />
				</Disclosure>
				{props.may_read_back ? (
					<Actions>
						<Link href={paths.reportReading(period.id)}>Läs in uppföljning ur arbetsboken</Link>
					</Actions>
				) : null}
				<p class="soft">
					Varje hämtning skrivs i loggen med arbetsbokens kontrollsumma (SHA-256). En stängd rapport ger samma fil varje
					gång.
				</p>
			</Section>
			{props.may_take_package ? (
				<Section title="Granskning utanför systemet">
					<Actions>
						<Link href={paths.auditPackage(period.id)}>Granskningspaket</Link>
					</Actions>
				</Section>
			) : null}
			<Section title="Händelser">
				<History events={props.history} />
			</Section>
		</Layout>
	);
}

const VALUE = summaryColumns.find((column) => column.key === "value")!;

/** The rows under their headings, in order. */
function sectionsOf(rows: readonly SummaryRow[]): [string, SummaryRow[]][] {
	const sections = new Map<string, SummaryRow[]>();
	for (const row of rows) sections.set(row.section, [...(sections.get(row.section) ?? []), row]);
	return [...sections];
}
