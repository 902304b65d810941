import { Hono } from "hono";
import {
	countDeviations,
	type DeviationFilter,
	type Instants,
	listDeviations,
	listRiskOptions,
	sumDeviations,
} from "../../../db/queries/checks/deviations.ts";
import { listRequestsOf } from "../../../db/queries/checks/evidence-requests.ts";
import { listEvidenceOf } from "../../../db/queries/checks/evidence.ts";
import { unitPath } from "../../../db/queries/people/units.ts";
import { SEVERITIES } from "../../../db/schema/vocabulary.ts";
import { EditDeviationPage, NewDeviationPage } from "../../../views/checks/deviations/deviation-form.tsx";
import { DeviationPage } from "../../../views/checks/deviations/deviation-page.tsx";
import { DeviationsPage, STATUS_CHOICES } from "../../../views/checks/deviations/deviations-page.tsx";
import { ClosingPage, HandlingPage } from "../../../views/checks/deviations/handling-pages.tsx";
import { unitOptions } from "../../ground/remembered/units.ts";
import { grantFor, maySomewhere, reachOf } from "../../ground/access/actor.ts";
import type { Action } from "../../ground/access/permissions.ts";
import { requireMay } from "../../ground/access/require-may.ts";
import { endOfDay, startOfDay } from "../../ground/calendar/stockholm-day.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { shell } from "../../ground/http/shell.ts";
import { historyOf } from "../../ground/http/history.ts";
import { toldOf } from "../../ground/http/told.ts";
import { idOf, listRoutes } from "../../ground/http/list.ts";
import { askedOf } from "../../ground/http/list-asked.ts";
import { listOf } from "../../ground/http/list-page.ts";
import { filtersOf } from "../../ground/http/list-filters.ts";
import { spanText } from "../../ground/http/paging.ts";
import { pickedRoutes } from "../../ground/http/picked-rows.tsx";
import { peopleToChoose } from "../../../views/ui/person-search.ts";
import { permit } from "../../ground/http/permit.ts";
import { formValues } from "../../ground/tables/field.ts";
import { day, objectId, oneOf, only } from "../../ground/tables/filters.ts";
import { paths } from "../../paths/paths.ts";
import { deviationConflict } from "../duties/deviation-hands.ts";
import { addDeviation } from "./add-deviation.ts";
import { closeDeviation } from "./close-deviation.ts";
import { deviationColumns } from "./columns.ts";
import { editDeviation } from "./edit-deviation.ts";
import { DEVIATION_FIELDS, HANDLING_FIELDS, OWNER_FIELDS } from "./fields.ts";
import { handleDeviation } from "./handle-deviation.ts";
import { listOwners } from "./owners.ts";
import { AssignPicked, DatePicked, editPicked, pickedNames, pickedOwners } from "./picked.ts";
import { requireDeviation } from "./require-deviation.ts";
import { AddDeviation, CloseDeviation, EditDeviation, HandleDeviation } from "./schema.ts";
import { isDeviationLate } from "../../../db/schema/checks/deviations.ts";

