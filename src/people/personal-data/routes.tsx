import { Hono } from "hono";
import { findPerson, type Person } from "../../../db/queries/people/people.ts";
import { PersonalDataPage } from "../../../views/people/personal-data/personal-data-page.tsx";
import { recordReading } from "../../proof/trail/record-reading.ts";
import { page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { shell } from "../../ground/http/shell.ts";
import { attach } from "../../ground/http/list.ts";
import { permit, permitOwn } from "../../ground/http/permit.ts";
import { paths } from "../../paths/paths.ts";
import { requirePerson } from "../people/require-person.ts";
import { personalDataFile, readPersonalData } from "./read-personal-data.ts";

/** What is kept about a person (registerutdrag), for the person and for the administrator who answers the question. */
export function personalDataRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	app.get(paths.ownData(), permitOwn("account.edit"), async (c) => dataPage(c, await own(c)));
	app.get(`${paths.ownData()}.json`, permitOwn("account.edit"), async (c) => dataFile(c, await own(c)));
	app.get("/personer/:id/uppgifter", permit("personal_data.view"), async (c) => dataPage(c, await other(c)));
	app.get("/personer/:id/uppgifter.json", permit("personal_data.view"), async (c) => dataFile(c, await other(c)));
	return app;
}

async function own(c: Http): Promise<Person> {
	return (await findPerson(c.var.ctx.db, c.var.ctx.actor.id!))!;
}

function other(c: Http): Promise<Person> {
	return requirePerson(c.var.ctx.db, c.var.ctx.actor, c.req.param("id") ?? "");
}

/** Records that somebody read everything kept about another person. Reading one's own data is not recorded. */
async function recordIfOther(c: Http, person: Person): Promise<void> {
	if (person.id === c.var.ctx.actor.id) return;
	await recordReading(c.var.ctx, {
		type: "person.data_read",
		unit_id: null,
		object: { kind: "person", id: person.id },
		data: { person: person.name },
	});
}

async function dataPage(c: Http, person: Person) {
	await recordIfOther(c, person);
	const data = await readPersonalData(c.var.ctx, person);
	return page(c, <PersonalDataPage shell={shell(c)} data={data} own={person.id === c.var.ctx.actor.id} />);
}

async function dataFile(c: Http, person: Person) {
	await recordIfOther(c, person);
	const file = await personalDataFile(c.var.ctx, person);
	attach(c, "personuppgifter.json", "application/json; charset=utf-8");
	return c.body(JSON.stringify(file, null, "\t"));
}
