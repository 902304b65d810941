import type { Child } from "hono/jsx";
import { EmptyState } from "./empty-state.tsx";
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
}

export interface Row {
	cells: Record<string, Child>;
	/** the whole row opens this */
	href?: string | null | undefined;
	id?: string | undefined;
}

const ARROWS = { ascending: "▲", descending: "▼" } as const;

function HeadCell({ column }: { column: Column }) {
	const label = column.hide_label ? <span class="sr-only">{column.label}</span> : column.label;
	const arrow = column.sorted ? ARROWS[column.sorted] : "";
	return (
		<th {...ROLE.head} scope="col" class={cellClass(column)} aria-sort={column.sorted}>
			{column.sort_href ? (
				<Link href={column.sort_href} class="sort">
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
	return [column.align === "end" ? "end" : "", column.narrow ? "narrow" : ""].filter(Boolean).join(" ") || undefined;
}

function BodyRow({ row, columns, primary }: { row: Row; columns: readonly Column[]; primary: Column | undefined }) {
	return (
		<tr {...ROLE.row} id={row.id} class={row.href ? "linked" : undefined}>
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
}) {
	const { columns, rows } = props;
	const primary = columns.find((column) => column.primary) ?? columns[0];
	if (rows.length === 0) return <EmptyState text={props.empty ?? "Det finns inget att visa."} id={props.id} />;
	const table = (
		<table {...ROLE.table} class="table" id={props.wide ? undefined : props.id}>
			<caption class={props.hide_caption ? "sr-only" : undefined}>{props.caption}</caption>
			<thead {...ROLE.group}>
				<tr {...ROLE.row}>
					{columns.map((column) => (
						<HeadCell column={column} />
					))}
				</tr>
			</thead>
			<tbody {...ROLE.group}>
				{rows.map((row) => (
					<BodyRow row={row} columns={columns} primary={primary} />
				))}
			</tbody>
			{props.total ? (
				<tfoot {...ROLE.group}>
					<BodyRow row={{ cells: props.total }} columns={columns} primary={primary} />
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
