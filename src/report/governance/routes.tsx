import { Hono } from "hono";
import { countGovernance, listGovernance } from "../../../db/queries/report/governance.ts";
import { listPeopleOptions } from "../../../db/queries/people/people.ts";
import { isSealed } from "../../../db/queries/report/closing.ts";
import { GOVERNANCE_KINDS } from "../../../db/schema/report/words.ts";
import { GovernancePage } from "../../../views/report/governance/governance-page.tsx";
import { GovernanceStatusPage } from "../../../views/report/governance/governance-status-page.tsx";
import { mayAt } from "../../ground/access/require-may.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { shell } from "../../ground/http/shell.ts";
import { idOf, listRoutes } from "../../ground/http/list.ts";
import { pagingOf, wordOf } from "../../ground/http/paging.ts";
import { permit } from "../../ground/http/permit.ts";
import { paths } from "../../paths/paths.ts";
import { requirePeriod } from "../periods/require-period.ts";
import { addGovernanceItem } from "./add-governance-item.ts";
import { governanceColumns } from "./columns.ts";
import { reportGovernance, requireItem } from "./report-governance.ts";
import { AddGovernanceItem, ReportGovernance } from "./schema.ts";

export function governanceRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	const period = (c: Http) => requirePeriod(c.var.ctx.db, c.var.ctx.actor, "governance.view", idOf(c));

	listRoutes(app, "/rapporter/:id/styrning", {
		action: "governance.view",
		name: "Styrning",
		columns: governanceColumns,
		rows: async (c) => listGovernance(c.var.ctx.db, await period(c), { kind: wordOf(c, "slag", GOVERNANCE_KINDS) }),
		page: (c) => listPage(c, UNTOUCHED),
	});
	app.post("/rapporter/:id/styrning", permit("governance.edit"), (c) =>
		submit(c, {
			schema: AddGovernanceItem,
			command: (input) => addGovernanceItem(c.var.ctx, idOf(c), input),
			done: () => answer(c, { to: paths.governance(idOf(c)), said: "Tillagt." }),
			again: (form) => listPage(c, form),
		}),
	);
	app.get("/rapporter/:id/styrning/:item", permit("governance.view"), (c) => itemPage(c));
	app.post("/rapporter/:id/styrning/:item", permit("governance.edit"), (c) =>
		submit(c, {
			schema: ReportGovernance,
			command: (input) => reportGovernance(c.var.ctx, idOf(c), c.req.param("item"), input),
			done: () => answer(c, { to: paths.governance(idOf(c)), said: "Statusen är sparad." }),
			again: (form) => itemPage(c, form),
		}),
	);
	return app;
}

async function listPage(c: Http, form: FormState) {
	const { db, actor } = c.var.ctx;
	const period = await requirePeriod(db, actor, "governance.view", idOf(c));
	const kind = wordOf(c, "slag", GOVERNANCE_KINDS);
	const paging = pagingOf(c);
	const sealed = await isSealed(db, period.id);
	const may_edit = !sealed && (await mayAt(db, actor, "governance.edit", period.unit_id));
	const reach = { own: [], branch: [period.unit_id] };
	const props = {
		rows: await listGovernance(db, period, { kind, page: paging.page }),
		pager: paging.links(await countGovernance(db, period, kind)),
		people: may_edit ? await listPeopleOptions(db, { reach, today: c.var.today }) : [],
		sealed,
		may_edit,
		form,
	};
	return page(c, <GovernancePage shell={shell(c)} period={period} {...props} />);
}

async function itemPage(c: Http, form?: FormState) {
	const { db, actor } = c.var.ctx;
	const period = await requirePeriod(db, actor, "governance.view", idOf(c));
	const row = await requireItem(db, period, c.req.param("item") ?? "");
	const sealed = await isSealed(db, period.id);
	const may_edit = !sealed && (await mayAt(db, actor, "governance.edit", period.unit_id));
	return page(
		c,
		<GovernanceStatusPage shell={shell(c)} period={period} row={row} sealed={sealed} may_edit={may_edit} form={form} />,
	);
}
