import { Hono } from "hono";
import { findBoard } from "../../../db/queries/people/boards.ts";
import { findPaperTemplate, listPaperTemplates } from "../../../db/queries/report/paper-templates.ts";
import { PaperTemplatePage } from "../../../views/report/paper-templates/paper-template-page.tsx";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import type { Action } from "../../ground/access/permissions.ts";
import { mayAt, requireMay } from "../../ground/access/require-may.ts";
import { NotFound } from "../../ground/errors.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { idOf, listRoutes } from "../../ground/http/list.ts";
import { listOf } from "../../ground/http/list-page.ts";
import { permit } from "../../ground/http/permit.ts";
import { shell } from "../../ground/http/shell.ts";
import { submitUpload } from "../../ground/http/upload.ts";
import { Confirmed } from "../../ground/write/fields.ts";
import { paths } from "../../paths/paths.ts";
import { paperTemplateColumns } from "./columns.ts";
import { openTemplate } from "./fill-paper.ts";
import { MAX_TEMPLATE_BYTES } from "./limits.ts";
import { TakeTemplate } from "./schema.ts";
import { leaveTemplate, takeTemplate } from "./take-template.ts";

/** A board's own Word file for its FöredragningsPM. */
export function paperTemplateRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	listRoutes(app, "/foredragningspm/mall/:id", {
		action: "decision_paper.view",
		name: "Mall för FöredragningsPM",
		columns: paperTemplateColumns,
		rows: async (c) => listPaperTemplates(c.var.ctx.db, (await boardFor(c, "decision_paper.view")).id),
		page: (c) => templatePage(c, UNTOUCHED),
	});
	app.post("/foredragningspm/mall/:id", permit("decision_paper.edit"), async (c) => {
		const board = await boardFor(c, "decision_paper.edit");
		return submitUpload(c, {
			...{ maxBytes: MAX_TEMPLATE_BYTES, schema: TakeTemplate, field: "file" },
			command: (_input, file) => takeTemplate(c.var.ctx, board, file),
			done: () => answer(c, { to: paths.paperTemplate(board.id), said: "Mallen är inlagd som en ny version." }),
			again: (form) => templatePage(c, form),
		});
	});
	app.post("/foredragningspm/mall/:id/egen-layout", permit("decision_paper.edit"), async (c) => {
		const board = await boardFor(c, "decision_paper.edit");
		return submit(c, {
			schema: Confirmed,
			command: () => leaveTemplate(c.var.ctx, board),
			done: () =>
				answer(c, { to: paths.paperTemplate(board.id), said: "Underlagen har Tillräckligs egen layout igen." }),
			again: (form) => templatePage(c, form),
		});
	});
	return app;
}

async function boardFor(c: Http, action: Action) {
	const { db, actor } = c.var.ctx;
	const board = await findBoard(db, idOf(c));
	if (!board) throw new NotFound(`board ${idOf(c)}`);
	await requireMay(db, actor, action, board.unit_id);
	return board;
}

async function templatePage(c: Http, form: FormState) {
	const { db, actor } = c.var.ctx;
	const board = await boardFor(c, "decision_paper.view");
	const bytes = await findPaperTemplate(db, board.id);
	const props = {
		list: await listOf(c, {
			...{ path: paths.paperTemplate(board.id), columns: paperTemplateColumns },
			all: await listPaperTemplates(db, board.id),
		}),
		found: bytes ? [...(await openTemplate(bytes)).found] : null,
		may_edit: await mayAt(db, actor, "decision_paper.edit", board.unit_id),
	};
	return page(c, <PaperTemplatePage shell={shell(c)} board={board} form={form} {...props} />);
}
