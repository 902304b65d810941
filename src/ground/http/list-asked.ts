import { type Column, firstColumns } from "../tables/column.ts";
import type { Sort } from "../tables/list.ts";
import type { Http } from "./env.ts";

/** How the address says what a list shows; filters have names of their own. */
export const LIST_NAMES = { sort: "sortera", column: "kolumn", search: "hitta", picked: "vald", view: "vy" } as const;

const LONGEST_SEARCH = 200;

export interface ListAsked<Row> {
	sort: Sort | null;
	columns: readonly Column<Row>[];
	/** True when the address names the columns. */
	chosen: boolean;
	search: string;
	/** The rows that were picked, by id; null: all of them. */
	picked: ReadonlySet<string> | null;
	/** What could not be followed, a sentence each. */
	notes: readonly string[];
}

/** Reads order, columns, search and picked rows from the address. What it does not know is told and left out (T05). */
export function askedOf<Row>(c: Http, columns: readonly Column<Row>[]): ListAsked<Row> {
	const notes: string[] = [];
	const names = (c.req.queries(LIST_NAMES.column) ?? []).filter(Boolean);
	const chosen = columns.filter(({ key }) => names.includes(key));
	if (names.some((name) => !columns.some(({ key }) => key === name)))
		notes.push("Adressen nämner en kolumn som inte finns i listan. Den är utelämnad.");
	const asked = c.req.query(LIST_NAMES.sort) ?? "";
	const key = asked.replace(/^-/, "");
	const sortable = columns.some((column) => column.key === key);
	if (asked && !sortable)
		notes.push("Adressen sorterar efter en kolumn som inte finns. Listan står i sin vanliga ordning.");
	const picked = (c.req.queries(LIST_NAMES.picked) ?? []).map(pickedId);
	return {
		sort: sortable ? { key, descending: asked.startsWith("-") } : null,
		columns: chosen.length > 0 ? chosen : firstColumns(columns),
		chosen: chosen.length > 0,
		search: (c.req.query(LIST_NAMES.search) ?? "").trim().slice(0, LONGEST_SEARCH),
		picked: picked.length > 0 ? new Set(picked) : null,
		notes,
	};
}

/** A picked row is written as its id and the version that was seen, with a tilde between. */
export const pickedId = (picked: string): string => picked.split("~")[0]!;
