import { listOf } from "../../ground/http/list-page.ts";
import { Hono } from "hono";
import { listBoards } from "../../../db/queries/people/boards.ts";
import { BoardsPage } from "../../../views/people/boards/boards-page.tsx";
import { maySomewhere, reachOf } from "../../ground/access/actor.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { shell } from "../../ground/http/shell.ts";
import { listRoutes } from "../../ground/http/list.ts";
import { unitOptions } from "../../ground/remembered/units.ts";
import { permit } from "../../ground/http/permit.ts";
import { paths } from "../../paths/paths.ts";
import { addBoard } from "./add-board.ts";
import { boardColumns } from "./columns.ts";
import { AddBoard } from "./schema.ts";
import { BOARD_UNITS } from "../../../db/schema/vocabulary.ts";

const boards = (c: Http) => listBoards(c.var.ctx.db, reachOf(c.var.ctx.actor, "organisation.view"));

async function boardsPage(c: Http, form: FormState) {
	const { db, actor } = c.var.ctx;
	const reach = reachOf(actor, "organisation.edit");
	const units = maySomewhere(actor, "organisation.edit") ? await unitOptions(db, reach, c.var.today) : null;
	const places = units?.filter((unit) => BOARD_UNITS.includes(unit.kind)) ?? null;
	const list = await listOf(c, { path: paths.boards(), columns: boardColumns, all: await boards(c) });
	return page(c, <BoardsPage shell={shell(c)} list={list} form={form} units={places} />);
}

export function boardRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	listRoutes(app, paths.boards(), {
		action: "organisation.view",
		name: "Nämnder",
		columns: boardColumns,
		rows: boards,
		page: (c) => boardsPage(c, UNTOUCHED),
	});

	app.post(paths.boards(), permit("organisation.edit"), (c) =>
		submit(c, {
			schema: AddBoard,
			command: (input) => addBoard(c.var.ctx, input),
			done: () => answer(c, { to: paths.boards(), said: "Nämnden är tillagd." }),
			again: (form) => boardsPage(c, form),
		}),
	);

	return app;
}
