import { Invalid } from "../errors.ts";
import type { Http } from "./env.ts";
import { withQuery } from "./paging.ts";

/** How a program asks for a list in parts; the page's own part has a size of its own. */
export const PART_NAMES = { rows: "antal", page: "sida" } as const;
export const MOST_IN_PART = 5_000;
const UNREADABLE = `Ange ${PART_NAMES.rows} som ett heltal från 1 till ${MOST_IN_PART} och ${PART_NAMES.page} som ett heltal från 1.`;

/** The part of the rows that the address asks for, with a link to the next in the header; all of them where it asks for none. */
export async function partOf<Row>(c: Http, rows: Row[] | AsyncIterable<Row>): Promise<Row[] | AsyncIterable<Row>> {
	const asked = c.req.query(PART_NAMES.rows);
	if (asked === undefined) return rows;
	const [size, page] = [wholeOf(asked), wholeOf(c.req.query(PART_NAMES.page) ?? "1")];
	if (size > MOST_IN_PART) throw new Invalid({ "": UNREADABLE });
	const from = (page - 1) * size;
	const found = await slice(rows, from, from + size + 1);
	const next = withQuery(c, { [PART_NAMES.page]: String(page + 1) });
	if (found.length > size) c.header("Link", `<${next}>; rel="next"`);
	return found.slice(0, size);
}

function wholeOf(text: string): number {
	if (!/^[1-9]\d{0,6}$/.test(text)) throw new Invalid({ "": UNREADABLE });
	return Number(text);
}

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
