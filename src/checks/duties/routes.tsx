import { Hono } from "hono";
import { type Draw, findDraw } from "../../../db/queries/checks/draws.ts";
import { ConflictsPage, type ShownConflict } from "../../../views/checks/duties/conflicts-page.tsx";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { mayAt, requireMay } from "../../ground/access/require-may.ts";
import { NotFound } from "../../ground/errors.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { shell } from "../../ground/http/shell.ts";
import { idOf } from "../../ground/http/list.ts";
import { pagingOf } from "../../ground/http/paging.ts";
import { permit } from "../../ground/http/permit.ts";
import { paths } from "../../paths/paths.ts";
import { listCandidates } from "./candidates.ts";
import { drawDuties } from "./draw-conflicts.ts";
import { SettleConflicts, settleConflicts } from "./settle-conflicts.ts";

export function dutyRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	app.get("/dragningar/:id/jav", permit("draw.view"), (c) => conflictsPage(c, UNTOUCHED));
	app.post("/dragningar/:id/jav", permit("draw.run"), (c) =>
		submit(c, {
			schema: SettleConflicts,
			command: (input) => settleConflicts(c.var.ctx, idOf(c), input),
			done: (n) =>
				answer(c, { to: paths.drawConflicts(idOf(c)), said: n === 1 ? "Ett jäv är löst." : `${n} jäv är lösta.` }),
			again: (form) => conflictsPage(c, form),
		}),
	);

	return app;
}

async function requireDraw(c: Http): Promise<Draw> {
	const { db, actor } = c.var.ctx;
	const draw = await findDraw(db, idOf(c));
	if (!draw) throw new NotFound(`draw ${idOf(c)}`);
	await requireMay(db, actor, "draw.view", draw.unit_id);
	return draw;
}

async function conflictsPage(c: Http, form: FormState) {
	const { db, actor } = c.var.ctx;
	const draw = await requireDraw(c);
	const duties = await drawDuties(db, draw.id);
	const { page: part, links } = pagingOf(c);
	const shown: ShownConflict[] = [];
	for (const conflict of duties.conflicts.slice(part.offset, part.offset + part.limit)) {
		const candidates = conflict.movable
			? await listCandidates(db, conflict.post, conflict.run, c.var.today, conflict.lines)
			: [];
		// nobody is suggested for both sides of one run
		const taken = shown.filter(({ run }) => run.id === conflict.run.id).map(({ suggested }) => suggested);
		const suggested = candidates.find(({ id }) => !taken.includes(id))?.id ?? null;
		shown.push({ ...conflict, candidates, suggested });
	}
	const props = { draw, duties, shown, form, may_settle: await mayAt(db, actor, "draw.run", draw.unit_id) };
	return page(c, <ConflictsPage shell={shell(c)} pager={links(duties.conflicts.length)} {...props} />);
}
