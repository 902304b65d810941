import { filtersOf } from "../../ground/http/list-filters.ts";
import { oneOf, year } from "../../ground/tables/filters.ts";
import { PassThrough, Readable } from "node:stream";
import { Hono } from "hono";
import { listAssessments } from "../../../db/queries/report/assessments.ts";
import { PERIOD_KINDS, type PeriodKind } from "../../../db/schema/vocabulary.ts";
import { ConsolidatedPage } from "../../../views/report/consolidated/consolidated-page.tsx";
import { requireRegion } from "../../ground/access/require-region.ts";
import { page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { attach, listRoutes, XLSX } from "../../ground/http/list.ts";
import { paperFiles } from "../../ground/http/paper-files.ts";
import { permit } from "../../ground/http/permit.ts";
import { shell } from "../../ground/http/shell.ts";
import { readInThread } from "../../ground/threads/kept-thread.ts";
import { nowOf } from "../../ground/write/context.ts";
import { paths } from "../../paths/paths.ts";
import { printed } from "../documents/printed.ts";
import { boardColumns } from "./columns.ts";
import { consolidatedPaper } from "./consolidated-paper.ts";
import type { ConsolidatedOrder } from "./consolidated-worker.ts";
import { type Consolidated, readConsolidated } from "./read-consolidated.ts";
import { allDeviations, changeLines, itemSums } from "./sums.ts";
import { writeConsolidated } from "./write-consolidated.ts";

export function consolidatedRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	listRoutes(app, paths.consolidated(), {
		action: "consolidated.view",
		name: "Samlad bedömning",
		columns: boardColumns,
		filters: FILTERS,
		rows: async (c) => (await read(c)).content.boards,
		page: consolidatedPage,
	});
	app.get("/samlad-bedomning/arbetsbok", permit("consolidated.view"), async (c) => {
		const { content } = await readAside(c);
		const { ctx } = c.var;
		attach(c, `Samlad bedömning ${content.year}.xlsx`, XLSX);
		const out = new PassThrough();
		const making = { made_at: nowOf(ctx), made_by: ctx.actor.name };
		writeConsolidated(out, content, making).catch((error: Error) => out.destroy(error));
		return c.body(Readable.toWeb(out) as ReadableStream);
	});
	paperFiles(app, "/samlad-bedomning/dokument", "consolidated.view", async (c) => {
		const { content, region } = await readAside(c);
		return printed(consolidatedPaper(content, region.name, c.var.today));
	});
	return app;
}

const FILTERS = { ar: year("År"), slag: oneOf("Slag av rapport", PERIOD_KINDS) };

/** The year and kind of the address; words that are none are this year and the verksamhetsberättelse (T05). */
function askedIn(c: Http): { year: number; kind: PeriodKind } {
	const { ar = Number(c.var.today.slice(0, 4)), slag = "annual_report" } = filtersOf(c, FILTERS);
	return { year: ar, kind: slag };
}

async function read(c: Http) {
	const region = await requireRegion(c.var.ctx, "consolidated.view");
	const content = await c.var.ctx.database.snapshot((snapshot) => readConsolidated(snapshot, askedIn(c), c.var.today));
	return { content, region };
}

/** The same in a thread, for what is taken out: every board's report of two years is more than others should wait for. */
async function readAside(c: Http) {
	const region = await requireRegion(c.var.ctx, "consolidated.view");
	const { location } = c.var.ctx.database;
	const order = { asked: askedIn(c), today: c.var.today };
	const module = new URL("./consolidated-worker.js", import.meta.url);
	const content = await readInThread<Consolidated, ConsolidatedOrder>(module, location, order);
	return { content, region };
}

async function consolidatedPage(c: Http): Promise<Response> {
	const { content } = await read(c);
	const { year } = content;
	const [own] = await listAssessments(c.var.ctx.db, { reach: "all", year, level: "region" });
	const sums = { all: allDeviations(content.boards), items: itemSums(content), changes: changeLines(content) };
	return page(c, <ConsolidatedPage shell={shell(c)} content={content} own={own ?? null} {...sums} />);
}
