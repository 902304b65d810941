import { listOf } from "../../ground/http/list-page.ts";
import { Hono } from "hono";
import { listTrail } from "../../../db/queries/proof/trail.ts";
import { TrailPage } from "../../../views/proof/trail/trail-page.tsx";
import { page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { shell } from "../../ground/http/shell.ts";
import { filtersOf } from "../../ground/http/list-filters.ts";
import { listRoutes } from "../../ground/http/list.ts";
import { withQuery } from "../../ground/http/paging.ts";
import { paths } from "../../paths/paths.ts";
import { trailFileColumns } from "./columns.ts";
import { EVENT_NOUNS } from "./event-nouns.ts";
import { recordReading } from "./record-reading.ts";
import { requireFitsSheet, streamTrail } from "./stream-trail.ts";
import { TRAIL_FILTERS, type TrailQuery, trailFilter, trailQuery } from "./trail-filter.ts";

const PAGE_ROWS = 50;

export function auditRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	listRoutes(app, paths.trail(), {
		action: "trail.view",
		name: "Logg",
		columns: trailFileColumns,
		filters: TRAIL_FILTERS,
		rows: async (c) => {
			const query = trailQuery(filtersOf(c, TRAIL_FILTERS));
			const filter = trailFilter(c.var.ctx, query);
			if (c.req.path.endsWith(".xlsx")) await requireFitsSheet(c.var.ctx.db, filter);
			await recordExport(c, query);
			return streamTrail(c.var.ctx.db, filter);
		},
		page: trailPage,
	});
	return app;
}

/** Records the export, since a copy of the log leaves the product. */
function recordExport(c: Http, query: TrailQuery): Promise<void> {
	const chosen = Object.entries(query).filter(([, value]) => value !== "" && value !== undefined);
	const data = {
		format: c.req.path.slice(c.req.path.lastIndexOf(".") + 1),
		filter: chosen.map(([name, value]) => `${name}=${value}`).join(", "),
	};
	return recordReading(c.var.ctx, {
		type: "trail.exported",
		unit_id: null,
		object: { kind: "trail", id: data.format },
		data,
	});
}

/** The choices of the filter, in the order of their Swedish words. */
const NOUNS_BY_NAME = Object.fromEntries(Object.entries(EVENT_NOUNS).sort(([, a], [, b]) => a.localeCompare(b, "sv")));

async function trailPage(c: Http): Promise<Response> {
	const query = trailQuery(filtersOf(c, TRAIL_FILTERS));
	const filter = trailFilter(c.var.ctx, query);
	const events = await listTrail(c.var.ctx.db, filter, { beforeSeq: query.fore, limit: PAGE_ROWS + 1 });
	const shown = events.slice(0, PAGE_ROWS);
	const list = await listOf(c, {
		columns: trailFileColumns,
		page: shown,
		pager: {
			...{ from: 1, to: shown.length, total: shown.length, uncounted: true },
			...{ prev_label: "Nyaste", next_label: "Äldre" },
			prev_href: query.fore === undefined ? null : withQuery(c, { fore: null }),
			next_href: events.length > PAGE_ROWS ? withQuery(c, { fore: String(shown.at(-1)!.seq) }) : null,
		},
	});
	return page(c, <TrailPage shell={shell(c)} list={list} query={query} nouns={NOUNS_BY_NAME} />);
}
