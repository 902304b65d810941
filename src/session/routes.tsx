import { Hono } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { findPerson } from "../../db/queries/people.ts";
import { listPeopleByRole, listRolesOn } from "../../db/queries/sessions.ts";
import { DemoSignInPage } from "../../views/session/demo-sign-in-page.tsx";
import { sessionIdOf } from "../access/session-id.ts";
import { sessionCookie } from "../http/actor.ts";
import { page } from "../http/answer.tsx";
import type { AppEnv, Http } from "../http/env.ts";
import { formValues } from "../http/form.ts";
import { frame } from "../http/frame.ts";
import { permit } from "../http/permit.ts";
import { paths } from "../paths.ts";
import { NotFound } from "../write/errors.ts";
import { safeReturnPath } from "./return-path.ts";
import { signIn } from "./sign-in.ts";
import { signOut } from "./sign-out.ts";

export function sessionRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	app.get(paths.signIn(), async (c) => {
		requireDemo(c);
		const people = await listPeopleByRole(c.var.ctx.db, c.var.today);
		return page(c, <DemoSignInPage frame={frame(c)} people={people} return_to={safeReturnPath(c.req.query("till"))} />);
	});

	app.post(paths.signIn(), async (c) => {
		requireDemo(c);
		const values = await formValues(c);
		const person = await findPerson(c.var.ctx.db, String(values.person ?? ""));
		if (!person || person.ended_at !== null) throw new NotFound("demo sign-in of an unknown person");
		const roles = await listRolesOn(c.var.ctx.db, person.id, c.var.today);
		const token = await signIn({ ...c.var.ctx, actor: { ...person, roles, via: "web" } }, "demo");
		const { name, secure } = sessionCookie(c.var.config);
		setCookie(c, name, token, { httpOnly: true, sameSite: "Lax", path: "/", secure });
		return c.redirect(safeReturnPath(String(values.till ?? "")), 303);
	});

	app.post(paths.signOut(), permit("session.end"), async (c) => {
		const { name, secure } = sessionCookie(c.var.config);
		const token = getCookie(c, name);
		if (token) await signOut(c.var.ctx, sessionIdOf(token));
		deleteCookie(c, name, { path: "/", secure });
		return c.redirect(paths.signIn(), 303);
	});

	return app;
}

function requireDemo(c: Http): void {
	if (!c.var.config.demo) throw new NotFound("demo sign-in outside demo mode");
}
