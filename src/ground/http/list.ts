import { PassThrough, Readable } from "node:stream";
import type { Hono } from "hono";
import { etag, RETAINED_304_HEADERS } from "hono/etag";
import type { Page } from "../../../db/queries/ground/tables.ts";
import type { Action } from "../access/permissions.ts";
import type { Column } from "../tables/column.ts";
import { csvText } from "../tables/csv.ts";
import type { Filters } from "../tables/filters.ts";
import { inLots } from "../tables/in-lots.ts";
import { jsonOf } from "../tables/json.ts";
import { addLongSheet } from "../tables/long-sheet.ts";
import { startWorkbook } from "../tables/xlsx.ts";
import { Invalid } from "../errors.ts";
import { onlyMainThread } from "../threads/main-thread.ts";
import { askedRows } from "../tables/arrange.ts";
import type { AppEnv, Http } from "./env.ts";
import { askedOf } from "./list-asked.ts";
import { notFollowed } from "./list-filters.ts";
import { askedPart, partOf, withNext } from "./list-part.ts";
import { asListed } from "./listed.ts";
import { permit } from "./permit.ts";

interface List<Row> {
	action: Action;
	/** File name without ending, and the workbook's title. */
	name: string;
	columns: readonly Column<Row>[];
	/** What the address may narrow it by. A file refuses every other name and value. */
	filters?: Filters;
	/** Returns all rows, or a stream of them when they may be too many to hold in memory. */
	rows: (c: Http, page?: Page) => Promise<Row[] | AsyncIterable<Row>>;
	/** `rows` gives a page of them where one is asked for: a program that reads in parts does not read the whole for each. */
	pages?: boolean;
	/** The query behind `rows` follows the order and the search of the address by itself. */
	in_sql?: boolean;
	/** What a row is picked by, where rows can be picked. */
	id?: (row: Row) => string;
	page: (c: Http) => Promise<Response>;
}

/**
 * A list at `path`: the page, and the same rows as .json, .csv and .xlsx with the same filter, order and rights. `rows` is the one
 * query behind all four; the page may ask it for one page at a time, the files get everything. A file has the columns that its
 * address names, or all of them.
 */
export function listRoutes<Row>(app: Hono<AppEnv>, path: string, list: List<Row>): void {
	const gate = permit(list.action);
	app.get(path.replace(/:(\w+)$/, ":$1{[^/.]+}"), gate, list.page);
	const json = async (c: Http) => {
		const { columns, rows, read } = await asked(c, list, askedPart(c));
		const part = await partOf(c, rows, read);
		c.header("Content-Type", "application/json");
		const text = jsonText(columns, part);
		return Array.isArray(part) || list.in_sql ? marked(c, await whole(text)) : streamed(c, text);
	};
	const { name, columns, id, filters = {} } = list;
	app.get(asFile(path, "json"), gate, asListed(json, { path, name, columns, filters, picks: id !== undefined }));
	app.get(asFile(path, "csv"), gate, async (c) => {
		const { columns, rows } = await asked(c, list);
		attach(c, `${list.name}.csv`, "text/csv; charset=utf-8");
		return streamed(c, csvText(columns, rows));
	});
	app.get(asFile(path, "xlsx"), gate, async (c) => {
		const { columns, rows } = await asked(c, list);
		attach(c, `${list.name}.xlsx`, XLSX);
		const out = new PassThrough();
		const workbook = startWorkbook(out, { title: list.name, created: c.var.ctx.clock() });
		const written = addLongSheet(workbook, { name: list.name, columns, rows }).then(() => workbook.commit());
		written.catch((error: Error) => out.destroy(error));
		return c.body(Readable.toWeb(out) as ReadableStream);
	});
}

