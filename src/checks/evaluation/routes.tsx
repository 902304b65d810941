import { listGivenTogether } from "../../../db/queries/checks/evaluation-answers.ts";
import { Hono } from "hono";
import { findLateStratum, findRunStratum, listLateLines } from "../../../db/queries/checks/evaluation-late-lines.ts";
import { findControl } from "../../../db/queries/checks/controls.ts";
import { findUnit } from "../../../db/queries/people/units.ts";
import { EvaluationPage } from "../../../views/checks/evaluation/evaluation-page.tsx";
import { CompletionPage, SecondLookPage } from "../../../views/checks/evaluation/extension-page.tsx";
import { maySomewhere } from "../../ground/access/actor.ts";
import { requireMay } from "../../ground/access/require-may.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { shell } from "../../ground/http/shell.ts";
import { idOf, listRoutes } from "../../ground/http/list.ts";
import { filtersOf } from "../../ground/http/list-filters.ts";
import { pagingOf } from "../../ground/http/paging.ts";
import { permit } from "../../ground/http/permit.ts";
import { objectId, oneOf, text } from "../../ground/tables/filters.ts";
import { paths } from "../../paths/paths.ts";
import { NotFound } from "../../ground/errors.ts";
import { requireRun } from "../runs/require-run.ts";
import { chooseEvaluation } from "./choose.ts";
import { evaluationColumns, evaluationRows, runsShown } from "./columns.ts";
import { completePeriod } from "./complete-period.ts";
import { workOutQuestions } from "./evaluate-control.ts";
import { EVALUATION_LEVELS } from "./levels.ts";
import { lookAgain } from "./look-again.ts";
import { CompletePeriod, LookAgain } from "./schema.ts";

const FILTERS = {
	kontroll: objectId("Kontroll"),
	period: text("Tertial eller år, till exempel 2026-T1 eller 2026"),
	niva: oneOf("Nivå", EVALUATION_LEVELS),
	enhet: objectId("Enhet"),
};

function evaluationOf(c: Http) {
	const { kontroll, period, niva, enhet } = filtersOf(c, FILTERS);
	return chooseEvaluation(c.var.ctx, { control: kontroll, period, level: niva, unit: enhet });
}

async function runFor(c: Http) {
	const { db, actor } = c.var.ctx;
	const run = await requireRun(db, idOf(c));
	await requireMay(db, actor, "draw.run", run.unit_id);
	const stratum = await findRunStratum(db, run.id);
	return { run, stratum };
}

const groupIn = (c: Http) => ({ control_id: c.req.param("control") ?? "", unit_id: c.req.param("unit") ?? "" });

async function secondLookPage(c: Http, form: FormState) {
	const { db, actor } = c.var.ctx;
	const { control_id, unit_id } = groupIn(c);
	const control = await findControl(db, control_id);
	const unit = await findUnit(db, unit_id);
	if (!control || !unit) throw new NotFound(`second look of ${control_id} at ${unit_id}`);
	await requireMay(db, actor, "draw.run", control.unit_id);
	return page(c, <SecondLookPage shell={shell(c)} control={control} unit={unit} form={form} />);
}

async function completionPage(c: Http, form: FormState) {
	const { db } = c.var.ctx;
	const { run, stratum } = await runFor(c);
	const late = stratum ? (await listLateLines(db, stratum)).length : 0;
	const done = (await findLateStratum(db, run.id)) !== undefined;
	return page(c, <CompletionPage shell={shell(c)} run={run} late={late} done={done} form={form} />);
}

export function evaluationRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	listRoutes(app, paths.evaluation(), {
		action: "run.view",
		name: "Utvärdering",
		columns: evaluationColumns,
		filters: FILTERS,
		rows: async (c) => {
			const chosen = await evaluationOf(c);
			if (chosen?.evaluation) await workOutQuestions(chosen.evaluation);
			return chosen ? evaluationRows(chosen) : [];
		},
		page: async (c) => {
			const chosen = await evaluationOf(c);
			const paging = pagingOf(c);
			const pager = paging.links(chosen?.evaluation?.groups.length ?? 0);
			const may_extend = maySomewhere(c.var.ctx.actor, "draw.run");
			const { search } = new URL(c.req.url);
			const [group] = chosen?.evaluation?.level === "whole" ? chosen.evaluation.groups : [];
			const runs = group ? runsShown(group).shown.map((run) => run.run_id) : [];
			const props = { chosen, pager, may_extend, query: search, together: await listGivenTogether(c.var.ctx.db, runs) };
			return page(c, <EvaluationPage shell={shell(c)} {...props} />);
		},
	});

	app.get("/utvardering/andra-steget/:control/:unit", permit("draw.run"), (c) => secondLookPage(c, UNTOUCHED));
	app.post("/utvardering/andra-steget/:control/:unit", permit("draw.run"), (c) =>
		submit(c, {
			schema: LookAgain,
			command: (input) => lookAgain(c.var.ctx, { ...groupIn(c), ...input }),
			done: (n) => answer(c, { to: paths.evaluation(), said: `Det andra steget är draget: ${n} inköp till.` }),
			again: (form) => secondLookPage(c, form),
		}),
	);

	app.get("/utvardering/komplettering/:id", permit("draw.run"), (c) => completionPage(c, UNTOUCHED));
	app.post("/utvardering/komplettering/:id", permit("draw.run"), (c) =>
		submit(c, {
			schema: CompletePeriod,
			command: (input) => completePeriod(c.var.ctx, idOf(c), input),
			done: ({ late, joined }) =>
				answer(c, { to: paths.run(idOf(c)), said: `${late} sena rader; ${joined} ingår i granskningen.` }),
			again: (form) => completionPage(c, form),
		}),
	);

	return app;
}
