import { listOf } from "../../ground/http/list-page.ts";
import { Hono } from "hono";
import {
	type Checklist,
	countChecklists,
	findChecklist,
	listChecklists,
	listEditions,
	listQuestionsOf,
} from "../../../db/queries/checks/controls-checklists.ts";
import { listControlsUsing } from "../../../db/queries/checks/controls.ts";
import { ChecklistFormPage, checklistValues } from "../../../views/checks/controls/checklist-form-page.tsx";
import { ChecklistPage, ChecklistsPage } from "../../../views/checks/controls/checklists-page.tsx";
import { maySomewhere } from "../../ground/access/actor.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { formValues, submit } from "../../ground/http/form.ts";
import { UNTOUCHED } from "../../../views/ui/form-state.ts";
import type { FormState } from "../../../views/ui/form-state.ts";
import { shell } from "../../ground/http/shell.ts";
import { historyOf } from "../../ground/http/history.ts";
import { listRoutes } from "../../ground/http/list.ts";
import { permit } from "../../ground/http/permit.ts";
import { paths } from "../../paths/paths.ts";
import { NotFound } from "../../ground/errors.ts";
import { addChecklist, ownsChecklist, requireOwnChecklist } from "./add-checklist.ts";
import { checklistColumns } from "./columns.ts";
import { ChecklistEdition, QUESTION_ROWS, questionsOf } from "./schema.ts";

/**
 * Routes of the checklists, which belong to the whole installation: people who read the plan read them, and people who edit
 * controls make editions.
 */
export function checklistRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	listRoutes(app, paths.checklists(), {
		action: "plan.view",
		name: "Checklistor",
		columns: checklistColumns,
		rows: (c) => listChecklists(c.var.ctx.db),
		page: checklistsPage,
	});

	app.get(paths.checklistNew(), permit("control.edit"), (c) => formPage(c, null, UNTOUCHED));

	app.post(paths.checklists(), permit("control.edit"), (c) => submitEdition(c, null));

	app.get("/checklistor/:id", permit("plan.view"), async (c) => checklistPage(c, await requireChecklist(c)));

	app.get("/checklistor/:id/utgava", permit("control.edit"), async (c) => {
		const before = await requireChecklist(c);
		await requireOwnChecklist(c.var.ctx.db, c.var.ctx.actor, before.key);
		const questions = await listQuestionsOf(c.var.ctx.db, before.id);
		return formPage(c, before, { values: checklistValues(before, questions), errors: {} });
	});

	app.post("/checklistor/:id/utgava", permit("control.edit"), async (c) => submitEdition(c, await requireChecklist(c)));

	return app;
}

async function submitEdition(c: Http, before: Checklist | null): Promise<Response> {
	const values = await formValues(c);
	// more rows are asked for with what is typed: the form again, and nothing stored
	if (values.rader !== undefined) return formPage(c, before, { values, errors: {} });
	return submit(c, {
		schema: ChecklistEdition,
		values,
		command: (input) =>
			addChecklist(c.var.ctx, before?.id ?? null, {
				title: input.title,
				questions: questionsOf(input),
				adopt: input.adopt !== null,
			}),
		done: (id) => answer(c, { to: paths.checklist(id), said: "Utgåvan är sparad." }),
		again: (form) => formPage(c, before, form),
	});
}

async function checklistsPage(c: Http): Promise<Response> {
	const { db, actor } = c.var.ctx;
	return page(
		c,
		<ChecklistsPage
			shell={shell(c)}
			list={
				await listOf(c, {
					columns: checklistColumns,
					rows: (part) => listChecklists(db, part),
					count: () => countChecklists(db),
				})
			}
			may_edit={maySomewhere(actor, "control.edit")}
		/>,
	);
}

async function checklistPage(c: Http, checklist: Checklist) {
	const { db, actor } = c.var.ctx;
	return page(
		c,
		<ChecklistPage
			shell={shell(c)}
			checklist={checklist}
			questions={await listQuestionsOf(db, checklist.id)}
			editions={await listEditions(db, checklist.key)}
			history={await historyOf(db, "checklist", checklist.id)}
			may_edit={maySomewhere(actor, "control.edit") && (await ownsChecklist(db, actor, checklist.key))}
		/>,
	);
}

async function formPage(c: Http, before: Checklist | null, form: FormState) {
	return page(
		c,
		<ChecklistFormPage
			shell={shell(c)}
			before={before}
			used_by={before ? await listControlsUsing(c.var.ctx.db, before.id) : []}
			most={QUESTION_ROWS}
			form={form}
		/>,
	);
}

async function requireChecklist(c: Http): Promise<Checklist> {
	const id = c.req.param("id") ?? "";
	const checklist = await findChecklist(c.var.ctx.db, id);
	if (!checklist) throw new NotFound(`checklist ${id}`);
	return checklist;
}
