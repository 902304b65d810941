import type { Child } from "hono/jsx";
import { EmptyState } from "./empty-state.tsx";
import { swapsList } from "./hx.ts";
import { Link } from "./link.tsx";
import { ROLE } from "./table-roles.ts";

export interface Column {
	key: string;
	label: string;
	align?: "end" | undefined;
	sort_href?: string | undefined;
	sorted?: "ascending" | "descending" | undefined;
	/** the cell that names the row: row header, title of the card, carrier of the row's link. Default: the first column */
	primary?: boolean | undefined;
	/** label for screen readers only, e.g. a column of buttons */
	hide_label?: boolean | undefined;
	/** narrow: width by content, no wrapping */
	narrow?: boolean | undefined;
	/** not on the two lines that a row of a list has on a phone */
	quiet?: boolean | undefined;
}

/** What a table is that is a list: two lines a row on a phone, rows that can be picked. */
export interface TableList {
	/** the person has chosen the columns: a phone shows them all, each with its label */
	chosen: boolean;
	pick?: { name: string; value: string; label: string } | undefined;
}

export interface Row {
	cells: Record<string, Child>;
	/** the whole row opens this */
	href?: string | null | undefined;
	id?: string | undefined;
	/** the box that picks the row */
	pick?: TableList["pick"];
}

const ARROWS = { ascending: "▲", descending: "▼" } as const;

function HeadCell({ column }: { column: Column }) {
	const label = column.hide_label ? <span class="sr-only">{column.label}</span> : column.label;
	const arrow = column.sorted ? ARROWS[column.sorted] : "";
	return (
		<th {...ROLE.head} scope="col" class={cellClass(column)} aria-sort={column.sorted}>
			{column.sort_href ? (
				<Link href={column.sort_href} class="sort" id={`sortera-${column.key}`} hx={swapsList(column.sort_href)}>
					{label}
					{arrow ? <span aria-hidden="true">{` ${arrow}`}</span> : null}
				</Link>
			) : (
				label
			)}
		</th>
	);
}

function cellClass(column: Column): string | undefined {
	const classes = [column.align === "end" ? "end" : "", column.narrow ? "narrow" : "", column.quiet ? "quiet" : ""];
	return classes.filter(Boolean).join(" ") || undefined;
}

function PickCell({ pick }: { pick: TableList["pick"] }) {
	return (
		<td {...ROLE.cell} class="pick">
			{pick ? <input type="checkbox" name={pick.name} value={pick.value} aria-label={pick.label} /> : null}
		</td>
	);
}

function BodyRow(props: {
	row: Row;
	columns: readonly Column[];
	primary: Column | undefined;
	/** rows have a box first */
	picks: boolean;
}) {
	const { row, columns, primary, picks } = props;
	return (
		<tr {...ROLE.row} id={row.id} class={row.href ? "linked" : undefined}>
			{picks ? <PickCell pick={row.pick} /> : null}
			{columns.map((column) => {
				const content = row.cells[column.key];
				if (column === primary) {
					return (
						<th {...ROLE.row_head} scope="row" class={cellClass(column)} data-label={column.label}>
							{row.href ? (
								<Link href={row.href} class="row-link">
									{content}
								</Link>
							) : (
								content
							)}
						</th>
					);
				}
				return (
					<td {...ROLE.cell} class={cellClass(column)} data-label={column.hide_label ? "" : column.label}>
						{content}
					</td>
				);
			})}
		</tr>
	);
}

function tableClass(list: Pick<TableList, "chosen"> | undefined): string {
	if (!list) return "table";
	return list.chosen ? "table list is-chosen" : "table list";
}

/** A list as a table; a phone gets one card per row. `wide`: many columns, scrolls inside its own frame. */
export function DataTable(props: {
	caption: string;
	columns: readonly Column[];
	rows: readonly Row[];
	empty?: string | undefined;
	hide_caption?: boolean | undefined;
	wide?: boolean | undefined;
	/** cells of a last row with sums, by column key */
	total?: Record<string, Child> | undefined;
	id?: string | undefined;
	is_list?: Pick<TableList, "chosen"> | undefined;
}) {
	const { columns, rows } = props;
	const picks = rows.some((row) => row.pick !== undefined);
	const primary = columns.find((column) => column.primary) ?? columns[0];
	if (rows.length === 0) return <EmptyState text={props.empty ?? "Det finns inget att visa."} id={props.id} />;
	const table = (
		<table {...ROLE.table} class={tableClass(props.is_list)} id={props.wide ? undefined : props.id}>
			<caption class={props.hide_caption ? "sr-only" : undefined}>{props.caption}</caption>
			<thead {...ROLE.group}>
				<tr {...ROLE.row}>
					{picks ? (
						<th {...ROLE.head} scope="col" class="pick">
							<input type="checkbox" data-pick-all="" aria-label="Välj alla på sidan" />
						</th>
					) : null}
					{columns.map((column) => (
						<HeadCell column={column} />
					))}
				</tr>
			</thead>
			<tbody {...ROLE.group}>
				{rows.map((row) => (
					<BodyRow row={row} columns={columns} primary={primary} picks={picks} />
				))}
			</tbody>
			{props.total ? (
				<tfoot {...ROLE.group}>
					<BodyRow row={{ cells: props.total }} columns={columns} primary={primary} picks={picks} />
				</tfoot>
			) : null}
		</table>
	);
	if (!props.wide) return table;
	return (
		<section class="table-scroll" tabindex={0} aria-label={props.caption} id={props.id}>
			{table}
		</section>
	);
}

/** The same list as files: base_href "/risker?krav=c" gives /risker.xlsx?krav=c and so on. */
export function ListExports(props: { base_href: string; label?: string | undefined }) {
	const cut = props.base_href.search(/[?#]/);
	const path = cut < 0 ? props.base_href : props.base_href.slice(0, cut);
	const query = cut < 0 ? "" : props.base_href.slice(cut).split("#")[0];
	const formats = [
		["xlsx", "Excel"],
		["csv", "CSV"],
		["json", "JSON"],
	] as const;
	return (
		<p class="list-exports">
			<span>{props.label ?? "Hämta listan:"}</span>
			{formats.map(([ending, word]) => (
				<Link href={`${path}.${ending}${query}`}>{word}</Link>
			))}
		</p>
	);
}
