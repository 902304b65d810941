import type { FollowUpRow } from "../../../db/queries/report/follow-ups.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { FOLLOW_UP_KINDS } from "../../../db/schema/report/words.ts";
import { numbersText, remarkOf } from "../../../src/report/follow-ups/columns.ts";
import { paths } from "../../../src/paths/paths.ts";
import { PeriodNav, SealedNote } from "../periods/period-nav.tsx";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Pager } from "../../ui/pager.tsx";
import { DataTable, ListExports } from "../../ui/table.tsx";
import { FollowUpStateBadge, FollowUpStatusBadge } from "./follow-up-badge.tsx";

/** The plan's risks, measures and controls with what is said about each in this report. */
export function FollowUpsPage(props: {
	shell: Partial<LayoutProps>;
	period: Period;
	rows: readonly FollowUpRow[];
	pager: Parameters<typeof Pager>[0];
	sealed: boolean;
}) {
	const { period } = props;
	return (
		<Layout
			{...props.shell}
			title={`Uppföljning, ${period.name}`}
			crumbs={[{ href: paths.reports(), label: "Rapporter" }]}
			lead="Den som ansvarar skriver, controllern färdigställer. Talen räknar det som hör till rapporten och hade förfallit."
		>
			<PeriodNav period_id={period.id} current="Uppföljning" shell={props.shell} />
			<SealedNote sealed={props.sealed} period_id={period.id} />
			<DataTable
				caption="Uppföljning"
				hide_caption
				empty="Det finns ingen internkontrollplan för året."
				columns={[
					{ key: "kind", label: "Slag", narrow: true },
					{ key: "title", label: "Rubrik", primary: true },
					{ key: "numbers", label: "Beräknat" },
					{ key: "owner", label: "Ansvarig" },
					{ key: "status", label: "Status", narrow: true },
					{ key: "state", label: "Text", narrow: true },
				]}
				rows={props.rows.map((row) => ({
					href: paths.followUp(period.id, row.kind, row.id),
					cells: {
						kind: FOLLOW_UP_KINDS[row.kind],
						title: row.kind === "risk" ? `R${row.risk_number} ${row.title}` : row.title,
						numbers: (
							<>
								{numbersText(row)} <span class="soft">{remarkOf(row)}</span>
							</>
						),
						owner: row.owner ?? "Ingen",
						status: <FollowUpStatusBadge status={row.follow_up?.status ?? null} />,
						state: <FollowUpStateBadge row={row} />,
					},
				}))}
			/>
			{props.pager.total > 0 ? <Pager {...props.pager} noun="risker" /> : null}
			<ListExports base_href={paths.followUps(period.id)} />
		</Layout>
	);
}
