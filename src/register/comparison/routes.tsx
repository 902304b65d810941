import type { Column } from "../../ground/tables/column.ts";
import { listOf } from "../../ground/http/list-page.ts";
import { Hono } from "hono";
import { ComparisonPage } from "../../../views/register/comparison/comparison-page.tsx";
import { page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { idOf, listRoutes } from "../../ground/http/list.ts";
import { withQuery, wordOf } from "../../ground/http/paging.ts";
import { shell } from "../../ground/http/shell.ts";
import { requirePlanFor } from "../plans/require-plan.ts";
import { type ComparisonRow, comparisonColumns, OUTCOMES, type Outcome, type ShownRow } from "./columns.ts";
import { comparisonCounts, readComparison } from "./read-comparison.ts";
import { wordDiff } from "./word-diff.ts";

/** Two versions of a board's plans, row by row: within a year and over the turn of it. */
export function planComparisonRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	listRoutes(app, "/planer/:id/jamforelse", {
		action: "plan.view",
		name: "Jämförelse",
		columns: comparisonColumns,
		rows: async (c) => (await compared(c)).chosen,
		page: async (c) => {
			const { plan, rows, chosen, ...comparison } = await compared(c);
			const numbers = comparisonCounts({ rows, ...comparison });
			const asked = await listOf(c, { columns: comparisonColumns, all: chosen });
			// the words are compared for the rows of the page alone
			const columns = asked.columns as readonly Column<ShownRow>[];
			const list = { ...asked, columns, rows: asked.rows.map(withWords) };
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
	const comparison = await readComparison(ctx.db, plan, { from: c.req.query("fran"), to: c.req.query("till") });
	const outcome = wordOf(c, "utfall", OUTCOMES);
	const chosen = outcome ? comparison.rows.filter(({ what }) => what === outcome) : comparison.rows;
	return { plan, outcome, chosen, ...comparison };
}
