import { Hono } from "hono";
import { AskForEvidencePage } from "../../../views/checks/evidence/ask-for-evidence-page.tsx";
import { EvidenceRequestPage } from "../../../views/checks/evidence/evidence-request-page.tsx";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { peopleToChoose } from "../../../views/ui/person-search.ts";
import { requireMay } from "../../ground/access/require-may.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { idOf } from "../../ground/http/list.ts";
import { permit } from "../../ground/http/permit.ts";
import { shell } from "../../ground/http/shell.ts";
import { peopleOptions } from "../../ground/remembered/people.ts";
import { submitUpload } from "../../ground/http/upload.ts";
import { paths } from "../../paths/paths.ts";
import { aboutDay } from "./about-day.ts";
import { askForEvidence } from "./ask-for-evidence.ts";
import { ownerPath } from "./owner-path.ts";
import { requireOwner } from "./require-evidence.ts";
import { requireAskedOf, requireRequest, requireRequestable } from "./require-request.ts";
import { AskForEvidence, DeclineRequest, SendRequested, WithdrawRequest } from "./schema.ts";
import { declineRequest, sendRequested, withdrawRequest } from "./settle-request.ts";

/** Evidence that a named person is asked for: the asking, and the one page that the person asked sees of it. */
export function evidenceRequestRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	app.get("/underlag/till/:kind/:id/begaran", permit("evidence_request.ask"), (c) => askPage(c, UNTOUCHED));

	app.post("/underlag/till/:kind/:id/begaran", permit("evidence_request.ask"), (c) =>
		submit(c, {
			schema: AskForEvidence,
			command: (input) => askForEvidence(c.var.ctx, { kind: c.req.param("kind"), parent_id: idOf(c) }, input),
			done: (id) => answer(c, { to: paths.evidenceRequest(id), said: "Begäran är skickad." }),
			again: (form) => askPage(c, form),
		}),
	);

	app.get("/underlag/begaran/:id", permit("evidence_request.view"), (c) => requestPage(c, UNTOUCHED));

	app.post("/underlag/begaran/:id/fil", permit("evidence_request.answer"), async (c) => {
		await requireAskedOf(c.var.ctx, idOf(c));
		return submitUpload(c, {
			maxBytes: c.var.config.evidenceMaxBytes,
			schema: SendRequested,
			field: "fil",
			command: (input, file) => sendRequested(c.var.ctx, idOf(c), input, file),
			done: () => answer(c, { to: paths.evidenceRequest(idOf(c)), said: "Underlaget är skickat." }),
			again: (form) => requestPage(c, form),
		});
	});

	app.post("/underlag/begaran/:id/avbojt", permit("evidence_request.answer"), (c) =>
		submit(c, {
			schema: DeclineRequest,
			command: (input) => declineRequest(c.var.ctx, idOf(c), input),
			done: () => answer(c, { to: paths.evidenceRequest(idOf(c)), said: "Ditt svar är skickat." }),
			again: (form) => requestPage(c, form),
		}),
	);

	app.post("/underlag/begaran/:id/atertaget", permit("evidence_request.ask"), (c) =>
		submit(c, {
			schema: WithdrawRequest,
			command: () => withdrawRequest(c.var.ctx, idOf(c)),
			done: () => answer(c, { to: paths.evidenceRequest(idOf(c)), said: "Begäran är återtagen." }),
			again: (form) => requestPage(c, form),
		}),
	);

	return app;
}

async function askPage(c: Http, form: FormState) {
	const { db, actor } = c.var.ctx;
	const [kind, parent_id] = [c.req.param("kind") ?? "", idOf(c)];
	const owner = await requireRequestable(db, kind, parent_id);
	await requireMay(db, actor, "evidence_request.ask", owner.unit_id);
	const people = await peopleOptions(db, { reach: "all", today: c.var.today });
	return page(
		c,
		<AskForEvidencePage
			shell={shell(c)}
			action={paths.evidenceRequestOf(kind, parent_id)}
			owner={{ label: owner.label, href: ownerPath(owner, parent_id) }}
			people={peopleToChoose(people.filter(({ id }) => id !== actor.id))}
			form={form}
		/>,
	);
}

async function requestPage(c: Http, form: FormState) {
	const { request, rights } = await requireRequest(c.var.ctx, idOf(c));
	const owner = await requireOwner(c.var.ctx.db, request.parent_kind, request.parent_id);
	return page(
		c,
		<EvidenceRequestPage
			shell={shell(c)}
			request={request}
			rights={rights}
			owner={{ label: owner.label, href: rights.see ? ownerPath(owner, request.parent_id) : null }}
			about_on={aboutDay(owner, undefined, c.var.today)}
			today={c.var.today}
			max_megabytes={Math.floor(c.var.config.evidenceMaxBytes / 1_000_000)}
			form={form}
		/>,
	);
}
