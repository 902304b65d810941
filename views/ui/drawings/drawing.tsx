import type { Child } from "hono/jsx";
import { type Figures, grandTotal, sumsOf, totalOf } from "../../../src/ground/drawings/figures.ts";
import { domId } from "../dom-id.ts";
import { countText } from "../format.ts";
import { Link } from "../link.tsx";

/** A drawing with its name, the same in words, and the same as a table. `linked`: its marks can be followed. */
export function Drawing(props: {
	id: string;
	title: string;
	words: string;
	height: number;
	linked?: boolean | undefined;
	legend?: Child;
	table: Child;
	children?: Child;
}) {
	const [title, words] = [domId("rubrik", props.id), domId("ord", props.id)];
	return (
		<figure class="drawing">
			{props.legend}
			<svg
				class="plot"
				role={props.linked ? "group" : "img"}
				aria-labelledby={title}
				aria-describedby={words}
				height={props.height}
			>
				<title id={title}>{props.title}</title>
				<desc id={words}>{props.words}</desc>
				{props.children}
			</svg>
			<details class="more">
				<summary>
					Siffrorna i tabell<span class="sr-only">{`: ${props.title}`}</span>
				</summary>
				{props.table}
			</details>
		</figure>
	);
}

/** The numbers of a drawing: a row per group, a column per series, and the sums where the groups add up. */
export function FiguresTable({ figures, title, sums = true }: { figures: Figures; title: string; sums?: boolean }) {
	const { head, series, groups } = figures;
	const many = series.length > 1 && !figures.apart;
	return (
		<section class="figures-frame" tabindex={0} aria-label={`${title}, tabell`}>
			<table class="figures">
				<thead>
					<tr>
						<th scope="col">{head}</th>
						{series.map(({ label }) => (
							<th scope="col" class="end">
								{label}
							</th>
						))}
						{many ? (
							<th scope="col" class="end">
								Alla
							</th>
						) : null}
					</tr>
				</thead>
				<tbody>
					{groups.map((group) => (
						<tr>
							<th scope="row">{group.label}</th>
							{group.values.map((value, at) => (
								<td class="end">
									{group.hrefs?.[at] && value > 0 ? (
										<Link href={group.hrefs[at]}>{countText(value)}</Link>
									) : (
										countText(value)
									)}
								</td>
							))}
							{many ? <td class="end">{countText(totalOf(group))}</td> : null}
						</tr>
					))}
				</tbody>
				{sums ? <Sums figures={figures} /> : null}
			</table>
		</section>
	);
}

function Sums({ figures }: { figures: Figures }) {
	const sums = sumsOf(figures);
	return (
		<tfoot>
			<tr>
				<th scope="row">Alla</th>
				{sums.map((value) => (
					<td class="end">{countText(value)}</td>
				))}
				{sums.length > 1 && !figures.apart ? <td class="end">{countText(grandTotal(figures))}</td> : null}
			</tr>
		</tfoot>
	);
}