export function deviationRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	const shows = (c: Http, said: string) => () => answer(c, { to: paths.deviation(idOf(c)), said });

	listRoutes(app, paths.deviations(), {
		action: "deviation.view",
		name: "Avvikelser",
		columns: deviationColumns,
		filters: FILTERS,
		in_sql: true,
		id: (row) => row.id,
		rows: (c, rows) => listDeviations(c.var.ctx.db, { ...filterOf(c), page: rows }),
		pages: true,
		page: listPage,
	});

	app.get(paths.deviationNew(), permit("deviation.register"), (c) => newPage(c, UNTOUCHED));
	app.post(paths.deviations(), permit("deviation.register"), (c) =>
		submit(c, {
			schema: AddDeviation,
			command: (input) => addDeviation(c.var.ctx, input),
			done: (id) => answer(c, { to: paths.deviation(id), said: "Avvikelsen är registrerad." }),
			again: (form) => newPage(c, form),
		}),
	);

	pickedRoutes(app, paths.deviationsPicked(), {
		action: "deviation.handle",
		noun: "avvikelser",
		names: (c, ids) => pickedNames(c.var.ctx, ids),
		acts: {
			ansvarig: {
				label: "Tilldela",
				schema: AssignPicked,
				fields: async (c, ids) => [ownerField(await pickedOwners(c.var.ctx, ids))],
				command: editPicked,
			},
			datum: {
				label: "Sätt datum",
				schema: DatePicked,
				fields: async () => [{ name: "due_on", label: OWNER_FIELDS.due_on.label, kind: "date" }],
				command: editPicked,
			},
		},
	});

	app.get("/avvikelser/:id", permit("deviation.view"), deviationPage);

	app.get("/avvikelser/:id/andring", permit("deviation.handle"), (c) => editPage(c));
	app.post("/avvikelser/:id/andring", permit("deviation.handle"), (c) =>
		submit(c, {
			schema: EditDeviation,
			command: (input) => editDeviation(c.var.ctx, idOf(c), input),
			done: shows(c, "Ändringen är sparad."),
			again: (form) => editPage(c, form),
		}),
	);

	app.get("/avvikelser/:id/hantering", permit("deviation.handle"), (c) => handlingPage(c));
	app.post("/avvikelser/:id/hantering", permit("deviation.handle"), (c) =>
		submit(c, {
			schema: HandleDeviation,
			command: (input) => handleDeviation(c.var.ctx, idOf(c), input),
			done: shows(c, "Hanteringen är sparad."),
			again: (form) => handlingPage(c, form),
		}),
	);

	app.get("/avvikelser/:id/avslut", permit("deviation.close"), (c) => closingPage(c, UNTOUCHED));
	app.post("/avvikelser/:id/avslut", permit("deviation.close"), (c) =>
		submit(c, {
			schema: CloseDeviation,
			command: (input) => closeDeviation(c.var.ctx, idOf(c), input),
			done: shows(c, "Effektkontrollen är sparad."),
			again: (form) => closingPage(c, form),
		}),
	);

	return app;
}

const ownerField = (owners: readonly { id: string; name: string }[]) => ({
	name: "owner_id",
	label: OWNER_FIELDS.owner_id.label,
	kind: "person" as const,
	placeholder: "Välj vem",
	options: peopleToChoose(owners),
});

const FILTERS = {
	status: oneOf("Status", STATUS_CHOICES),
	grad: oneOf("Grad", SEVERITIES),
	enhet: objectId("Enhet"),
	hittad_fran: day("Hittad från och med"),
	hittad_till: day("Hittad till och med"),
	avslutad_fran: day("Avslutad från och med"),
	avslutad_till: day("Avslutad till och med"),
	datum: only("Bara de som saknar datum för planen", "saknas"),
	egna: only("Bara de som personen ansvarar för"),
};

function filterOf(c: Http): DeviationFilter {
	const { actor } = c.var.ctx;
	const { sort, search } = askedOf(c, deviationColumns);
	const asked = filtersOf(c, FILTERS);
	return {
		reach: reachOf(actor, "deviation.view"),
		status: asked.status,
		severity: asked.grad,
		unit_id: asked.enhet,
		found: instantsOf(asked.hittad_fran, asked.hittad_till),
		closed: instantsOf(asked.avslutad_fran, asked.avslutad_till),
		undated: asked.datum === true,
		person_id: asked.egna ? (actor.id ?? undefined) : undefined,
		text: search || undefined,
		order: sort ?? undefined,
	};
}

/** Both days are counted. */
function instantsOf(from: string | undefined, to: string | undefined): Instants {
	return { from: from && startOfDay(from), before: to && endOfDay(to) };
}

/** What the filter's own fields do not show, in words. */
function narrowedBy(c: Http): string[] {
	const { hittad_fran, hittad_till, avslutad_fran, avslutad_till, datum } = filtersOf(c, FILTERS);
	return [
		...spanText("hittade", { from: hittad_fran, to: hittad_till }),
		...spanText("avslutade", { from: avslutad_fran, to: avslutad_till }),
		...(datum ? ["utan datum för planen"] : []),
	];
}

