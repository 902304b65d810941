import type { Page } from "../../../db/queries/ground/tables.ts";
import { Invalid } from "../errors.ts";
import type { Http } from "./env.ts";
import { withQuery } from "./paging.ts";

/** How a program asks for a list in parts; the page's own part has a size of its own. */
export const PART_NAMES = { rows: "antal", page: "sida" } as const;
export const MOST_IN_PART = 5_000;
const UNREADABLE = `Ange ${PART_NAMES.rows} som ett heltal från 1 till ${MOST_IN_PART} och ${PART_NAMES.page} som ett heltal från 1.`;

/** The part that the address asks for; null where it asks for none, or for one that cannot be read. */
export function askedPart(c: Http): Page | null {
	const [size, page] = [wholeOf(c.req.query(PART_NAMES.rows)), wholeOf(c.req.query(PART_NAMES.page) ?? "1")];
	return size === null || page === null || size > MOST_IN_PART ? null : { limit: size, offset: (page - 1) * size };
}

/** A part with the row after it, by which its reader knows whether there is a next. */
export const withNext = ({ limit, offset }: Page): Page => ({ limit: limit + 1, offset });

/**
 * The part of the rows that the address asks for, with a link to the next in the header; all of them where it asks for none. `read`:
 * the rows are that part already, with the one after it.
 */
export async function partOf<Row>(
	c: Http,
	rows: Row[] | AsyncIterable<Row>,
	read: boolean,
): Promise<Row[] | AsyncIterable<Row>> {
	if (c.req.query(PART_NAMES.rows) === undefined) return rows;
	const part = askedPart(c);
	if (!part) throw new Invalid({ "": UNREADABLE });
	const { limit, offset } = part;
	const found = await slice(rows, read ? 0 : offset, (read ? 0 : offset) + limit + 1);
	const next = withQuery(c, { [PART_NAMES.page]: String(offset / limit + 2) });
	if (found.length > limit) c.header("Link", `<${next}>; rel="next"`);
	return found.slice(0, limit);
}

const wholeOf = (text: string | undefined) => (/^[1-9]\d{0,6}$/.test(text ?? "") ? Number(text) : null);

/** Reads no further than it has to. */
async function slice<Row>(rows: Row[] | AsyncIterable<Row>, from: number, to: number): Promise<Row[]> {
	if (Array.isArray(rows)) return rows.slice(from, to);
	const found: Row[] = [];
	let place = 0;
	for await (const row of rows) {
		if (place >= from) found.push(row);
		if (++place >= to) break;
	}
	return found;
}
