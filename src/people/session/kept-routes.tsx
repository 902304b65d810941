import { Hono } from "hono";
import { listKeptForms } from "../../../db/queries/people/session.ts";
import { KeptFormsPage } from "../../../views/people/session/kept-forms-page.tsx";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { idOf } from "../../ground/http/list.ts";
import { permitOwn } from "../../ground/http/permit.ts";
import { shell } from "../../ground/http/shell.ts";
import { paths } from "../../paths/paths.ts";
import { takeKeptBody } from "./take-kept-body.ts";

/**
 * What a person sent when the session had ended. `send` puts it through the whole product again, as if it came now: the same
 * guards, rights and versions decide over it.
 */
export function keptFormRoutes(
	send: (request: Request, env: Http["env"]) => Response | Promise<Response>,
): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	app.get(paths.keptForms(), permitOwn("session.end"), async (c) => {
		const { ctx, session_id } = c.var;
		const forms = await listKeptForms(ctx.db, session_id ?? "", ctx.clock().toISOString());
		if (forms.length === 0) return answer(c, { to: paths.inbox() });
		return page(c, <KeptFormsPage shell={shell(c)} forms={forms} />);
	});

	app.post("/fortsatt/:id", permitOwn("session.end"), async (c) => {
		const kept = await takeKeptBody(c.var.ctx, idOf(c), c.var.session_id);
		if (kept === null)
			return answer(c, { to: paths.inbox(), said: "Det du skrev är redan skickat, eller har väntat för länge." });
		const headers = new Headers(c.req.header());
		for (const name of ["content-length", "hx-request", "transfer-encoding"]) headers.delete(name);
		headers.set("content-type", kept.type);
		const url = new URL(kept.path, c.req.url);
		return send(new Request(url, { method: "POST", headers, body: new Uint8Array(kept.body) }), c.env);
	});

	return app;
}
