import type { Page } from "../../../db/queries/ground/tables.ts";
import { formatDate as dayText } from "../calendar/stockholm.ts";
import type { Http } from "./env.ts";

const PAGE_ROWS = 50;

/** Which page of a list the address asks for (`?sida=2`), and its links once the total is known. */
export interface Paging {
	page: Page;
	/** Returns the props that the `Pager` view takes. */
	links(total: number): { from: number; to: number; total: number; prev_href: string | null; next_href: string | null };
}

/** `rows`: how many a page holds, fewer where a row is a lot to read. */
export function pagingOf(c: Http, rows = PAGE_ROWS): Paging {
	const asked = c.req.query("sida") ?? "";
	const number = /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : 1;
	const offset = (number - 1) * rows;
	const to = (page: number) => withQuery(c, { sida: page === 1 ? null : String(page) });
	return {
		page: { limit: rows, offset },
		links: (total) => ({
			// an address may ask for a page beyond the last: rows that have gone were on it, or somebody wrote the number
			...(offset < total ? { from: offset + 1, to: Math.min(offset + rows, total) } : { from: 0, to: 0 }),
			total,
			prev_href: number > 1 ? to(Math.min(number - 1, Math.max(1, Math.ceil(total / rows)))) : null,
			next_href: offset + rows < total ? to(number + 1) : null,
		}),
	};
}

/** Returns this page's address with some of the query changed; null removes a parameter. */
export function withQuery(c: Http, changes: Record<string, string | null>): string {
	const url = new URL(c.req.url);
	for (const [name, value] of Object.entries(changes)) {
		if (value === null) url.searchParams.delete(name);
		else url.searchParams.set(name, value);
	}
	return url.pathname + url.search;
}

/** A query value that is one of a vocabulary's words, or undefined (T05). A list's own are its filters (`filtersOf`). */
export function wordOf<T extends object>(c: Http, name: string, words: T): (keyof T & string) | undefined {
	const value = c.req.query(name);
	return value !== undefined && Object.hasOwn(words, value) ? (value as keyof T & string) : undefined;
}

/** "hittade 1 september 2026–30 september 2026", in a list of none or one. */
export function spanText(verb: string, span: { from?: string | undefined; to?: string | undefined } = {}): string[] {
	const { from, to } = span;
	if (from !== undefined && from === to) return [`${verb} ${dayText(from)}`];
	const ends = [...(from ? [`från och med ${dayText(from)}`] : []), ...(to ? [`till och med ${dayText(to)}`] : [])];
	return ends.length > 0 ? [`${verb} ${ends.join(" ")}`] : [];
}
