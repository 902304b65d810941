import { join } from "node:path";
import { type Database, openDatabase } from "../../db/open.ts";
import { systemActor } from "../../src/ground/access/system-actor.ts";
import { openFolderStore } from "../../src/ground/files/file-store.ts";
import { keysFrom } from "../../src/ground/keys.ts";
import type { Context } from "../../src/ground/write/context.ts";
import { paths } from "../../src/paths/paths.ts";
import { NO_PAGE } from "../support/pages.ts";
import { routeTable } from "../support/route-table.ts";

/** The database that a bench measures, opened beside the server, with a context that acts as the command line. */
export async function benchContext(
	dataDir: string,
	url = process.env.BENCH_DATABASE_URL,
): Promise<{ database: Database; ctx: Context }> {
	const database = openDatabase({ url, file: join(dataDir, "tillracklig.db") });
	const actor = await systemActor(database.db, "cli");
	const files = openFolderStore(dataDir);
	const keys = keysFrom(Buffer.alloc(32, 7));
	return { database, ctx: { database, db: database.db, actor, files, keys, clock: () => new Date() } };
}

export interface PageRoute {
	path: string;
	takes: RegExp;
}

/** The routes of pages, and whether a path is theirs. */
export async function pageRoutes(dataDir: string): Promise<PageRoute[]> {
	const { database, ctx } = await benchContext(dataDir);
	const routes = routeTable({ ctx, dataDir }).filter(({ method, path }) => method === "GET" && !NO_PAGE.test(path));
	await database.close();
	return routes.map(({ path }) => {
		const pattern = path.replace(/:\w+(?:\{([^}]*)\})?/g, (_, own: string | undefined) => `(?:${own ?? "[^/]+"})`);
		return { path, takes: new RegExp(`^${pattern}$`) };
	});
}

export interface Reached {
	/** The route that answers, with "?" where the address asks for more. */
	route: string;
	/** The address that a link led to. */
	path: string;
}

/** Follows the links of each page, breadth first, until no route is new: one address a route, and one that asks for more. */
export async function reached(
	get: (path: string) => Promise<Response> | Response,
	routes: readonly PageRoute[],
): Promise<Reached[]> {
	const found = new Map<string, Reached>();
	const queue = [paths.inbox()];
	const seen = new Set(queue);
	for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
		const { pathname, search } = new URL(path, "http://127.0.0.1");
		const route = routes.find((one) => one.takes.test(pathname));
		const key = route ? route.path + (search ? "?" : "") : "";
		if (!route || found.has(key)) continue;
		const response = await get(path);
		const html = await response.text();
		if (response.status !== 200 || !response.headers.get("content-type")?.startsWith("text/html")) continue;
		found.set(key, { route: key, path });
		for (const [, href] of html.matchAll(/(?:href|hx-get)="(\/[^"#]*)/g)) {
			const to = href!.replaceAll("&amp;", "&");
			if (!seen.has(to)) queue.push(to);
			seen.add(to);
		}
	}
	return [...found.values()];
}
