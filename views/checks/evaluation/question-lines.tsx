import {
	intervalOf,
	questionText,
	toleratedText,
	upperShare,
	verdictsText,
} from "../../../src/checks/evaluation/columns.ts";
import type { GroupEvaluation } from "../../../src/checks/evaluation/group-evaluation.ts";
import type { QuestionEvaluation } from "../../../src/checks/evaluation/question-evaluation.ts";
import { type Interval, intervalMax } from "../../../src/ground/drawings/marks.ts";
import { INTERVAL_LEGEND, IntervalLine } from "../../ui/drawings/interval.tsx";
import { Legend } from "../../ui/drawings/ink.tsx";
import { countText } from "../../ui/format.ts";
import { Panel } from "../../ui/panel.tsx";
import { ROLE } from "../../ui/table-roles.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { VerdictBadge } from "../../ui/verdict-badge.tsx";

export const percentText = (permille: number) => `${String(permille / 10).replace(".", ",")}\u00a0%`;

interface Line {
	question: QuestionEvaluation;
	interval: Interval | null;
}

/** One line a question: what was found, between its limits, beside what is tolerated. The sentence opens under it. */
export function QuestionLines({ group }: { group: GroupEvaluation }) {
	const { questions } = group;
	if (questions.length === 0) return <EmptyState text="Kontrollmomentet saknar checklista." />;
	const lines = questions.map((question) => ({ question, interval: intervalOf(question, group.unknown) }));
	const max = intervalMax(lines.flatMap(({ interval }) => interval ?? []));
	const tolerated = [...new Set(questions.map(toleratedText))];
	return (
		<Panel id="fragor" title={verdictsText(questions)}>
			<details class="more">
				<summary>Om alla frågor tillsammans</summary>
				<p>{group.any.sentence}</p>
			</details>
			<Legend series={group.unknown > 0 ? INTERVAL_LEGEND : INTERVAL_LEGEND.slice(0, 1)} />
			<table {...ROLE.table} class="intervals">
				<caption class="sr-only">Slutsats per kontrollpunkt</caption>
				<Head max={max} what="Kontrollpunkt" found="Nej" />
				{tolerated.map((share) => (
					<tbody {...ROLE.group}>
						<tr {...ROLE.row} class="group-row">
							<th {...ROLE.row_head} scope="rowgroup" colspan={5}>
								{`Godtagbar andel ${share}`}
							</th>
						</tr>
						{lines
							.filter(({ question }) => toleratedText(question) === share)
							.map((line) => (
								<QuestionRow line={line} max={max} />
							))}
					</tbody>
				))}
			</table>
		</Panel>
	);
}

export function Head({
	max,
	what,
	found,
	last = "Omdöme",
}: {
	max: number;
	what: string;
	found: string;
	last?: string;
}) {
	return (
		<thead {...ROLE.group}>
			<tr {...ROLE.row}>
				<th {...ROLE.head} scope="col" class="is-question">
					{what}
				</th>
				<th {...ROLE.head} scope="col" class="end">
					{found}
				</th>
				<th {...ROLE.head} scope="col" class="is-drawing">
					<span class="sr-only">Andel, från </span>
					<span class="interval-scale">
						<span>0</span>
						<span>{percentText(max / 2)}</span>
						<span>{percentText(max)}</span>
					</span>
				</th>
				<th {...ROLE.head} scope="col" class="end">
					Högst
				</th>
				<th {...ROLE.head} scope="col">
					{last}
				</th>
			</tr>
		</thead>
	);
}

/** The same in words as the line draws. */
export function intervalWords(interval: Interval | null, k: number, of: number): string {
	if (!interval) return `${k} av ${of}. För få för att säga en andel.`;
	const { lower, upper, tolerated } = interval;
	const beside = tolerated === null ? "" : ` Godtagbart ${percentText(tolerated)}.`;
	return `${k} av ${of}. Mellan ${percentText(lower)} och ${percentText(upper)}.${beside}`;
}

function QuestionRow({ line: { question, interval }, max }: { line: Line; max: number }) {
	const { k, applicable, verdict, sentence, terms } = question;
	return (
		<tr {...ROLE.row}>
			<th {...ROLE.row_head} scope="row" class="is-question">
				<details class="more">
					<summary>{questionText(question)}</summary>
					{terms === "" ? null : <p class="soft">{terms}</p>}
					<p>{sentence}</p>
				</details>
			</th>
			<td {...ROLE.cell} class="end">
				{`${countText(k)} av ${countText(applicable)}`}
			</td>
			<td {...ROLE.cell} class="is-drawing">
				<IntervalLine interval={interval} max={max} words={intervalWords(interval, k, applicable)} />
			</td>
			<td {...ROLE.cell} class="end">
				{upperShare(question) === null || !interval ? "–" : percentText(interval.upper)}
			</td>
			<td {...ROLE.cell}>{verdict ? <VerdictBadge verdict={verdict} /> : "Inga inköp"}</td>
		</tr>
	);
}
