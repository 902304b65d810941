import { filtersOf } from "../../ground/http/list-filters.ts";
import { year } from "../../ground/tables/filters.ts";
import { listOf } from "../../ground/http/list-page.ts";
import { Hono } from "hono";
import { listRootUnits } from "../../../db/queries/people/units.ts";
import {
	listOpenReports,
	listRegionAnswers,
	listRegionItems,
	listRegionWordings,
} from "../../../db/queries/report/region.ts";
import { RegionAnswerPage } from "../../../views/report/region/answer-page.tsx";
import { RegionItemPage } from "../../../views/report/region/item-page.tsx";
import { RegionItemsPage } from "../../../views/report/region/items-page.tsx";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { mayAt, requireMay } from "../../ground/access/require-may.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { historyOf } from "../../ground/http/history.ts";
import { idOf, listRoutes } from "../../ground/http/list.ts";
import { permit } from "../../ground/http/permit.ts";
import { shell } from "../../ground/http/shell.ts";
import { paths } from "../../paths/paths.ts";
import { answerItem } from "./answer-item.ts";
import { readBoardsSeen } from "./boards-seen.ts";
import { regionColumns } from "./columns.ts";
import { pushItem } from "./push-item.ts";
import { requireBoard, requireItem, requireStanding } from "./require-item.ts";
import { rewordItem } from "./reword-item.ts";
import { AnswerItem, PushItem, RewordItem, WithdrawItem } from "./schema.ts";
import { standingsOf, sumOf } from "./standing.ts";
import { withdrawItem } from "./withdraw-item.ts";

export function regionRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	const done = (c: Http, said: string) => answer(c, { to: paths.regionItem(idOf(c)), said });

	listRoutes(app, paths.regionItems(), {
		action: "region_item.view",
		name: "Regiongemensamt",
		columns: regionColumns,
		filters: FILTERS,
		rows: async (c) => (await standingOfYear(c)).standings,
		page: (c) => itemsPage(c, UNTOUCHED),
	});
	app.post(paths.regionItems(), permit("region_item.push"), (c) =>
		submit(c, {
			schema: PushItem,
			command: (input) => pushItem(c.var.ctx, input),
			done: (id) => answer(c, { to: paths.regionItem(id), said: "Skickat till alla nämnder." }),
			again: (form) => itemsPage(c, form),
		}),
	);
	app.get("/regiongemensamt/:id", permit("region_item.view"), (c) => itemPage(c, UNTOUCHED));
	app.post("/regiongemensamt/:id/lydelser", permit("region_item.push"), (c) =>
		submit(c, {
			schema: RewordItem,
			command: (input) => rewordItem(c.var.ctx, idOf(c), input),
			done: () => done(c, "Den nya lydelsen är sparad."),
			again: (form) => pushersPage(c, form),
		}),
	);
	app.post("/regiongemensamt/:id/aterkallelse", permit("region_item.push"), (c) =>
		submit(c, {
			schema: WithdrawItem,
			command: (input) => withdrawItem(c.var.ctx, idOf(c), input),
			done: () => done(c, "Det är återkallat."),
			again: (form) => pushersPage(c, form),
		}),
	);
	app.get("/regiongemensamt/:id/svar/:board", permit("region_item.answer"), (c) => answerPage(c, UNTOUCHED));
	app.post("/regiongemensamt/:id/svar/:board", permit("region_item.answer"), (c) =>
		submit(c, {
			schema: AnswerItem,
			command: (input) => answerItem(c.var.ctx, idOf(c), boardOf(c), input),
			done: () => done(c, "Svaret är sparat."),
			again: (form) => answerPage(c, form),
		}),
	);
	return app;
}

const boardOf = (c: Http) => c.req.param("board") ?? "";

const FILTERS = { ar: year("År") };

/** The year of the address; a word that is no year is this year (T05). */
function yearOf(c: Http): number {
	return filtersOf(c, FILTERS).ar ?? Number(c.var.today.slice(0, 4));
}

async function standingOfYear(c: Http) {
	const { db, actor } = c.var.ctx;
	const year = yearOf(c);
	const items = await listRegionItems(db, year);
	const { boards, is_all } = await readBoardsSeen(db, actor, year);
	const standings = standingsOf(items, boards, await listRegionAnswers(db, { year }));
	const sums = items.map((item) => ({ item, sum: sumOf(standings.filter((one) => one.item.id === item.id)) }));
	return { year, standings, sums, sees_all: is_all };
}

async function itemsPage(c: Http, form: FormState) {
	const { db, actor } = c.var.ctx;
	const [region] = await listRootUnits(db);
	const may_push = region !== undefined && (await mayAt(db, actor, "region_item.push", region.id));
	const { standings, ...ofYear } = await standingOfYear(c);
	const list = await listOf(c, { path: paths.regionItems(), columns: regionColumns, all: standings });
	const props = { ...ofYear, list, may_push, form };
	return page(c, <RegionItemsPage shell={shell(c)} {...props} />);
}

/** Who may not reword it or take it back gets no form to mend. */
async function pushersPage(c: Http, form: FormState) {
	const { db, actor } = c.var.ctx;
	const { region_id } = await requireItem(db, idOf(c));
	await requireMay(db, actor, "region_item.push", region_id);
	return itemPage(c, form);
}

async function itemPage(c: Http, form: FormState) {
	const { db, actor } = c.var.ctx;
	const item = await requireItem(db, idOf(c));
	const { boards, is_all } = await readBoardsSeen(db, actor, item.year);
	const given = await listRegionAnswers(db, { item_id: item.id });
	const answers = given.filter(({ board_id }) => boards.some(({ id }) => id === board_id));
	const standings = standingsOf([item], boards, answers);
	const may_push = await mayAt(db, actor, "region_item.push", item.region_id);
	const props = {
		...{ item, answers, form, sees_all: is_all },
		wordings: await listRegionWordings(db, item.id),
		standings: await Promise.all(
			standings.map(async (one) => ({
				...one,
				may_answer: item.withdrawn_reason === null && (await mayAnswer(c, item.region_id, one.board.unit_id)),
			})),
		),
		may_push: may_push && item.withdrawn_reason === null && item.year >= Number(c.var.today.slice(0, 4)),
		history: await historyOf(db, "region_item", item.id, [item.region_id, ...boards.map(({ unit_id }) => unit_id)]),
	};
	return page(c, <RegionItemPage shell={shell(c)} {...props} />);
}

/** The same as the write asks: a role at the board's own förvaltning, not at the region. */
async function mayAnswer(c: Http, regionId: string, unitId: string): Promise<boolean> {
	const { db, actor } = c.var.ctx;
	if (!(await mayAt(db, actor, "region_item.answer", unitId))) return false;
	return (await requireMay(db, actor, "region_item.answer", unitId)).unit_id !== regionId;
}

async function answerPage(c: Http, form: FormState) {
	const { db, actor } = c.var.ctx;
	const item = await requireItem(db, idOf(c));
	const board = await requireBoard(db, item, boardOf(c));
	await requireMay(db, actor, "region_item.answer", board.unit_id);
	requireStanding(item);
	const props = {
		...{ item, board, form },
		reports: await listOpenReports(db, board.id, item.year),
		earlier: await listRegionAnswers(db, { item_id: item.id, board_id: board.id }),
	};
	return page(c, <RegionAnswerPage shell={shell(c)} {...props} />);
}
