import type { ListShown } from "../../../src/ground/tables/list.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { countText } from "../../ui/format.ts";
import { Link } from "../../ui/link.tsx";
import { List } from "../../ui/list.tsx";

/** The rows behind one ground of a judgement, or one number of a report. */
export function GroundPage<Row>(props: {
	shell: Partial<LayoutProps>;
	period: Period;
	title: string;
	/** What the list is narrowed to, in words. */
	chosen: readonly string[];
	list: ListShown<Row>;
	href?: ((row: Row) => string) | undefined;
	/** Said above the rows. */
	note?: string | undefined;
	/** Where the conclusion drawn from the rows stands. */
	evaluation: string | null;
}) {
	const { period, chosen, list } = props;
	const { total } = list.pager;
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
			<List list={list} noun="rader" caption={props.title} href={props.href} empty="Inga rader passar urvalet." />
		</Layout>
	);
}
