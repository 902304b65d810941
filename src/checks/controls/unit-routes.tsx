import { Hono } from "hono";
import { type ControlUnit, listUnitsToAdd } from "../../../db/queries/checks/controls-units.ts";
import { AddControlUnitPage, ControlUnitPage } from "../../../views/checks/controls/control-unit-form-page.tsx";
import { unitOptions } from "../../ground/remembered/units.ts";
import { reachOf } from "../../ground/access/actor.ts";
import { requireMay } from "../../ground/access/require-may.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { type FormState, valuesIn } from "../../../views/ui/form-state.ts";
import { shell } from "../../ground/http/shell.ts";
import { historyOf } from "../../ground/http/history.ts";
import { permit } from "../../ground/http/permit.ts";
import { formValues } from "../../ground/tables/field.ts";
import { paths } from "../../paths/paths.ts";
import { findPerson } from "../../../db/queries/people/people.ts";
import { UNIT_KINDS } from "../../../db/schema/vocabulary.ts";
import { ManyUnitsPage, type UnitToAdd } from "../../../views/checks/controls/many-units-page.tsx";
import { wordOf } from "../../ground/http/paging.ts";
import { addControlUnit, addControlUnits } from "./add-control-unit.ts";
import { suggestedPeople } from "./suggested-people.ts";
import { editControlUnit } from "./edit-control-unit.ts";
import { UNIT_FIELDS } from "./fields.ts";
import { listEligible } from "../duties/eligible.ts";
import { requireControl, requireControlUnit } from "./require-control.ts";
import { EditedControlUnit, MOST_UNITS, NewControlUnit, NewControlUnits } from "./schema.ts";

/** The units of a control, and who performs and reviews there. */
export function unitRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	app.get("/kontroller/:id/enheter", permit("control.edit"), async (c) => {
		const control = await requireEditable(c, c.req.param("id"));
		const values = { unit_id: c.req.query("enhet") ?? "", valid_from: `${c.var.today.slice(0, 7)}-01` };
		return addPage(c, control, { values, errors: {} });
	});

	app.post("/kontroller/:id/enheter", permit("control.edit"), async (c) => {
		const id = c.req.param("id");
		return submit(c, {
			schema: NewControlUnit,
			command: (input) => addControlUnit(c.var.ctx, id, input),
			done: () => answer(c, { to: paths.control(id), said: "Enheten är tillagd." }),
			again: async (form) => addPage(c, await requireEditable(c, id), form),
		});
	});

	app.get("/kontroller/:id/enheter/flera", permit("control.edit"), async (c) => {
		const values = { valid_from: `${c.var.today.slice(0, 7)}-01`, people: "suggested" };
		return manyPage(c, await requireEditable(c, c.req.param("id")), { values, errors: {} });
	});

	app.post("/kontroller/:id/enheter/flera", permit("control.edit"), async (c) => {
		const id = c.req.param("id");
		return submit(c, {
			schema: NewControlUnits,
			command: (input) => addControlUnits(c.var.ctx, id, input),
			done: (n) =>
				answer(c, { to: paths.control(id), said: n === 1 ? "En enhet är tillagd." : `${n} enheter är tillagda.` }),
			again: async (form) => manyPage(c, await requireEditable(c, id), form),
		});
	});

	app.get("/kontrollenheter/:id", permit("control.edit"), async (c) => {
		const taking = await requireControlUnit(c.var.ctx.db, c.req.param("id"));
		await requireMay(c.var.ctx.db, c.var.ctx.actor, "control.edit", taking.unit_id);
		return unitPage(c, taking, { values: formValues(UNIT_FIELDS, taking), errors: {} });
	});

	app.post("/kontrollenheter/:id", permit("control.edit"), async (c) => {
		const taking = await requireControlUnit(c.var.ctx.db, c.req.param("id"));
		return submit(c, {
			schema: EditedControlUnit,
			command: (input) => editControlUnit(c.var.ctx, taking.id, input),
			done: () => answer(c, { to: paths.control(taking.control_id), said: `${taking.unit_name} är sparad.` }),
			again: async (form) => {
				await requireMay(c.var.ctx.db, c.var.ctx.actor, "control.edit", taking.unit_id);
				return unitPage(c, await requireControlUnit(c.var.ctx.db, taking.id), form);
			},
		});
	});

	return app;
}

