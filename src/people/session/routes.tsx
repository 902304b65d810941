import { Hono } from "hono";
import { getCookie } from "hono/cookie";
import { findPerson } from "../../../db/queries/people/people.ts";
import { listPeopleByRole, listRolesOn } from "../../../db/queries/people/session.ts";
import { CodePage } from "../../../views/people/session/code-page.tsx";
import { DemoSignInPage } from "../../../views/people/session/demo-sign-in-page.tsx";
import { SignInPage } from "../../../views/people/session/sign-in-page.tsx";
import { sessionIdOf } from "../../ground/access/session-id.ts";
import { foundPeople, listDemoGuides } from "./demo-guides.ts";
import { sessionCookie } from "../../ground/http/actor.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import { browserOf } from "../../ground/http/browser.ts";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { formValues, submit } from "../../ground/http/form.ts";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { shell } from "../../ground/http/shell.ts";
import { permitOwn } from "../../ground/http/permit.ts";
import { giveSession, giveStep, stepOf, takeBackSession, takeBackStep } from "../../ground/http/session-cookie.ts";
import { forbiddenSentence } from "../../ground/access/sign-in-rules.ts";
import { paths } from "../../paths/paths.ts";
import { NotFound } from "../../ground/errors.ts";
import { safeReturnPath } from "../../ground/http/return-path.ts";
import { SignInWithCode } from "./schema.ts";
import { SignInWithPassword } from "./schema.ts";
import { userKey } from "./schema.ts";
import { giveKnown } from "../../ground/http/known-browser.ts";
import { signIn } from "./sign-in.ts";
import type { SignInParts } from "./sign-in-parts.ts";
import { signInWithCode } from "./sign-in-with-code.ts";
import { signInWithPassword } from "./sign-in-with-password.ts";
import { beginProviderSignIn, finishProviderSignIn } from "./sign-in-with-provider.ts";
import { signOut } from "./sign-out.ts";

export function sessionRoutes(parts: SignInParts): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	passwordRoutes(app, parts);
	providerRoutes(app, parts);

	app.get(paths.signIn(), async (c) => {
		if (!c.var.config.demo) return signInPage(c, parts, UNTOUCHED, safeReturnPath(c.req.query("till")));
		const people = await listPeopleByRole(c.var.ctx.db, c.var.today);
		const query = (c.req.query("sok") ?? "").trim();
		const found = foundPeople(people, query);
		const guides = await listDemoGuides(c.var.ctx.db, people);
		const return_to = safeReturnPath(c.req.query("till"));
		return page(c, <DemoSignInPage shell={shell(c)} {...{ guides, found, query, return_to }} />);
	});

	app.post(paths.signIn(), async (c) => {
		requireDemo(c);
		const values = await formValues(c);
		const person = await findPerson(c.var.ctx.db, String(values.person ?? ""));
		if (!person || person.ended_at !== null) throw new NotFound("demo sign-in of an unknown person");
		const roles = await listRolesOn(c.var.ctx.db, person.id, c.var.today);
		const own = { ...c.var.ctx, actor: { id: person.id, name: person.name, roles, via: "web" as const } };
		giveSession(c, await signIn(own, "demo", browserOf(c, parts.proxies), "demo"));
		return c.redirect(safeReturnPath(String(values.till ?? "")), 303);
	});

	app.post(paths.signOut(), permitOwn("session.end"), async (c) => {
		const token = getCookie(c, sessionCookie(c.var.config).name);
		if (token) await signOut(c.var.ctx, sessionIdOf(token));
		takeBackSession(c);
		return c.redirect(paths.signIn(), 303);
	});

	return app;
}

function passwordRoutes(app: Hono<AppEnv>, parts: SignInParts): void {
	app.get(paths.signInPassword(), (c) => signInPage(c, parts, UNTOUCHED, safeReturnPath(c.req.query("till"))));
	app.post(paths.signInPassword(), async (c) => {
		const values = await formValues(c);
		const return_to = safeReturnPath(String(values.till ?? ""));
		return submit(c, {
			schema: SignInWithPassword,
			values,
			command: (input) => signInWithPassword(c.var.ctx, input, browserOf(c, parts.proxies), return_to),
			done: ({ kind, token }) => {
				if (kind === "code") giveStep(c, token);
				else giveSession(c, token);
				giveKnown(c, { kind: "account", name: userKey(String(values.user_name)) });
				return answer(c, { to: kind === "code" ? paths.signInCode() : return_to });
			},
			// what was typed as password is never sent back
			again: ({ values: typed, errors }) =>
				signInPage(c, parts, { values: { user_name: typed.user_name ?? "" }, errors }, return_to),
		});
	});

	app.get(paths.signInCode(), async (c) =>
		stepOf(c) ? page(c, <CodePage shell={shell(c)} form={UNTOUCHED} />) : c.redirect(paths.signIn(), 303),
	);
	app.post(paths.signInCode(), (c) =>
		submit(c, {
			schema: SignInWithCode,
			command: (input) => signInWithCode(c.var.ctx, stepOf(c) ?? "", input, browserOf(c, parts.proxies)),
			done: ({ token, return_to }) => {
				giveSession(c, token);
				takeBackStep(c);
				return answer(c, { to: return_to });
			},
			again: ({ errors }) => page(c, <CodePage shell={shell(c)} form={{ values: {}, errors }} />),
		}),
	);
}

function providerRoutes(app: Hono<AppEnv>, { provider, proxies }: SignInParts): void {
	if (!provider) return;
	app.get(paths.signInProvider(), async (c) => {
		const wanted = { return_to: safeReturnPath(c.req.query("till")), link_id: null };
		const { url, token } = await beginProviderSignIn(c.var.ctx, provider, wanted);
		giveStep(c, token);
		return c.redirect(url, 303);
	});
	app.get(paths.signInAnswer(), async (c) => {
		const token = stepOf(c);
		takeBackStep(c);
		const search = new URL(c.req.url).search;
		const done = await finishProviderSignIn(c.var.ctx, provider, { token, search }, browserOf(c, proxies));
		giveSession(c, done.token);
		return c.redirect(done.return_to, 303);
	});
}

async function signInPage(c: Http, parts: SignInParts, form: FormState, return_to: string) {
	const provider_name = parts.provider?.name ?? null;
	const no_passwords = await forbiddenSentence(c.var.ctx);
	return page(c, <SignInPage shell={shell(c)} {...{ form, return_to, provider_name, no_passwords }} />);
}

function requireDemo(c: Http): void {
	if (!c.var.config.demo) throw new NotFound("demo sign-in outside demo mode");
}
