import type { ListShown } from "../../ground/tables/list.ts";
import { listOf } from "../../ground/http/list-page.ts";
import { Hono } from "hono";
import { ComparisonPage } from "../../../views/register/comparison/comparison-page.tsx";
import { page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { idOf, listRoutes } from "../../ground/http/list.ts";
import { filtersOf } from "../../ground/http/list-filters.ts";
import { withQuery } from "../../ground/http/paging.ts";
import { oneOf, text } from "../../ground/tables/filters.ts";
import { shell } from "../../ground/http/shell.ts";
import { requirePlanFor } from "../plans/require-plan.ts";
import { type ComparisonRow, comparisonColumns, OUTCOMES, type Outcome, type ShownRow } from "./columns.ts";
import { comparisonCounts, readComparison } from "./read-comparison.ts";
import { wordDiff } from "./word-diff.ts";

const FILTERS = {
	fran: text("Den tidigare versionen"),
	till: text("Den senare versionen"),
	utfall: oneOf("Utfall", OUTCOMES),
};

/** Two versions of a board's plans, row by row: within a year and over the turn of it. */
export function planComparisonRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	listRoutes(app, "/planer/:id/jamforelse", {
		action: "plan.view",
		name: "Jämförelse",
		columns: comparisonColumns,
		filters: FILTERS,
		rows: async (c) => (await compared(c)).chosen,
		page: async (c) => {
			const { plan, rows, chosen, ...comparison } = await compared(c);
			const numbers = comparisonCounts({ rows, ...comparison });
			const { rows: here, ...around } = await listOf(c, { columns: comparisonColumns, all: chosen });
			const list: ListShown<ShownRow> = { ...around, rows: here.map(withWords) };
			const counts = (Object.keys(OUTCOMES) as Outcome[]).map((what) => ({
				what,
				n: numbers?.[what] ?? 0,
				href: withQuery(c, { utfall: what, sida: null }),
			}));
			return page(c, <ComparisonPage shell={shell(c)} plan={plan} {...comparison} counts={counts} list={list} />);
		},
	});
	return app;
}

function withWords(row: ComparisonRow): ShownRow {
	return { ...row, words: wordDiff(row.before ?? "", row.after ?? "") };
}

async function compared(c: Http) {
	const { ctx } = c.var;
	const plan = await requirePlanFor(ctx, idOf(c), "plan.view");
	const { fran, till, utfall: outcome } = filtersOf(c, FILTERS);
	const comparison = await readComparison(ctx.db, plan, { from: fran, to: till });
	const chosen = outcome ? comparison.rows.filter(({ what }) => what === outcome) : comparison.rows;
	return { plan, outcome, chosen, ...comparison };
}
