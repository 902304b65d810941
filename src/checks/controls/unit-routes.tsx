import { Hono } from "hono";
import { type ControlUnit, listUnitsToAdd } from "../../../db/queries/checks/controls-units.ts";
import { AddControlUnitPage, ControlUnitPage } from "../../../views/checks/controls/control-unit-form-page.tsx";
import { reachOf } from "../../ground/access/actor.ts";
import { requireMay } from "../../ground/access/require-may.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import type { FormState } from "../../../views/ui/form-state.ts";
import { shell } from "../../ground/http/shell.ts";
import { historyOf } from "../../ground/http/history.ts";
import { permit } from "../../ground/http/permit.ts";
import { formValues } from "../../ground/tables/field.ts";
import { paths } from "../../paths/paths.ts";
import { addControlUnit } from "./add-control-unit.ts";
import { editControlUnit } from "./edit-control-unit.ts";
import { UNIT_FIELDS } from "./fields.ts";
import { listEligible } from "../duties/eligible.ts";
import { requireControl, requireControlUnit } from "./require-control.ts";
import { EditedControlUnit, NewControlUnit } from "./schema.ts";

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
