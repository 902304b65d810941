import { ANSWERS, type Answer } from "../../../db/schema/vocabulary.ts";
import type {
	FileAnswered,
	Workpaper,
	WorkpaperItem,
	WorkpaperQuestion,
} from "../../../src/checks/samples/workpaper.ts";
import { kronorText } from "../../ui/format.ts";
import { ROLE } from "../../ui/table-roles.ts";
import { itemFactsId, questionId } from "./question-id.ts";

const LETTERS: Record<Answer, string> = { yes: "J", no: "N", not_applicable: "E" };

const KEYS = [
	["J", "Ja"],
	["N", "Nej, skriv vad du fann bredvid"],
	["E", "Ej tillämpligt"],
	["Ö", "Övriga frågor: Ja"],
	["← ↑ ↓ →", "gå mellan rutorna"],
	["Enter", "till frågan"],
	["Esc", "tillbaka till rutnätet"],
] as const;

/** What stands in a cell: its letter, and what it is called. */
interface Cell {
	position: number;
	letter: string;
	said: string;
	tone: string;
}

/**
 * Items and questions as a table that is walked with the keys (assets/pages.js). It holds no form: a key presses the answer in
 * the item's card, which stands beside and saves as it always does. Without JavaScript a cell is a link to its question.
 */
export function CheckGrid({ workpaper }: { workpaper: Workpaper }) {
	const { items, noun } = workpaper;
	const columns = items[0] ? cellsOf(items[0]) : [];
	const texts = new Map(items.flatMap((one) => rowsOf(one)).map(({ question }) => [question.position, question.text]));
	return (
		<section class="check-grid" aria-label={`${noun.title_the_many} och frågor`} data-check-grid="">
			<ul class="grid-keys" aria-label="Tangenter">
				{KEYS.map(([key, what]) => (
					<li>
						<kbd>{key}</kbd> {what}
					</li>
				))}
			</ul>
			<table {...ROLE.grid} class="grid-table">
				<caption class="sr-only">{`Ett ${noun.one} per rad, en fråga per kolumn`}</caption>
				<thead {...ROLE.group}>
					<tr {...ROLE.row}>
						<th {...ROLE.head} scope="col">
							{noun.title}
						</th>
						{columns.map(({ position }) => (
							<th {...ROLE.head} scope="col" title={texts.get(position)}>
								{position}
								<span class="sr-only">{`. ${texts.get(position) ?? ""}`}</span>
							</th>
						))}
					</tr>
				</thead>
				<tbody {...ROLE.group}>
					{items.map((one) => (
						<GridRow workpaper={one} />
					))}
				</tbody>
			</table>
			<p class="soft">J Ja, N Nej, E Ej tillämpligt, · obesvarad, – ställs inte. Streckad ruta: enligt filen.</p>
		</section>
	);
}

function GridRow({ workpaper }: { workpaper: WorkpaperItem }) {
	const { item, noun } = workpaper;
	const name = `${noun.title} ${item.position}`;
	return (
		<tr {...ROLE.row}>
			<th {...ROLE.row_head} scope="row">
				<a href={`#${itemFactsId(item.position)}`}>{`${item.position}. ${item.text || item.supplier_name || name}`}</a>
				<span class="soft">{`${kronorText(item.amount_ore)}, ${item.supplier_name || "okänd leverantör"}`}</span>
			</th>
			{cellsOf(workpaper).map(({ position, letter, said, tone }) => (
				<td {...ROLE.grid_cell}>
					<a
						href={`#${questionId(item.position, position)}`}
						class={`grid-cell ${tone}`}
						data-cell={`${name}, fråga ${position}`}
						aria-label={`${name}, fråga ${position}: ${said}`}
					>
						{letter}
					</a>
				</td>
			))}
		</tr>
	);
}

/** A checklist's questions stand at 1, 2, 3 …, whoever answers them. */
function rowsOf({ questions, by_file }: WorkpaperItem): (WorkpaperQuestion | FileAnswered)[] {
	const rows = new Map([...questions, ...by_file].map((row) => [row.question.position, row]));
	return Array.from({ length: rows.size }, (_, index) => rows.get(index + 1) ?? []).flat();
}

function cellsOf(workpaper: WorkpaperItem): Cell[] {
	return rowsOf(workpaper).map((row) => ({
		position: row.question.position,
		...("says" in row ? byFile(row) : byPerson(row)),
	}));
}

function byPerson({ asked, outstanding, missing, given }: WorkpaperQuestion): Omit<Cell, "position"> {
	if (!asked) return { letter: "–", said: "ställs inte", tone: "is-off" };
	if (!given || (outstanding && missing === "")) return { letter: "·", said: "obesvarad", tone: "is-open" };
	return answered(given.answer);
}

function byFile(row: FileAnswered): Omit<Cell, "position"> {
	if (row.contested && row.given) return answered(row.given.answer);
	if (row.says === null) return { letter: "–", said: "ställs inte", tone: "is-off" };
	return { letter: LETTERS[row.says], said: `${ANSWERS[row.says]}, enligt filen`, tone: "is-file" };
}

function answered(answer: Answer): Omit<Cell, "position"> {
	return { letter: LETTERS[answer], said: ANSWERS[answer], tone: answer === "no" ? "is-no" : "is-given" };
}
