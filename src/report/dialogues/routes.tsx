import { Hono } from "hono";
import { listAssessments } from "../../../db/queries/report/assessments.ts";
import { findDialogue, findPoint, listEarlierPoints, listPoints } from "../../../db/queries/report/dialogues.ts";
import { listPeriods, type Period } from "../../../db/queries/report/periods.ts";
import { isSealed } from "../../../db/queries/report/closing.ts";
import { DialoguePage } from "../../../views/report/dialogues/dialogue-page.tsx";
import { DialoguesPage } from "../../../views/report/dialogues/dialogues-page.tsx";
import { reachOf } from "../../ground/access/actor.ts";
import { mayAt } from "../../ground/access/require-may.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { shell } from "../../ground/http/shell.ts";
import { idOf, listRoutes } from "../../ground/http/list.ts";
import { listOf } from "../../ground/http/list-page.ts";
import { permit } from "../../ground/http/permit.ts";
import { paths } from "../../paths/paths.ts";
import { requirePeriod } from "../periods/require-period.ts";
import { readReadiness } from "../readiness/read-readiness.ts";
import { peopleOptions } from "../../ground/remembered/people.ts";
import { NotFound } from "../../ground/errors.ts";
import { agreePoint } from "./agree-point.ts";
import { dialogueColumns } from "./columns.ts";
import { AgreePoint, SettlePoint, WriteDialogue } from "./schema.ts";
import { settlePoint } from "./settle-point.ts";
import { writeDialogue } from "./write-dialogue.ts";

export function dialogueRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	const period = (c: Http) => requirePeriod(c.var.ctx.db, c.var.ctx.actor, "dialogue.view", idOf(c));

	const periods = (c: Http) => listPeriods(c.var.ctx.db, reachOf(c.var.ctx.actor, "dialogue.view"));
	listRoutes(app, paths.dialogues(), {
		action: "dialogue.view",
		name: "Verksamhetsdialoger",
		columns: dialogueColumns,
		rows: periods,
		page: async (c) => {
			const list = await listOf(c, { columns: dialogueColumns, all: await periods(c) });
			return page(c, <DialoguesPage shell={shell(c)} list={list} />);
		},
	});
	app.post("/verksamhetsdialog/overenskommelser/:id", permit("dialogue.edit"), (c) =>
		submit(c, {
			schema: SettlePoint,
			command: (input) => settlePoint(c.var.ctx, idOf(c), input),
			done: (periodId) => answer(c, { to: paths.dialogue(periodId), said: "Överenskommelsen är klar." }),
			again: async (form) => dialoguePage(c, await periodOfPoint(c), { form: idOf(c), state: form }),
		}),
	);
	app.get("/verksamhetsdialog/:id", permit("dialogue.view"), async (c) => dialoguePage(c, await period(c), null));
	app.post("/verksamhetsdialog/:id", permit("dialogue.edit"), (c) =>
		submit(c, {
			schema: WriteDialogue,
			command: (input) => writeDialogue(c.var.ctx, idOf(c), input),
			done: () => answer(c, { to: paths.dialogue(idOf(c)), said: "Dialogen är antecknad." }),
			again: async (form) => dialoguePage(c, await period(c), { form: "dialogue", state: form }),
		}),
	);
	app.post("/verksamhetsdialog/:id/overenskommelser", permit("dialogue.edit"), (c) =>
		submit(c, {
			schema: AgreePoint,
			command: (input) => agreePoint(c.var.ctx, idOf(c), input),
			done: () => answer(c, { to: paths.dialogue(idOf(c)), said: "Överenskommelsen är tillagd." }),
			again: async (form) => dialoguePage(c, await period(c), { form: "point", state: form }),
		}),
	);
	return app;
}

async function periodOfPoint(c: Http): Promise<Period> {
	const { db, actor } = c.var.ctx;
	const point = await findPoint(db, idOf(c));
	if (!point) throw new NotFound(`dialogue point ${idOf(c)}`);
	return requirePeriod(db, actor, "dialogue.view", point.period_id);
}

async function dialoguePage(c: Http, period: Period, refused: { form: string; state: FormState } | null) {
	const { db, actor } = c.var.ctx;
	const dialogue = (await findDialogue(db, period.id)) ?? null;
	const may_edit = await mayAt(db, actor, "dialogue.edit", period.unit_id);
	const reach = { own: [], branch: [period.unit_id] };
	const points = dialogue ? await listPoints(db, dialogue.id) : [];
	const earlier = await listEarlierPoints(db, period.board_id, period.cut_off);
	const sealed = await isSealed(db, period.id);
	const settles = [...points, ...earlier].filter((one) => one.status === "open").map((one) => one.id);
	const shown = [...settles, ...(sealed ? [] : ["dialogue"]), ...(dialogue ? ["point"] : [])];
	const props = {
		dialogue,
		points,
		earlier,
		assessments: await listAssessments(db, { reach: reachOf(actor, "assessment.view"), period_id: period.id }),
		readiness: await readReadiness(db, period, c.var.today),
		people: may_edit ? await peopleOptions(db, { reach, today: c.var.today }) : [],
		sealed,
		may_edit,
		refusal: refused && !shown.includes(refused.form) ? refused.state.errors : null,
		formOf: (name: string) => (refused?.form === name ? refused.state : UNTOUCHED),
	};
	return page(c, <DialoguePage shell={shell(c)} period={period} {...props} />);
}
