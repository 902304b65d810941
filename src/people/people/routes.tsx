import { unitOptions } from "../../ground/remembered/units.ts";
import { listOf } from "../../ground/http/list-page.ts";
import { Hono } from "hono";
import { findWaitingInvitation } from "../../../db/queries/people/accounts-invitations.ts";
import { findSignInFacts } from "../../../db/queries/people/accounts.ts";
import { countPeople, listPeople, listRolesOf, type PeopleFilter } from "../../../db/queries/people/people.ts";
import { listSessionsOf } from "../../../db/queries/people/session.ts";
import { ROLES } from "../../../db/schema/vocabulary.ts";
import { PeoplePage } from "../../../views/people/people/people-page.tsx";
import { PersonFormPage, RoleFormPage } from "../../../views/people/people/person-forms.tsx";
import { PersonPage, type PersonPageProps } from "../../../views/people/people/person-page.tsx";
import { maySomewhere, reachOf } from "../../ground/access/actor.ts";
import { mayAt } from "../../ground/access/require-may.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { shell } from "../../ground/http/shell.ts";
import { historyOf } from "../../ground/http/history.ts";
import { idOf, listRoutes } from "../../ground/http/list.ts";
import { filtersOf } from "../../ground/http/list-filters.ts";
import { oneOf, only, text } from "../../ground/tables/filters.ts";
import { permit } from "../../ground/http/permit.ts";
import { formValues } from "../../ground/tables/field.ts";
import { paths } from "../../paths/paths.ts";
import { countUnjudged, everybody, peopleOptions } from "../../ground/remembered/people.ts";
import { liveAt } from "../../ground/access/session-lifetimes.ts";
import { throughOf } from "../../../db/schema/people/accounts.ts";
import { addPerson } from "./add-person.ts";
import { personColumns } from "./columns.ts";
import { editPerson } from "./edit-person.ts";
import { PERSON_FIELDS } from "./fields.ts";
import { endPerson } from "./end-person.ts";
import { endRole } from "./end-role.ts";
import { grantRole } from "./grant-role.ts";
import { requireAtWork, requirePerson, requireRole } from "./require-person.ts";
import { AddPerson, EditPerson, EndPerson, EndRole, GrantRole } from "./schema.ts";

const FILTERS = { sok: text("Namn eller annat"), roll: oneOf("Roll", ROLES), avslutade: only("Även avslutade") };

function filterOf(c: Http): PeopleFilter {
	const { sok, roll, avslutade } = filtersOf(c, FILTERS);
	return {
		reach: reachOf(c.var.ctx.actor, "organisation.view"),
		today: c.var.today,
		text: sok,
		role: roll,
		ended: avslutade === true,
	};
}

async function peoplePage(c: Http) {
	const { db, actor } = c.var.ctx;
	const filter = filterOf(c);
	const props = {
		list: await listOf(c, {
			columns: personColumns,
			rows: (part) => (part ? listPeople(db, { ...filter, page: part }) : everybody(db, filter)),
			count: () => countPeople(db, filter),
		}),
		chosen: c.req.query(),
		may_edit: maySomewhere(actor, "organisation.edit"),
		double_accounts: await countUnjudged(db, filter.reach),
	};
	return page(c, <PeoplePage shell={shell(c)} {...props} />);
}

async function personPage(c: Http, id: string, refused: PersonPageProps["refused"] = null, error?: string) {
	const { db, actor } = c.var.ctx;
	const person = await requirePerson(db, actor, id);
	const editable = person.ended_at === null && maySomewhere(actor, "organisation.edit");
	const others = editable && actor.id !== id;
	const roles: PersonPageProps["roles"] = [];
	for (const role of await listRolesOf(db, id)) {
		const holds = role.valid_to === null || role.valid_to >= c.var.today;
		roles.push({ ...role, can_end: others && holds && (await mayAt(db, actor, "organisation.edit", role.unit_id)) });
	}
	const around = shell(c);
	if (error) around.flash = { tone: "bad", text: error };
	const sign_in = maySomewhere(actor, "organisation.edit") ? await signInOf(c, person.id) : null;
	const props = { person, roles, refused, sign_in, today: c.var.today, may_edit: editable, may_end: others };
	const may_read_data = maySomewhere(actor, "personal_data.view");
	return page(
		c,
		<PersonPage shell={around} {...props} may_read_data={may_read_data} history={await historyOf(db, "person", id)} />,
	);
}