/** The form shows the control again, so it asks for the same right as the command (T18). */
async function requireEditable(c: Http, id: string) {
	const control = await requireControl(c.var.ctx.db, id);
	await requireMay(c.var.ctx.db, c.var.ctx.actor, "control.edit", control.unit_id);
	return control;
}

async function addPage(c: Http, control: { id: string; title: string }, form: FormState) {
	const { db, actor } = c.var.ctx;
	const units = await listUnitsToAdd(db, control.id, reachOf(actor, "control.edit"), c.var.today);
	const unit = units.find(({ id }) => id === form.values.unit_id) ?? null;
	const people = unit ? await peopleOptions(c, unit.id) : { performers: [], reviewers: [] };
	return page(
		c,
		<AddControlUnitPage shell={shell(c)} control={control} units={units} unit={unit} form={form} {...people} />,
	);
}

/** The units that the address asks for, each with whom it would get; a refused form shows those it sent. */
async function manyPage(c: Http, control: { id: string; title: string }, form: FormState) {
	const { db, actor } = c.var.ctx;
	const reach = reachOf(actor, "control.edit");
	const asked = { name: c.req.query("namn")?.trim(), kind: wordOf(c, "slag", UNIT_KINDS), below: c.req.query("under") };
	const filter = { name: asked.name || undefined, kind: asked.kind, below: asked.below || undefined };
	const sent = valuesIn(form, "units");
	const searched = sent.length > 0 || Object.values(filter).some((one) => one !== undefined);
	const all = searched ? await listUnitsToAdd(db, control.id, reach, c.var.today, sent.length > 0 ? {} : filter) : [];
	const found = sent.length > 0 ? all.filter(({ id }) => sent.includes(id)) : all;
	const units: UnitToAdd[] = [];
	for (const unit of found.slice(0, MOST_UNITS)) units.push({ ...unit, ...(await suggestedNames(c, unit.id)) });
	const props = { filter, searched, units, total: found.length, groups: await unitOptions(db, reach, c.var.today) };
	return page(c, <ManyUnitsPage shell={shell(c)} control={control} form={form} {...props} />);
}

async function suggestedNames(c: Http, unitId: string) {
	const { db } = c.var.ctx;
	const { performer_id, reviewer_id } = await suggestedPeople(db, unitId, c.var.today);
	const name = async (id: string | null) => (id === null ? null : ((await findPerson(db, id))?.name ?? null));
	return { performer: await name(performer_id), reviewer: await name(reviewer_id) };
}

async function unitPage(c: Http, taking: ControlUnit, form: FormState) {
	const people = await peopleOptions(c, taking.unit_id);
	return page(
		c,
		<ControlUnitPage
			shell={shell(c)}
			taking={taking}
			current={formValues(UNIT_FIELDS, taking)}
			form={form}
			history={await historyOf(c.var.ctx.db, "control_unit", taking.id)}
			performers={withCurrent(people.performers, taking.performer_id, taking.performer_name)}
			reviewers={withCurrent(people.reviewers, taking.reviewer_id, taking.reviewer_name)}
		/>,
	);
}

async function peopleOptions(c: Http, unitId: string) {
	const options = async (action: "run.perform" | "run.review") =>
		(await listEligible(c.var.ctx.db, action, unitId, c.var.today)).map(({ id, name, roles }) => ({
			value: id,
			label: `${name}, ${roles}`,
		}));
	return { performers: await options("run.perform"), reviewers: await options("run.review") };
}

/**
 * Adds the present person to the choices, even when the role is lost: the form shows how things are, and the command decides
 * what is allowed.
 */
function withCurrent(options: { value: string; label: string }[], id: string | null, name: string | null) {
	if (id === null || options.some(({ value }) => value === id)) return options;
	return [{ value: id, label: `${name}, saknar roll vid enheten` }, ...options];
}
