import { Hono } from "hono";
import { findPeriod } from "../../../db/queries/report/periods.ts";
import { listReminders } from "../../../db/queries/report/readiness-reminders.ts";
import { listMatters } from "../../../db/queries/report/meetings.ts";
import { isSealed } from "../../../db/queries/report/closing.ts";
import { OwnReadinessPage } from "../../../views/report/readiness/own-readiness-page.tsx";
import { ReadinessPage } from "../../../views/report/readiness/readiness-page.tsx";
import { RemindAllPage } from "../../../views/remind-all-page.tsx";
import { mayAt } from "../../ground/access/require-may.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { shell } from "../../ground/http/shell.ts";
import { idOf, listRoutes } from "../../ground/http/list.ts";
import { pagingOf } from "../../ground/http/paging.ts";
import { Confirmed } from "../../ground/write/fields.ts";
import { permit } from "../../ground/http/permit.ts";
import { paths } from "../../paths/paths.ts";
import { requirePeriod } from "../periods/require-period.ts";
import { NotFound } from "../../ground/errors.ts";
import { readinessColumns, waitingLines } from "./columns.ts";
import { readReadiness } from "./read-readiness.ts";
import { peopleToRemind, remind, remindEverybody } from "./remind.ts";
import { Remind } from "./schema.ts";

const PEOPLE_ROWS = 25;

export function readinessRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	listRoutes(app, "/rapporter/:id/lage", {
		action: "readiness.view",
		name: "Läge",
		columns: readinessColumns,
		rows: async (c) => {
			const { db, actor } = c.var.ctx;
			const period = await requirePeriod(db, actor, "readiness.view", idOf(c));
			return waitingLines((await readReadiness(db, period, c.var.today)).people);
		},
		page: (c) => readinessPage(c, UNTOUCHED),
	});
	app.post("/rapporter/:id/paminnelser", permit("readiness.remind"), (c) =>
		submit(c, {
			schema: Remind,
			command: (input) => remind(c.var.ctx, idOf(c), input),
			done: () => answer(c, { to: paths.readiness(idOf(c)), said: "Påminnelsen visas under Att göra hos personen." }),
			again: (form) => readinessPage(c, form),
		}),
	);

	app.get("/rapporter/:id/paminnelser/alla", permit("readiness.remind"), (c) => remindPage(c, UNTOUCHED));
	app.post("/rapporter/:id/paminnelser/alla", permit("readiness.remind"), (c) =>
		submit(c, {
			schema: Confirmed,
			command: () => remindEverybody(c.var.ctx, idOf(c)),
			done: (n) =>
				answer(c, {
					to: paths.readiness(idOf(c)),
					said: n === 1 ? "En person är påmind." : `${n} personer är påminda.`,
				}),
			again: (form) => remindPage(c, form),
		}),
	);

	app.get("/rapporter/:id/mitt", permit("inbox.view"), async (c) => {
		const { db, actor } = c.var.ctx;
		const period = await findPeriod(db, idOf(c));
		if (!period) throw new NotFound(`reporting period ${idOf(c)}`);
		const { people } = await readReadiness(db, period, c.var.today);
		const matters = people.find((one) => one.person_id !== null && one.person_id === actor.id)?.matters ?? [];
		return page(c, <OwnReadinessPage shell={shell(c)} period={period} matters={matters} />);
	});
	return app;
}

async function remindPage(c: Http, form: FormState) {
	const { db, actor } = c.var.ctx;
	const period = await requirePeriod(db, actor, "readiness.remind", idOf(c));
	const left = await peopleToRemind(db, period, c.var.today);
	const props = {
		title: `Påminn om ${period.name}`,
		crumbs: [{ href: paths.readiness(period.id), label: `Läge, ${period.name}` }],
		what: "det som väntar på dem i rapporten",
		matters: left.reduce((sum, { waiting }) => sum + waiting.matters.reduce((n, one) => n + one.n, 0), 0),
		people: left.length,
		already: (await listReminders(db, period.id)).filter(({ day }) => day === c.var.today).length,
		hindered: null,
		action: paths.remindersToAll(period.id),
		back_href: paths.readiness(period.id),
		errors: form.errors,
	};
	return page(c, <RemindAllPage shell={shell(c)} {...props} />);
}

async function readinessPage(c: Http, form: FormState) {
	const { db, actor } = c.var.ctx;
	const period = await requirePeriod(db, actor, "readiness.view", idOf(c));
	const paging = pagingOf(c, PEOPLE_ROWS);
	const readiness = await readReadiness(db, period, c.var.today);
	const { offset, limit } = paging.page;
	const props = {
		readiness,
		meetings: await listMatters(db, { subjects: { kind: "period", ids: [period.id] } }),
		people: readiness.people.slice(offset, offset + limit),
		pager: paging.links(readiness.people.length),
		reminders: await listReminders(db, period.id),
		sealed: await isSealed(db, period.id),
		may_remind: await mayAt(db, actor, "readiness.remind", period.unit_id),
		errors: form.errors,
	};
	return page(c, <ReadinessPage shell={shell(c)} period={period} {...props} />);
}