/** The rows and columns a file is asked for. What cannot be followed is refused: a file does not show what it left out. */
async function asked<Row>(
	c: Http,
	list: List<Row>,
	part: Page | null = null,
): Promise<{ columns: readonly Column<Row>[]; rows: Row[] | AsyncIterable<Row>; read: boolean }> {
	const asked = askedOf(c, list.columns);
	const columns = asked.chosen ? asked.columns : list.columns;
	const isWhole = !list.pages || asked.picked || (!list.in_sql && (asked.sort || asked.search));
	const page = part && !isWhole ? withNext(part) : undefined;
	// whoever may not see the list is told so, whatever the address asks
	let rows = await list.rows(c, page);
	const notes = [...asked.notes, ...notFollowed(c, list.filters ?? {})];
	if (notes.length > 0) throw new Invalid({ "": notes.join(" ") });
	if (!Array.isArray(rows)) {
		if ((asked.sort || asked.search) && !list.in_sql) throw new Invalid({ "": STREAMED });
		const { picked } = asked;
		return { columns, rows: picked && list.id ? those(rows, picked, list.id) : rows, read: false };
	}
	const { picked } = asked;
	const idOfRow = list.id;
	if (picked && idOfRow) rows = rows.filter((row) => picked.has(idOfRow(row)));
	return { columns, rows: list.in_sql ? rows : [...askedRows(list.columns, rows, asked)], read: page !== undefined };
}

async function* those<Row>(rows: AsyncIterable<Row>, picked: ReadonlySet<string>, idOfRow: (row: Row) => string) {
	for await (const row of rows) if (picked.has(idOfRow(row))) yield row;
}

const byContent = etag({ retainedHeaders: [...RETAINED_304_HEADERS, "link"] });

/**
 * The rows with their mark: whoever sends it back gets 304 while they are the same. The mark is made of what this person may read now,
 * and nothing is remembered between two answers. What is too long to be ordered has none, since it would have to be held whole.
 */
async function marked(c: Http, text: string): Promise<Response> {
	await byContent(c, async () => {
		c.res = c.body(text);
	});
	return c.res;
}

const STREAMED = "Listan är för lång för att sorteras eller sökas i. Hämta den i sin vanliga ordning.";

function streamed(c: Http, text: AsyncIterable<string>): Response {
	return c.body(Readable.toWeb(Readable.from(text, { objectMode: false })) as ReadableStream);
}

async function* jsonText<Row>(
	columns: readonly Column<Row>[],
	rows: Iterable<Row> | AsyncIterable<Row>,
): AsyncGenerator<string> {
	let before = "[";
	yield* inLots(rows, (row) => {
		const text = before + JSON.stringify(jsonOf(columns, row));
		before = ",\n";
		return text;
	});
	yield before === "[" ? "[]" : "]";
}

async function whole(texts: AsyncIterable<string>): Promise<string> {
	let all = "";
	for await (const text of texts) all += text;
	return all;
}

/**
 * Returns the path with a file ending. A parameter last in the path would match the ending too, so its pattern stops at the
 * point: see `idOf`.
 */
function asFile(path: string, ending: string): string {
	return /:\w+$/.test(path) ? path.replace(/:(\w+)$/, `:$1{[^/.]+\\.${ending}}`) : `${path}.${ending}`;
}

/** The id in the address of a list, without the file ending. */
export function idOf(c: Http): string {
	return (c.req.param("id") ?? "").replace(/\.(json|csv|xlsx)$/, "");
}

export const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Headers of a download. The name is quoted ASCII plus RFC 5987, so that no name can break out of the header (T02). */
export function attach(
	c: Http,
	fileName: string,
	contentType: string,
	disposition: "attachment" | "inline" = "attachment",
): void {
	onlyMainThread();
	const ascii = fileName.normalize("NFKD").replace(/[^\x20-\x7e]|["\\%;]/g, "") || "fil";
	const encoded = encodeURIComponent(fileName).replace(
		/['()*]/g,
		(char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
	);
	c.header("Content-Type", contentType);
	c.header("Content-Disposition", `${disposition}; filename="${ascii}"; filename*=UTF-8''${encoded}`);
	c.header("X-Content-Type-Options", "nosniff");
}
