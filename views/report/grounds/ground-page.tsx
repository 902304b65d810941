import type { Period } from "../../../db/queries/report/periods.ts";
import type { Column } from "../../../src/ground/tables/column.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { countText } from "../../ui/format.ts";
import { Link } from "../../ui/link.tsx";
import { ListTable } from "../../ui/list-table.tsx";
import { Pager } from "../../ui/pager.tsx";
import { ListExports } from "../../ui/table.tsx";

/** The rows behind one ground of a judgement, or one number of a report. */
export function GroundPage<Row>(props: {
	shell: Partial<LayoutProps>;
	period: Period;
	title: string;
	/** What the list is narrowed to, in words. */
	chosen: readonly string[];
	columns: readonly Column<Row>[];
	rows: readonly Row[];
	href?: ((row: Row) => string) | undefined;
	/** Said above the rows. */
	note?: string | undefined;
	/** Where the conclusion drawn from the rows stands. */
	evaluation: string | null;
	total: number;
	pager: Parameters<typeof Pager>[0] | null;
	list_href: string;
}) {
	const { period, chosen, total, pager } = props;
	const narrowed = chosen.length > 0 ? ` Urval: ${chosen.join(", ")}.` : "";
	return (
		<Layout
			{...props.shell}
			title={props.title}
			crumbs={[
				{ href: paths.reports(), label: "Rapporter" },
				{ href: paths.periodAssessments(period.id), label: period.name },
			]}
			lead={`${countText(total)} ${total === 1 ? "rad" : "rader"} i ${period.name}.${narrowed}`}
		>
			{props.note ? <p class="soft">{props.note}</p> : null}
			{props.evaluation ? (
				<p>
					<Link href={props.evaluation}>Se slutsatsen med dess gränser</Link>
				</p>
			) : null}
			<ListTable
				caption={props.title}
				columns={props.columns}
				rows={props.rows}
				href={props.href}
				empty="Inga rader passar urvalet."
			/>
			{pager && pager.total > 0 ? <Pager {...pager} noun="rader" /> : null}
			<ListExports base_href={props.list_href} />
		</Layout>
	);
}
