import { intervalOf, questionText } from "../../../src/checks/evaluation/columns.ts";
import type { GroupEvaluation } from "../../../src/checks/evaluation/group-evaluation.ts";
import { intervalMax } from "../../../src/ground/drawings/marks.ts";
import { IntervalLine } from "../../ui/drawings/interval.tsx";
import { countText } from "../../ui/format.ts";
import { Link } from "../../ui/link.tsx";
import { ROLE } from "../../ui/table-roles.ts";
import { Head, intervalWords, percentText } from "./question-lines.tsx";

/** Units under each other in the order of the alphabet: intervals tell how little a few items say, and nobody is ranked. */
export function UnitLines(props: { groups: readonly GroupEvaluation[]; href: (group: GroupEvaluation) => string }) {
	const lines = props.groups.map((group) => ({ group, interval: intervalOf(group.any, group.unknown) }));
	const max = intervalMax(lines.flatMap(({ interval }) => interval ?? []));
	return (
		<table {...ROLE.table} class="intervals">
			<caption class="sr-only">Andel med någon avvikelse, per enhet</caption>
			<Head max={max} what="Enhet" found="Avvikelser" last="Visad brist i" />
			<tbody {...ROLE.group}>
				{lines.map(({ group, interval }) => (
					<tr {...ROLE.row}>
						<th {...ROLE.row_head} scope="row" class="is-question">
							<Link href={props.href(group)}>{group.unit_name}</Link>
						</th>
						<td {...ROLE.cell} class="end">
							{`${countText(group.any.k)} av ${countText(group.n)}`}
						</td>
						<td {...ROLE.cell} class="is-drawing">
							<IntervalLine interval={interval} max={max} words={intervalWords(interval, group.any.k, group.n)} />
						</td>
						<td {...ROLE.cell} class="end">
							{interval ? percentText(interval.upper) : "–"}
						</td>
						<td {...ROLE.cell}>{shownIn(group)}</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}

const shownIn = ({ questions }: GroupEvaluation) =>
	questions
		.filter((one) => one.verdict === "shown_deficiency")
		.map(questionText)
		.join("; ") || "–";
