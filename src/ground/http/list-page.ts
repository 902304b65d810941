import type { Page } from "../../../db/queries/ground/tables.ts";
import { listSavedViews } from "../../../db/queries/people/saved-views.ts";
import { paths } from "../../paths/paths.ts";
import { askedRows, totalsOf } from "../tables/arrange.ts";
import type { Column } from "../tables/column.ts";
import type { ListHead, ListPager, ListShown, ShownView } from "../tables/list.ts";
import { liveOf } from "../write/context.ts";
import type { Http } from "./env.ts";
import { askedOf, LIST_NAMES, type ListAsked } from "./list-asked.ts";
import { pagingOf, withQuery } from "./paging.ts";

/** A list that is not ordered in SQL is read whole to be ordered: no longer one is. */
const MOST_ARRANGED = 5_000;
const TOO_LONG = "Listan är för lång för att sorteras eller sökas i. Filtrera den först.";

/**
 * Where the rows of a list come from: all of them at hand, or a page at a time from a query. `in_sql`: the query follows the order
 * and the search that `askedOf` reads; otherwise a list that is asked to be ordered is read whole and ordered here. `path`: the list's
 * address, where its page also answers a form that was sent elsewhere.
 */
export type ListSource<Row> = { columns: readonly Column<Row>[]; page_rows?: number | undefined; path?: string } & (
	| { all: readonly Row[] }
	/** One page of what is too long to be counted, ordered or searched; its own links lead on. */
	| { page: readonly Row[]; pager: ListPager }
	| {
			rows: (page?: Page) => Promise<Row[]>;
			count: () => Promise<number>;
			in_sql?: boolean;
			sums?: () => Promise<Record<string, number>>;
	  }
);

interface Part<Row> {
	rows: readonly Row[];
	total: number;
	totals: Record<string, number> | null;
	/** False where the list is too long to be ordered. */
	sortable: boolean;
	pager?: ListPager;
}

function slice<Row>(source: ListSource<Row>, all: readonly Row[], asked: ListAsked<Row>, page: Page): Part<Row> {
	const rows = askedRows(source.columns, all, asked);
	const shown = rows.slice(page.offset, page.offset + page.limit);
	return { rows: shown, total: rows.length, totals: totalsOf(source.columns, rows), sortable: true };
}

async function read<Row>(source: ListSource<Row>, asked: ListAsked<Row>, page: Page): Promise<Part<Row>> {
	if ("all" in source) return slice(source, source.all, asked, page);
	if ("page" in source) {
		const { page: rows, pager } = source;
		return { rows, total: rows.length, totals: null, sortable: false, pager };
	}
	const total = await source.count();
	const sortable = source.in_sql === true || total <= MOST_ARRANGED;
	if (!source.in_sql && sortable && (asked.sort || asked.search))
		return slice(source, await source.rows(), asked, page);
	return { rows: await source.rows(page), total, totals: (await source.sums?.()) ?? null, sortable };
}

/** A list as its page shows it: the rows the address asks for, and the links and forms that ask for others. */
export async function listOf<Row>(c: Http, source: ListSource<Row>): Promise<ListShown<Row>> {
	const asked = askedOf(c, source.columns);
	const paging = pagingOf(c, source.page_rows);
	const part = await read(source, asked, paging.page);
	const path = source.path ?? c.req.path;
	const views = await viewsOf(c, path);
	const notes = [...asked.notes, ...views.notes];
	if (!part.sortable && (asked.sort || asked.search)) notes.push(TOO_LONG);
	const kept = [...new URL(c.req.url).searchParams].filter(([name, value]) => name !== "sida" && value !== "");
	return {
		rows: part.rows,
		columns: asked.columns,
		heads: source.columns.map((column) => headOf(c, path, column, asked, part.sortable)),
		chosen: asked.chosen,
		path,
		kept,
		search: asked.search,
		notes,
		pager: part.pager ?? pagerOf(c, path, paging.links(part.total)),
		searchable: part.sortable || asked.search !== "",
		export_href: exportHref(path, kept, asked.columns),
		totals: part.totals,
		views: views.shown,
		save_view:
			c.var.ctx.actor.id === null || c.var.as_of
				? null
				: { action: paths.savedViews(), remove: paths.savedViewRemoval() },
	};
}

/** The first press orders by the column, the second turns it round, the third gives the list its own order back. */
function headOf<Row>(
	c: Http,
	path: string,
	column: Column<Row>,
	{ columns, sort }: ListAsked<Row>,
	sortable: boolean,
): ListHead {
	const { key, label } = column;
	const mine = sort?.key === key && sortable ? sort : null;
	const next = mine === null ? key : mine.descending ? null : `-${key}`;
	return {
		key,
		label,
		shown: columns.includes(column),
		sorted: mine === null ? undefined : mine.descending ? "descending" : "ascending",
		sort_href: sortable ? path + queryOf(withQuery(c, { [LIST_NAMES.sort]: next, sida: null })) : null,
	};
}

const queryOf = (href: string) => (href.includes("?") ? href.slice(href.indexOf("?")) : "");

function pagerOf(c: Http, path: string, pager: ListPager): ListPager {
	if (path === c.req.path) return pager;
	const at = (href: string | null) => href && path + queryOf(href);
	return { ...pager, prev_href: at(pager.prev_href), next_href: at(pager.next_href) };
}

/** A file of the list names its columns, since a file that names none has all of them. */
function exportHref(path: string, kept: readonly (readonly [string, string])[], columns: readonly Column<never>[]) {
	const query = new URLSearchParams();
	for (const [name, value] of kept)
		if (name !== LIST_NAMES.column && name !== LIST_NAMES.view) query.append(name, value);
	for (const { key } of columns) query.append(LIST_NAMES.column, key);
	return `${path}?${query}`;
}

/** The person's own views of this list. A view is an address; its id says which one is shown. */
async function viewsOf(c: Http, path: string): Promise<{ shown: ShownView[]; notes: string[] }> {
	const { actor } = c.var.ctx;
	if (actor.id === null) return { shown: [], notes: [] };
	const saved = await listSavedViews(liveOf(c.var.ctx).db, actor.id, path);
	const asked = c.req.query(LIST_NAMES.view);
	const known = asked === undefined || saved.some(({ id }) => id === asked);
	const shown = saved.map(({ id, name, query }) => ({
		id,
		name,
		href: `${path}?${query}${query ? "&" : ""}${LIST_NAMES.view}=${id}`,
		current: id === asked,
	}));
	return { shown, notes: known ? [] : ["Den sparade vyn finns inte. Listan visas som adressen i övrigt säger."] };
}
