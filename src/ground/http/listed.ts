import type { Handler } from "hono";
import type { Column } from "../tables/column.ts";
import type { Filters } from "../tables/filters.ts";
import type { AppEnv } from "./env.ts";

/** A list as programs read it: what the route table itself says, so that the document can neither forget nor invent one. */
export interface Listed {
	/** Address of the page; the rows are at the same with `.json`. */
	path: string;
	name: string;
	columns: readonly Column<never>[];
	filters: Filters;
	/** Rows can be picked by id. */
	picks: boolean;
}

/** Marks the handler that answers a list's rows as JSON. */
export function asListed(handler: Handler<AppEnv>, listed: Listed): Handler<AppEnv> {
	return Object.assign(handler, { listed });
}

/** The list behind a handler, also one that was wrapped when it was mounted; undefined for every other handler. */
export function listedBehind(handler: unknown): Listed | undefined {
	const { listed, __COMPOSED_HANDLER: inside } = handler as { listed?: Listed; __COMPOSED_HANDLER?: unknown };
	return listed ?? (inside ? listedBehind(inside) : undefined);
}

/** Every list of a route table, by address. */
export function listsIn(routes: readonly { handler: unknown }[]): Listed[] {
	const found = routes.map(({ handler }) => listedBehind(handler)).filter((listed) => listed !== undefined);
	return found.toSorted((a, b) => a.path.localeCompare(b.path, "sv"));
}