async function listPage(c: Http) {
	const { db, actor } = c.var.ctx;
	const filter = filterOf(c);
	const list = await listOf(c, {
		columns: deviationColumns,
		in_sql: true,
		rows: (rows) => listDeviations(db, { ...filter, page: rows }),
		count: () => countDeviations(db, filter),
		sums: async () => ({ amount: await sumDeviations(db, filter) }),
	});
	const props = {
		list,
		units: await unitOptions(db, filter.reach, c.var.today),
		filter: { ...filter, unit: filter.unit_id, own: filter.person_id !== undefined },
		narrowed: narrowedBy(c),
		may_add: maySomewhere(actor, "deviation.register"),
		may_act: maySomewhere(actor, "deviation.handle"),
		late: new Set(list.rows.filter((row) => isDeviationLate(row, c.var.today)).map((row) => row.id)),
	};
	return page(c, <DeviationsPage shell={shell(c)} {...props} />);
}

/** A deviation the person may do `action` with. */
async function deviationFor(c: Http, action: Action) {
	const { db, actor } = c.var.ctx;
	const deviation = await requireDeviation(db, idOf(c));
	const role = await requireMay(db, actor, action, deviation.unit_id);
	return { deviation, role };
}

async function deviationPage(c: Http) {
	const { db, actor } = c.var.ctx;
	const { deviation } = await deviationFor(c, "deviation.view");
	const path = await unitPath(db, deviation.unit_id);
	const closer = grantFor(actor, "deviation.close", path);
	const who = { personId: actor.id, absentId: closer?.substitute_for?.id ?? null };
	const close_blocked = closer ? await deviationConflict(db, ["check_effect", "close"], deviation, who) : null;
	const props = {
		evidence: await listEvidenceOf(db, "deviation", deviation.id),
		requests: await listRequestsOf(db, "deviation", deviation.id),
		history: await historyOf(db, "deviation", deviation.id),
		told: await toldOf(c.var.ctx, "deviation", deviation.id),
		may_handle: grantFor(actor, "deviation.handle", path) !== undefined,
		may_close: closer !== undefined && close_blocked === null,
		close_blocked,
		add_evidence: grantFor(actor, "evidence.add", path) !== undefined,
		overdue: isDeviationLate(deviation, c.var.today),
	};
	return page(c, <DeviationPage shell={shell(c)} deviation={deviation} {...props} />);
}

async function newPage(c: Http, form: FormState) {
	const { db, actor } = c.var.ctx;
	const reach = reachOf(actor, "deviation.register");
	const paths_of = await Promise.all(actor.roles.map((held) => unitPath(db, held.unit_id)));
	const props = {
		units: await unitOptions(db, reach, c.var.today),
		risks: await listRiskOptions(db, paths_of.flat(), reach),
	};
	return page(c, <NewDeviationPage shell={shell(c)} form={form} {...props} />);
}

async function editPage(c: Http, form?: FormState) {
	const { deviation } = await deviationFor(c, "deviation.handle");
	const current = formValues(DEVIATION_FIELDS, deviation);
	const owners = await listOwners(c.var.ctx.db, deviation.unit_id, c.var.today);
	const state = form ?? { ...UNTOUCHED, values: current };
	return page(
		c,
		<EditDeviationPage shell={shell(c)} deviation={deviation} owners={owners} current={current} form={state} />,
	);
}

async function handlingPage(c: Http, form?: FormState) {
	const { deviation } = await deviationFor(c, "deviation.handle");
	const state = form ?? { ...UNTOUCHED, values: formValues(HANDLING_FIELDS, deviation) };
	const owners = await listOwners(c.var.ctx.db, deviation.unit_id, c.var.today);
	return page(c, <HandlingPage shell={shell(c)} deviation={deviation} owners={owners} form={state} />);
}

async function closingPage(c: Http, form: FormState) {
	const { deviation } = await deviationFor(c, "deviation.close");
	return page(c, <ClosingPage shell={shell(c)} deviation={deviation} form={form} />);
}
