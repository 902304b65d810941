import type { Column } from "./column.ts";

/** What a list is ordered by: a column's key, and which way. */
export interface Sort {
	key: string;
	descending: boolean;
}

/** A way to narrow a list, as its form shows it; an empty value narrows nothing. */
export interface ListFilter {
	name: string;
	label: string;
	value: string | undefined;
	/** A choice when left out. */
	kind?: "choice" | "text" | "date" | undefined;
	options?: readonly { value: string; label: string }[] | undefined;
	/** What the empty choice says; "Alla" when left out. */
	placeholder?: string | undefined;
	help?: string | undefined;
}

/** A view the person has saved: where it leads, and whether it is the one shown. */
export interface ShownView {
	id: string;
	name: string;
	href: string;
	current: boolean;
}

export interface ListPager {
	from: number;
	to: number;
	total: number;
	/** where counting all of them would cost more than it says */
	uncounted?: boolean;
	prev_href: string | null;
	next_href: string | null;
	prev_label?: string;
	next_label?: string;
}

export interface ListHead {
	key: string;
	label: string;
	shown: boolean;
	sorted: "ascending" | "descending" | undefined;
	/** Null where the list cannot be ordered by it. */
	sort_href: string | null;
}

/** All of a list but its rows. Everything in it follows from the address. */
export interface ListFrame {
	/** Every column, also those not shown. */
	heads: readonly ListHead[];
	/** True when the person has chosen the columns: then the phone shows all of them too. */
	chosen: boolean;
	path: string;
	/** Names and values of the address, without the page. */
	kept: readonly (readonly [string, string])[];
	search: string;
	/** False where nothing but the list's own filters finds rows in it. */
	searchable: boolean;
	/** What of the address could not be followed, in sentences. */
	notes: readonly string[];
	pager: ListPager;
	/** The same rows, order and columns as files; the ending goes on the path. */
	export_href: string;
	/** Sums over all rows of the filter, by column; null where nothing is summed. */
	totals: Readonly<Record<string, number>> | null;
	views: readonly ShownView[];
	/** Views are kept for a person; null where they cannot be. */
	save_view: { action: string; remove: string } | null;
}

/** A list as its page shows it. */
export interface ListShown<Row> extends ListFrame {
	rows: readonly Row[];
	/** The columns that are shown, in their order. */
	columns: readonly Column<Row>[];
}