async function signInOf(c: Http, personId: string): Promise<PersonPageProps["sign_in"]> {
	const { ctx } = c.var;
	const live = liveAt(ctx);
	const waiting = await findWaitingInvitation(ctx.db, personId, live.now);
	return {
		waiting: waiting ? { ...waiting, through: throughOf(waiting), own: waiting.created_by === ctx.actor.id } : null,
		facts: await findSignInFacts(ctx.db, personId, live.now),
		sessions: await listSessionsOf(ctx.db, personId, live),
	};
}

function newPersonPage(c: Http, form: FormState) {
	return page(c, <PersonFormPage shell={shell(c)} form={form} saved={null} />);
}

async function editPersonPage(c: Http, form?: FormState) {
	const person = await requirePerson(c.var.ctx.db, c.var.ctx.actor, idOf(c));
	requireAtWork(person);
	const saved = { id: person.id, version: person.version, values: formValues(PERSON_FIELDS, person) };
	return page(
		c,
		<PersonFormPage shell={shell(c)} form={form ?? { ...UNTOUCHED, values: saved.values }} saved={saved} />,
	);
}

async function rolePage(c: Http, form: FormState) {
	const { db, actor } = c.var.ctx;
	const person = await requirePerson(db, actor, idOf(c));
	requireAtWork(person);
	const reach = reachOf(actor, "organisation.edit");
	const colleagues = await peopleOptions(db, { reach, today: c.var.today });
	const props = {
		units: await unitOptions(db, reach, c.var.today),
		colleagues: colleagues.filter((colleague) => colleague.id !== person.id),
	};
	return page(c, <RoleFormPage shell={shell(c)} form={form} person={person} {...props} />);
}

export function peopleRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	listRoutes(app, paths.people(), {
		action: "organisation.view",
		name: "Personer",
		columns: personColumns,
		filters: FILTERS,
		rows: (c, part) => listPeople(c.var.ctx.db, { ...filterOf(c), page: part }),
		pages: true,
		page: peoplePage,
	});

	app.get(paths.personNew(), permit("organisation.edit"), (c) => newPersonPage(c, UNTOUCHED));
	app.post(paths.personNew(), permit("organisation.edit"), (c) =>
		submit(c, {
			schema: AddPerson,
			command: (input) => addPerson(c.var.ctx, input),
			done: (id) => answer(c, { to: paths.person(id), said: "Personen är tillagd. Ge en roll." }),
			again: (form) => newPersonPage(c, form),
		}),
	);

	app.get("/personer/:id", permit("organisation.view"), (c) => personPage(c, idOf(c)));
	app.get("/personer/:id/andring", permit("organisation.edit"), (c) => editPersonPage(c));
	app.post("/personer/:id/andring", permit("organisation.edit"), (c) =>
		submit(c, {
			schema: EditPerson,
			command: (input) => editPerson(c.var.ctx, idOf(c), input),
			done: () => answer(c, { to: paths.person(idOf(c)), said: "Uppgifterna är sparade." }),
			again: (form) => editPersonPage(c, form),
		}),
	);

	app.post("/personer/:id/avslut", permit("organisation.edit"), (c) =>
		submit(c, {
			schema: EndPerson,
			command: (input) => endPerson(c.var.ctx, idOf(c), input),
			done: () => answer(c, { to: paths.person(idOf(c)), said: "Personen är avslutad." }),
			again: (form) => personPage(c, idOf(c), null, Object.values(form.errors)[0]),
		}),
	);

	app.get("/personer/:id/roller", permit("organisation.edit"), (c) =>
		rolePage(c, { ...UNTOUCHED, values: { valid_from: c.var.today } }),
	);
	app.post("/personer/:id/roller", permit("organisation.edit"), (c) =>
		submit(c, {
			schema: GrantRole,
			command: (input) => grantRole(c.var.ctx, idOf(c), input),
			done: () => answer(c, { to: paths.person(idOf(c)), said: "Rollen är given." }),
			again: (form) => rolePage(c, form),
		}),
	);

	app.post("/roller/:id/avslut", permit("organisation.edit"), (c) =>
		submit(c, {
			schema: EndRole,
			command: (input) => endRole(c.var.ctx, idOf(c), input),
			done: (personId) => answer(c, { to: paths.person(personId), said: "Rollen är avslutad." }),
			again: async (form) => {
				const role = await requireRole(c.var.ctx.db, c.var.ctx.actor, idOf(c));
				return personPage(c, role.person_id, { role_id: role.id, form });
			},
		}),
	);

	return app;
}
