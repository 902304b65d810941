import type { Child } from "hono/jsx";
import { shownAs } from "../../src/ground/tables/column.ts";
import type { ListFilter, ListShown } from "../../src/ground/tables/list.ts";
import { Button } from "./button.tsx";
import { LIST_ID } from "./hx.ts";
import { type Cells, ListTable } from "./list-table.tsx";
import { ListTools, ListViews } from "./list-tools.tsx";
import { Pager } from "./pager.tsx";
import { safeHref } from "./safe-href.ts";
import { ListExports } from "./table.tsx";

/** What can be done with picked rows. Each act is a page of its own, which asks for what it needs and says how every row went. */
export interface ListActs<Row> {
	/** where the picked rows are sent */
	action: string;
	acts: readonly { key: string; label: string }[];
	value: (row: Row) => string;
	/** "avvikelse 3": what the row's box is called */
	name: (row: Row) => string;
}

interface ListProps<Row> {
	list: ListShown<Row>;
	caption: string;
	/** "avvikelser": what the rows are, in plural */
	noun: string;
	href?: ((row: Row) => string | null) | undefined;
	cells?: Cells<Row> | undefined;
	primary?: string | undefined;
	filters?: readonly ListFilter[] | undefined;
	presets?: readonly { label: string; href: string }[] | undefined;
	acts?: ListActs<Row> | undefined;
	empty?: string | undefined;
	children?: Child;
}

/** Every list of the product: views, search, filters, columns, heads that sort, rows that can be picked, pages and files. */
export function List<Row>(props: ListProps<Row>) {
	const { list, noun } = props;
	return (
		<div id={LIST_ID} class="list-area">
			<ListViews list={list} presets={props.presets ?? []} />
			<ListTools list={list} filters={props.filters ?? []} noun={noun} />
			{list.notes.map((note) => (
				<p class="list-note" role="status">
					{note}
				</p>
			))}
			{props.acts && list.rows.length > 0 ? (
				<Picking {...props} acts={props.acts}>
					<Table {...props} />
				</Picking>
			) : (
				<Table {...props} />
			)}
			<Pager {...list.pager} noun={noun} swaps />
			{props.children}
			<ListExports base_href={list.export_href} />
		</div>
	);
}

function Table<Row>(props: ListProps<Row>) {
	const { list, acts } = props;
	return (
		<ListTable
			caption={props.caption}
			columns={list.columns}
			rows={list.rows}
			list={list}
			href={props.href}
			cells={props.cells}
			primary={props.primary}
			empty={props.empty ?? `Inga ${props.noun} passar urvalet.`}
			pick={acts ? (row) => ({ name: "vald", value: acts.value(row), label: `Välj ${acts.name(row)}` }) : undefined}
			total={list.totals ? totalCells(list, list.totals, props.primary, props.noun) : undefined}
		/>
	);
}

/** Sums under their columns; what the row is stands in the column that names the rows. */
function totalCells<Row>(
	list: ListShown<Row>,
	totals: Readonly<Record<string, number>>,
	primary: string | undefined,
	noun: string,
): Record<string, Child> | undefined {
	const sums = list.columns.flatMap((column) => {
		const sum = totals[column.key];
		return sum === undefined ? [] : [[column.key, shownAs(column.type, sum)]];
	});
	if (sums.length === 0) return undefined;
	const name = primary ?? list.columns[0]?.key ?? "";
	return { [name]: `Summa av ${list.pager.total} ${noun}`, ...Object.fromEntries(sums) };
}

/** A form round the table: the picked rows are sent to the act whose button is pressed, or to a file. */
function Picking<Row>({ list, acts, children }: ListProps<Row> & { acts: ListActs<Row> }) {
	const [path = "", query = ""] = list.export_href.split("?");
	return (
		<form method="get" action={safeHref(acts.action) ?? ""} class="list-picking">
			{[...new URLSearchParams(query)].map(([name, value]) => (
				<input type="hidden" name={name} value={value} />
			))}
			{children}
			<section class="selection" aria-label="Valda rader">
				<p class="selection-count"> valda</p>
				{acts.acts.map(({ key, label }) => (
					<Button name="gor" value={key} variant="secondary">
						{label}
					</Button>
				))}
				<Button form_action={`${path}.xlsx`} variant="secondary">
					Hämta
				</Button>
			</section>
		</form>
	);
}
