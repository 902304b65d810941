import { ofHundred, percentOfPermille, upperText } from "../../../src/checks/sample-plans/columns.ts";
import type { Calculation } from "../../../src/checks/sample-plans/load-page.ts";
import { countText, monthShort } from "../../ui/format.ts";
import { Pager } from "../../ui/pager.tsx";
import { Section } from "../../ui/section.tsx";
import { DataTable } from "../../ui/table.tsx";
import { VerdictBadge } from "../../ui/verdict-badge.tsx";

/** What the year's items say, by how many deviations they hold. */
export function ConclusionSection({ calculation }: { calculation: Calculation }) {
	const { drawn, conclusions } = calculation;
	return (
		<Section
			title="Vad året kan visa"
			lead={`När ${countText(drawn)} slumpvis valda är granskade, i den enhet vars månader ger minst. Utvärderingen räknar på samma sätt.`}
		>
			<DataTable
				caption="Slutsats efter antal avvikelser"
				hide_caption
				columns={[
					{ key: "found", label: "Hittade avvikelser" },
					{ key: "upper", label: "Andel fel bland alla inköp" },
					...(conclusions[0]?.verdicts ?? []).map(({ rate }) => ({
						key: `v${rate}`,
						label: `Godtagbart ${percentOfPermille(rate)}`,
					})),
				]}
				rows={conclusions.map((row) => ({
					cells: {
						found: row.deviations === 0 ? "Ingen" : String(row.deviations),
						upper: upperText(row.upper, drawn),
						...Object.fromEntries(row.verdicts.map((one) => [`v${one.rate}`, <VerdictBadge verdict={one.verdict} />])),
					},
				}))}
			/>
		</Section>
	);
}

/** What a plan that accepts few or no deviations costs, and what else could be chosen. */
export function FailureSection({ calculation }: { calculation: Calculation }) {
	return (
		<Section
			title="Vad planen underkänner i onödan"
			lead="En plan som tål få eller inga avvikelser ger Otillräckligt underlag också för enheter som har ordning, av ren slump."
		>
			<ul>
				{calculation.failures.map((one) => (
					<li>
						{`Om ${ofHundred(one.share)} inköp i verkligheten är fel får planen inte Stöd i ungefär ${one.of_hundred} av 100 år, fast felen är färre än det som godtas.`}
					</li>
				))}
			</ul>
			<Kinds calculation={calculation} />
			<p>
				En enda hittad avvikelse är alltså inget bevis för att rutinen brister. Den ska rättas, och frågan är om den är
				vanlig. Väntas enstaka fel: välj en större plan eller två steg.
			</p>
			<Alternatives calculation={calculation} />
		</Section>
	);
}

/** How many each kind of question needs. */
function Kinds({ calculation }: { calculation: Calculation }) {
	return (
		<DataTable
			caption="Så många behöver dras, om ingen avvikelse hittas"
			columns={[
				{ key: "rate", label: "Godtagbar andel" },
				{ key: "all", label: "Frågan gäller alla", align: "end" },
				{ key: "some", label: "En av tio är Ej tillämpligt", align: "end" },
			]}
			rows={calculation.kinds.map((kind) => ({
				cells: {
					rate: percentOfPermille(kind.rate),
					all: countText(kind.needed),
					some: kind.with_not_applicable === null ? "–" : countText(kind.with_not_applicable),
				},
			}))}
		/>
	);
}

function Alternatives({ calculation }: { calculation: Calculation }) {
	const { discovery } = calculation;
	return (
		<>
			<DataTable
				caption="Andra sätt att nå samma säkerhet"
				columns={[
					{ key: "label", label: "Plan" },
					{ key: "needed", label: "Behövs om året", align: "end" },
					{ key: "period", label: "Per period", align: "end" },
					{ key: "unseen", label: "Ser inget fel, om 1 av 100 inköp är fel" },
				]}
				rows={calculation.alternatives.map((one) => ({
					cells: {
						label: one.label,
						needed: `${countText(one.needed)}${one.two_looks ? ", och lika många till, en gång, om avvikelser hittas" : ""}`,
						period: countText(one.per_period),
						unseen: `i ${one.unseen} av 100 år`,
					},
				}))}
			/>
			{discovery ? (
				<p>
					{`Ska ni i stället hitta minst ett av ${discovery.critical} allvarliga fel bland ${countText(discovery.N)} inköp på en enhet behöver ${countText(discovery.n)} granskas.`}
				</p>
			) : null}
		</>
	);
}

/** The sizes per unit and period. */
export function YearSection(props: { table: Calculation["year"]; pager: Parameters<typeof Pager>[0] }) {
	const { table, pager } = props;
	const rows = table.rows.slice(Math.max(pager.from - 1, 0), pager.to);
	return (
		<Section
			title="Antal per enhet och period"
			lead={
				table.expected
					? "Samma andel av varje periods inköp, minst ett. Periodernas antal inköp är de kända eller de i fjol; där inget är känt fördelas jämnt. Antalet bestäms när populationen är fryst."
					: "Samma andel av varje periods inköp, minst ett."
			}
		>
			<DataTable
				caption="Antal att dra per enhet och period"
				hide_caption
				wide
				empty="Inga enheter deltar i kontrollmomentet."
				columns={[
					{ key: "unit", label: "Enhet" },
					...table.periods.map(({ key }) => ({
						key,
						label: /^\d{4}-\d{2}$/.test(key) ? monthShort(key) : key.slice(5) || key,
						align: "end" as const,
						narrow: true,
					})),
					{ key: "sum", label: "Summa", align: "end" as const, narrow: true },
				]}
				rows={rows.map((row) => ({
					cells: {
						unit: row.unit_name,
						...Object.fromEntries(row.cells.map((one) => [one.key, cellText(one)])),
						sum: countText(row.n),
					},
				}))}
			/>
			{rows.length > 0 ? <Pager {...pager} noun="enheter" /> : null}
		</Section>
	);
}

function cellText(cell: Calculation["year"]["rows"][number]["cells"][number]): string {
	const of = cell.N === null ? "" : ` av ${countText(cell.N)}`;
	return `${cell.n}${of}${cell.drawn ? " (draget)" : ""}`;
}
