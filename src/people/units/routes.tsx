import { unitOptions } from "../../ground/remembered/units.ts";
import { filtersOf } from "../../ground/http/list-filters.ts";
import { only, text } from "../../ground/tables/filters.ts";
import { listOf } from "../../ground/http/list-page.ts";
import { Hono } from "hono";
import {
	countUnits,
	listUnits,
	listUpperUnits,
	type UnitFilter,
	type UnitRow,
} from "../../../db/queries/people/units.ts";
import { UnitFormPage } from "../../../views/people/units/unit-form-page.tsx";
import { UnitPage } from "../../../views/people/units/unit-page.tsx";
import { UnitsPage } from "../../../views/people/units/units-page.tsx";
import { maySomewhere, reachOf } from "../../ground/access/actor.ts";
import type { Action } from "../../ground/access/permissions.ts";
import { mayAt, requireMay } from "../../ground/access/require-may.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { shell } from "../../ground/http/shell.ts";
import { historyOf } from "../../ground/http/history.ts";
import { idOf, listRoutes } from "../../ground/http/list.ts";
import { permit } from "../../ground/http/permit.ts";
import { formValues } from "../../ground/tables/field.ts";
import { paths } from "../../paths/paths.ts";
import { addUnit } from "./add-unit.ts";
import { unitColumns } from "./columns.ts";
import { editUnit } from "./edit-unit.ts";
import { UNIT_FIELDS } from "./fields.ts";
import { requireUnit } from "./require-unit.ts";
import { AddUnit, EditUnit } from "./schema.ts";

const FILTERS = { sok: text("Namn eller kod"), upphorda: only("Även de som har upphört") };

function filterOf(c: Http): UnitFilter {
	const { sok, upphorda } = filtersOf(c, FILTERS);
	return {
		reach: reachOf(c.var.ctx.actor, "organisation.view"),
		text: sok,
		on: upphorda ? undefined : c.var.today,
	};
}

/** A tree of more units than this shows its leaves as numbers: nobody finds one among thousands of lines. */
const MOST_IN_TREE = 500;

async function treeOf(c: Http, filter: UnitFilter) {
	const { db } = c.var.ctx;
	const is_whole = (await countUnits(db, filter)) <= MOST_IN_TREE;
	const units = is_whole ? await listUnits(db, filter) : await listUpperUnits(db, filter);
	return { is_whole, units };
}

async function unitsPage(c: Http) {
	const { db, actor } = c.var.ctx;
	const filter = filterOf(c);
	const props = {
		list: await listOf(c, {
			columns: unitColumns,
			rows: (part) => listUnits(db, { ...filter, page: part }),
			count: () => countUnits(db, filter),
		}),
		tree: filter.text || c.req.query("sida") ? null : await treeOf(c, filter),
		chosen: c.req.query(),
		may_edit: maySomewhere(actor, "organisation.edit"),
	};
	return page(c, <UnitsPage shell={shell(c)} {...props} />);
}

async function unitFor(c: Http, action: Action): Promise<UnitRow> {
	const { db, actor } = c.var.ctx;
	const unit = await requireUnit(db, idOf(c));
	await requireMay(db, actor, action, unit.id);
	return unit;
}

async function unitPage(c: Http) {
	const { db, actor } = c.var.ctx;
	const unit = await unitFor(c, "organisation.view");
	const props = {
		below: await listUnits(db, { reach: "all", parent_id: unit.id }),
		history: await historyOf(db, "org_unit", unit.id),
		may_edit: await mayAt(db, actor, "organisation.edit", unit.id),
	};
	return page(c, <UnitPage shell={shell(c)} unit={unit} {...props} />);
}

function parentOptions(c: Http) {
	return unitOptions(c.var.ctx.db, reachOf(c.var.ctx.actor, "organisation.edit"), c.var.today);
}

async function newUnitPage(c: Http, form: FormState) {
	return page(c, <UnitFormPage shell={shell(c)} form={form} parents={await parentOptions(c)} saved={null} />);
}

async function editUnitPage(c: Http, form?: FormState) {
	const unit = await unitFor(c, "organisation.edit");
	const options = await parentOptions(c);
	const kept = options.some((option) => option.id === unit.parent_id) || unit.parent_id === null;
	const values = formValues(UNIT_FIELDS, unit);
	const props = {
		form: form ?? { ...UNTOUCHED, values },
		parents: kept ? options : [...options, { id: unit.parent_id!, name: unit.parent_name! }],
		saved: { id: unit.id, version: unit.version, is_root: unit.parent_id === null, values },
	};
	return page(c, <UnitFormPage shell={shell(c)} {...props} />);
}

export function unitRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	listRoutes(app, paths.units(), {
		action: "organisation.view",
		name: "Enheter",
		columns: unitColumns,
		filters: FILTERS,
		rows: (c, part) => listUnits(c.var.ctx.db, { ...filterOf(c), page: part }),
		pages: true,
		page: unitsPage,
	});

	app.get(paths.unitNew(), permit("organisation.edit"), (c) =>
		newUnitPage(c, { ...UNTOUCHED, values: { parent_id: c.req.query("under") ?? "", valid_from: c.var.today } }),
	);
	app.post(paths.unitNew(), permit("organisation.edit"), (c) =>
		submit(c, {
			schema: AddUnit,
			command: (input) => addUnit(c.var.ctx, input),
			done: (id) => answer(c, { to: paths.unit(id), said: "Enheten är tillagd." }),
			again: (form) => newUnitPage(c, form),
		}),
	);

	app.get("/enheter/:id", permit("organisation.view"), unitPage);
	app.get("/enheter/:id/andring", permit("organisation.edit"), (c) => editUnitPage(c));
	app.post("/enheter/:id/andring", permit("organisation.edit"), (c) =>
		submit(c, {
			schema: EditUnit,
			command: (input) => editUnit(c.var.ctx, idOf(c), input),
			done: () => answer(c, { to: paths.unit(idOf(c)), said: "Enheten är sparad." }),
			again: (form) => editUnitPage(c, form),
		}),
	);

	return app;
}
