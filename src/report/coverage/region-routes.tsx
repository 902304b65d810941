import { Hono } from "hono";
import { COVERAGE_STATES } from "../../../db/schema/report/words.ts";
import { RegionCoveragePage } from "../../../views/report/coverage/region-coverage-page.tsx";
import { requireRegion } from "../../ground/access/require-region.ts";
import { page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { listRoutes } from "../../ground/http/list.ts";
import { filtersOf } from "../../ground/http/list-filters.ts";
import { listOf } from "../../ground/http/list-page.ts";
import { shell } from "../../ground/http/shell.ts";
import { oneOf, text, year } from "../../ground/tables/filters.ts";
import { paths } from "../../paths/paths.ts";
import { regionCoverageColumns } from "./columns.ts";
import { type BoardCell, cellsOfBoards, readRegionCoverage } from "./read-region-coverage.ts";

/** Every board's coverage map beside the others, for regionstyrelsen. */
export function regionCoverageRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	listRoutes(app, paths.coverageOfAll(), {
		action: "consolidated.view",
		name: "Täckningskarta för alla nämnder",
		columns: regionCoverageColumns,
		filters: FILTERS,
		rows: async (c) => chosenCells(c, cellsOfBoards(await boardsFor(c))),
		page: regionPage,
	});
	return app;
}

const FILTERS = {
	ar: year("År"),
	namnd: text("Nämnd"),
	tackning: oneOf("Täckning", COVERAGE_STATES),
};

/** Words that are no year are this year (T05). */
const yearOf = (c: Http): number => filtersOf(c, FILTERS).ar ?? Number(c.var.today.slice(0, 4));

async function boardsFor(c: Http) {
	await requireRegion(c.var.ctx, "consolidated.view");
	return c.var.ctx.database.snapshot((snapshot) => readRegionCoverage(snapshot, yearOf(c)));
}

function chosenCells(c: Http, cells: readonly BoardCell[]): BoardCell[] {
	const { namnd: board, tackning: state } = filtersOf(c, FILTERS);
	return cells.filter((cell) => (!board || cell.board === board) && (!state || cell.state === state));
}

async function regionPage(c: Http) {
	const boards = await boardsFor(c);
	const { namnd, tackning } = filtersOf(c, FILTERS);
	const cells = cellsOfBoards(boards);
	const filters = [
		{
			...{ name: "namnd", label: "Nämnd", value: namnd },
			options: boards.map(({ board }) => ({ value: board, label: board })),
		},
		{
			...{ name: "tackning", label: "Täckning", value: tackning },
			options: Object.entries(COVERAGE_STATES).map(([value, label]) => ({ value, label })),
		},
	];
	const list = await listOf(c, { columns: regionCoverageColumns, all: chosenCells(c, cells) });
	const open = cells.filter(({ state }) => state === "open").length;
	const props = { year: yearOf(c), boards, filters, list, open, asked: cells.length };
	return page(c, <RegionCoveragePage shell={shell(c)} {...props} />);
}
