import { Hono } from "hono";
import { listGovernance, type GovernanceRow } from "../../../db/queries/report/governance.ts";
import { listEconomyElsewhere } from "../../../db/queries/report/governance-elsewhere.ts";
import { GovernanceItemPage } from "../../../views/report/governance/governance-item-page.tsx";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { idOf } from "../../ground/http/list.ts";
import { permit } from "../../ground/http/permit.ts";
import { shell } from "../../ground/http/shell.ts";
import { unitOptions } from "../../ground/remembered/units.ts";
import { peopleOptions } from "../../ground/remembered/people.ts";
import { formValues } from "../../ground/tables/field.ts";
import { paths } from "../../paths/paths.ts";
import { requirePeriod } from "../periods/require-period.ts";
import { addGovernanceItem } from "./add-governance-item.ts";
import { editGovernanceItem } from "./edit-governance-item.ts";
import { ITEM_FIELDS } from "./fields.ts";
import { requireItem } from "./require-item.ts";
import { AddGovernanceItem, EditGovernanceItem } from "./schema.ts";

/** A row of the plan is added and changed. */
export function governanceItemRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	const edit = permit("governance.edit");
	app.get("/rapporter/:id/styrning/ny", edit, (c) => formPage(c, UNTOUCHED, null));
	app.post("/rapporter/:id/styrning/ny", edit, (c) =>
		submit(c, {
			schema: AddGovernanceItem,
			command: (input) => addGovernanceItem(c.var.ctx, idOf(c), input),
			done: () => answer(c, { to: paths.governance(idOf(c)), said: "Tillagt." }),
			again: (form) => formPage(c, form, null),
		}),
	);
	app.get("/rapporter/:id/styrning/:item/andring", edit, (c) => editPage(c));
	app.post("/rapporter/:id/styrning/:item/andring", edit, (c) => {
		const item = c.req.param("item");
		return submit(c, {
			schema: EditGovernanceItem,
			command: (input) => editGovernanceItem(c.var.ctx, idOf(c), item, input),
			done: () => answer(c, { to: paths.governanceStatus(idOf(c), item), said: "Ändringen är sparad." }),
			again: (form) => editPage(c, form),
		});
	});
	return app;
}

const edited = (c: Http) => requirePeriod(c.var.ctx.db, c.var.ctx.actor, "governance.edit", idOf(c));

async function editPage(c: Http, form?: FormState) {
	const row = await requireItem(c.var.ctx.db, await edited(c), c.req.param("item") ?? "");
	return formPage(c, form ?? { values: formValues(ITEM_FIELDS, row), errors: {} }, row);
}

async function formPage(c: Http, form: FormState, row: GovernanceRow | null) {
	const { db } = c.var.ctx;
	const period = await edited(c);
	const reach = { own: [], branch: [period.unit_id] };
	const rows = await listGovernance(db, period);
	const units = await unitOptions(db, reach, c.var.today);
	const props = {
		parents: rows.filter(({ id, kind }) => kind !== "indicator" && kind !== "part" && id !== row?.id),
		elsewhere: await listEconomyElsewhere(db, period),
		divisions: units.filter(({ kind }) => kind === "division"),
		people: await peopleOptions(db, { reach, today: c.var.today }),
		saved: row && { id: row.id, title: row.title, version: row.version, values: formValues(ITEM_FIELDS, row) },
	};
	return page(c, <GovernanceItemPage shell={shell(c)} period={period} form={form} {...props} />);
}
