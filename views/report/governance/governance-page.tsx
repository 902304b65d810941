import type { ListShown } from "../../../src/ground/tables/list.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { GOVERNANCE_KINDS, GOVERNANCE_STATUSES, type GovernanceKind } from "../../../db/schema/report/words.ts";
import { reachedText, type ReportedRow, shownNumber, wantedText } from "../../../src/report/governance/columns.ts";
import { paths } from "../../../src/paths/paths.ts";
import { PeriodNav, SealedNote } from "../periods/period-nav.tsx";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { StateBadge } from "../../ui/badge.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { List } from "../../ui/list.tsx";

interface Props {
	shell: Partial<LayoutProps>;
	period: Period;
	list: ListShown<ReportedRow>;
	sealed: boolean;
	may_edit: boolean;
	chosen: GovernanceKind | null;
}

const TONES = { fulfilled: "ok", on_the_way: "info", not_fulfilled: "bad" } as const;

export function GovernanceBadge({ row }: { row: ReportedRow }) {
	const status = row.reported?.status ?? null;
	const reached = reachedText(row);
	if (status === null && reached !== null)
		return <StateBadge tone={reached === "Når målet" ? "ok" : "warn"} label={reached} />;
	if (status === null) return <StateBadge tone="none" label="Utan status" />;
	return <StateBadge tone={TONES[status]} label={GOVERNANCE_STATUSES[status]} />;
}

const withUnit = (value: (row: ReportedRow) => number | null | undefined) => (row: ReportedRow) =>
	shownNumber(value(row), row.unit);

/** Krav a and b: goals, assignments and economy of the report's plan year, with what the report says about each. */
export function GovernancePage(props: Props) {
	const { period, chosen } = props;
	return (
		<Layout
			{...props.shell}
			title={`Styrning, ${period.name}`}
			crumbs={[{ href: paths.reports(), label: "Rapporter" }]}
			lead={`Mål, uppdrag och ekonomi i verksamhetsplanen för ${period.year}: grunden för krav a och b.`}
			main_action={props.may_edit ? <ButtonLink href={paths.governanceNew(period.id)}>Lägg till rad</ButtonLink> : null}
		>
			<PeriodNav period_id={period.id} current="Styrning" shell={props.shell} />
			<SealedNote sealed={props.sealed} period_id={period.id} />
			<Ways {...props} />
			<List
				list={props.list}
				noun="rader"
				filters={[
					{
						name: "slag",
						label: "Slag",
						value: chosen ?? undefined,
						options: Object.entries(GOVERNANCE_KINDS).map(([value, label]) => ({ value, label })),
					},
				]}
				caption="Styrning"
				href={(row) => paths.governanceStatus(period.id, row.id)}
				primary="title"
				cells={{
					title: (row) => [row.number, row.title].filter((text) => text !== "").join(" "),
					status: (row) => <GovernanceBadge row={row} />,
					target: wantedText,
					outcome: withUnit((row) => row.reported?.outcome_ore),
					forecast: withUnit((row) => row.reported?.forecast_ore),
				}}
				empty="Inga mål, uppdrag eller rader om ekonomi är inlagda för året."
			/>
		</Layout>
	);
}

function Ways({ period, may_edit }: Props) {
	return (
		<div class="form-actions">
			<ButtonLink variant="secondary" href={paths.governanceEconomy(period.id)}>
				{may_edit ? "Skriv budget, utfall och prognos" : "Ekonomin i tabell"}
			</ButtonLink>
			{may_edit ? (
				<ButtonLink variant="secondary" href={paths.governanceFile(period.id)}>
					Läs in tal ur en fil
				</ButtonLink>
			) : null}
		</div>
	);
}
