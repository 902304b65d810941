import { Hono } from "hono";
import { findAccount } from "../../../db/queries/people/accounts.ts";
import { listSessionsOf, countSessionsOf } from "../../../db/queries/people/session.ts";
import { SessionsPage } from "../../../views/people/session/sessions-page.tsx";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv } from "../../ground/http/env.ts";
import { shell } from "../../ground/http/shell.ts";
import { permit, permitOwn } from "../../ground/http/permit.ts";
import { paths } from "../../paths/paths.ts";
import { pagingOf } from "../../ground/http/paging.ts";
import { endAllSessions } from "./end-all-sessions.ts";
import { endOneSession } from "./end-one-session.ts";
import { liveAt } from "../../ground/access/session-lifetimes.ts";

const PAGE_ROWS = 20;

/** Sessions as their owner sees and ends them, and as an administrator ends somebody else's. */
export function ownSessionRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	app.get(paths.ownSessions(), permitOwn("session.end"), async (c) => {
		const { db, actor } = c.var.ctx;
		const [live, paging] = [liveAt(c.var.ctx), pagingOf(c, PAGE_ROWS)];
		const sessions = await listSessionsOf(db, actor.id!, live, paging.page);
		const pager = paging.links(await countSessionsOf(db, actor.id!, live));
		const has_account = (await findAccount(db, actor.id!)) !== undefined;
		const props = { sessions, pager, has_account, current: c.var.session_id };
		return page(c, <SessionsPage shell={shell(c)} {...props} />);
	});

	app.post(paths.ownSessionsEnding(), permitOwn("session.end"), async (c) => {
		const { ctx, today, session_id } = c.var;
		await endAllSessions(ctx, ctx.actor.id!, today, session_id ?? undefined);
		return answer(c, { to: paths.ownSessions(), said: "Alla andra inloggningar är avslutade." });
	});

	app.post("/sessioner/:id/avslut", permitOwn("session.end"), async (c) => {
		const { ctx, today, session_id } = c.var;
		const sessionId = c.req.param("id");
		const personId = await endOneSession(ctx, sessionId, today);
		if (sessionId === session_id) return answer(c, { to: paths.signIn() });
		const own = personId === ctx.actor.id;
		return answer(c, { to: own ? paths.ownSessions() : paths.person(personId), said: "Inloggningen är avslutad." });
	});

	app.post("/personer/:id/sessioner/avslut", permit("organisation.edit"), async (c) => {
		const personId = c.req.param("id");
		await endAllSessions(c.var.ctx, personId, c.var.today);
		return answer(c, { to: paths.person(personId), said: "Personens inloggningar är avslutade." });
	});

	return app;
}
