import type { FollowUpStep } from "../../../db/queries/report/follow-ups-steps.ts";
import type { FollowUpRow } from "../../../db/queries/report/follow-ups.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { FOLLOW_UP_KINDS } from "../../../db/schema/report/words.ts";
import { remarkOf } from "../../../src/report/follow-ups/columns.ts";
import type { OwnersPart } from "../../../src/report/follow-ups/steps.ts";
import { paths } from "../../../src/paths/paths.ts";
import { PeriodNav, SealedNote } from "../periods/period-nav.tsx";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Pager } from "../../ui/pager.tsx";
import { Section } from "../../ui/section.tsx";
import { DataTable, ListExports } from "../../ui/table.tsx";
import { DoneOf } from "../../ui/work-run.tsx";
import { FactBadges, FollowUpStateBadge, FollowUpStatusBadge } from "./follow-up-badge.tsx";

interface Progressed {
	done: number;
	total: number;
}

interface Props {
	shell: Partial<LayoutProps>;
	period: Period;
	owners: readonly OwnersPart<FollowUpRow>[];
	progress: Progressed;
	/** What is the person's own to write. */
	mine: Progressed;
	next: FollowUpStep | null;
	pager: Parameters<typeof Pager>[0];
	sealed: boolean;
}

/** The plan's risks, measures and controls by whose they are, with what is said about each in this report. */
export function FollowUpsPage(props: Props) {
	const { period, progress, mine, next } = props;
	return (
		<Layout
			{...props.shell}
			title={`Uppföljning, ${period.name}`}
			crumbs={[{ href: paths.reports(), label: "Rapporter" }]}
			lead="Den som ansvarar skriver, controllern färdigställer. Talen räknar det som hör till rapporten och hade förfallit."
			main_action={
				next ? (
					<ButtonLink href={paths.followUp(period.id, next.kind, next.id)}>Skriv nästa utan resultat</ButtonLink>
				) : null
			}
		>
			<PeriodNav period_id={period.id} current="Uppföljning" shell={props.shell} />
			<SealedNote sealed={props.sealed} period_id={period.id} />
			{progress.total === 0 ? <EmptyState text="Det finns ingen internkontrollplan för året." /> : null}
			{progress.total > 0 ? <DoneOf id="alla" label="Uppföljningar" {...progress} /> : null}
			{mine.total > 0 && mine.total < progress.total ? <DoneOf id="mina" label="Dina" {...mine} /> : null}
			{props.owners.map((part) => (
				<OwnersSection part={part} period={period} />
			))}
			<Pager {...props.pager} noun="uppföljningar" />
			<ListExports base_href={paths.followUps(period.id)} />
		</Layout>
	);
}

function OwnersSection({ part, period }: { part: OwnersPart<FollowUpRow>; period: Period }) {
	const owner = part.owner ?? "Ingen ansvarig";
	return (
		<Section title={owner} lead={`${part.done} av ${part.total} klara`}>
			<DataTable
				caption={`Uppföljning, ${owner}`}
				hide_caption
				columns={[
					{ key: "kind", label: "Slag", narrow: true },
					{ key: "title", label: "Rubrik", primary: true },
					{ key: "numbers", label: "Beräknat" },
					{ key: "status", label: "Status" },
					{ key: "state", label: "Text", narrow: true },
				]}
				rows={part.rows.map((row) => ({
					href: paths.followUp(period.id, row.kind, row.id),
					cells: {
						kind: FOLLOW_UP_KINDS[row.kind],
						title: row.kind === "risk" ? `R${row.risk_number} ${row.title}` : row.title,
						numbers: <FactBadges row={row} />,
						status: (
							<>
								<FollowUpStatusBadge status={row.follow_up?.status ?? null} /> {remarkOf(row)}
							</>
						),
						state: <FollowUpStateBadge row={row} />,
					},
				}))}
			/>
		</Section>
	);
}
